"""In: two states of the tiny review; out: that `review diff` tells every fact that differs, as harmless Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sitegen.cli import review
from sitegen.compose.changes import Change, Changes
from sitegen.exports.facts import as_markdown


def _diff(base: Path, now: Path) -> tuple[int, str]:
    done = CliRunner().invoke(review, ["diff", str(base), "--root", str(now)])
    return done.exit_code, done.output


def test_the_same_facts_are_no_change(tiny: Path, tiny_root: Path) -> None:
    """Another wording of a page that is written by hand changes no fact."""
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    code, said = _diff(tiny_root, tiny)
    assert (code, said) == (
        0,
        "## What changes in the facts\n\nNothing: every claim and every appraisal says what it said.\n",
    )


def test_a_changed_number_shows_before_and_now(tiny: Path, tiny_root: Path) -> None:
    """The quantity is printed in its sentence on both sides."""
    (file,) = [one for one in (tiny / "data" / "claims").rglob("*.yml") if "c-n002" in one.read_text(encoding="utf-8")]
    text = file.read_text(encoding="utf-8")
    assert "high: 70" in text
    file.write_text(text.replace("high: 70", "comparator: water, high: 70"), encoding="utf-8")
    code, said = _diff(tiny_root, tiny)
    assert code == 0, said
    assert "Claims changed: 1." in said
    assert "- `c-n002`" in said
    assert "the same words; a quantity has another population, endpoint or number behind them" in said


def test_a_state_that_is_broken_says_why(tiny: Path, tiny_root: Path) -> None:
    """Its problems, each with its place; exit 1."""
    (tiny / "data" / "glossary.yml").write_text("terms: [", encoding="utf-8")
    code, said = _diff(tiny_root, tiny)
    assert code == 1
    assert "data/glossary.yml:1:" in said


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=run()>", "[a](javascript:run())", "`code` *b* _c_ |d| @everybody #1"]
)
def test_text_of_data_is_no_markup(text: str) -> None:
    """What somebody proposes is shown as it is; nothing in it is a link, a mention or a tag."""
    change = Change("changed", "c-n001", "x", text, "fine", ("tea",), "x/")
    said = as_markdown(Changes("1", "2", "2026-01-01", (change,)))
    line = next(line for line in said.splitlines() if "before: " in line)
    for mark in "<>[]`*_|@#":
        assert line.count(mark) == line.count(f"\\{mark}")
