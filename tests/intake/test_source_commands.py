"""In: `review source …` and `review status` on a new review; out: what they write and say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sitegen.cli import review
from sitegen.pipeline import load
from sitegen.start import start_review

TEXT = "A leaflet\n\n1. Butter\n\nThe leaflet says that 12 g of butter go on a slice.\n\nSalt is left out.\n"


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    """A new review with the text of a second source."""
    start_review(tmp_path, "Bread")
    (tmp_path / "texts/butter-leaflet.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _run(*words: str, root: Path) -> tuple[int, str]:
    done = CliRunner().invoke(review, [*words, "--root", str(root)])
    return done.exit_code, done.output


def _add(root: Path) -> tuple[int, str]:
    return _run("source", "add", str(root / "texts/butter-leaflet.txt"), "--label", "Butter: 2026", root=root)


def test_a_source_is_added_and_reads(bread: Path) -> None:
    """Its index and its entry are in order at once; only its passages stand open."""
    code, said = _add(bread)
    assert code == 0
    assert "3 passages" in said
    its, problems = load(bread)
    assert its is not None
    assert its.sources["butter-leaflet"].label == "Butter: 2026"
    assert {problem.code for problem in problems} == {"passage-unaccounted"}
    assert _run("source", "todo", "butter-leaflet", root=bread)[1].endswith("3 of 3 passages are open.\n")


def test_a_source_is_not_written_over(bread: Path) -> None:
    """Adding it again changes nothing."""
    _add(bread)
    before = (bread / "references.bib").read_text(encoding="utf-8")
    code, said = _add(bread)
    assert code == 1
    assert "is there already; nothing was written" in said
    assert (bread / "references.bib").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe", "is not UTF-8 text"), (b"\n\n", "holds no passage")])
def test_a_text_that_is_none(bread: Path, content: bytes, said: str) -> None:
    """Bytes and an empty file are told, and nothing is written."""
    (bread / "texts/butter-leaflet.txt").write_bytes(content)
    code, output = _add(bread)
    assert code == 1
    assert said in output
    assert not (bread / "data/sources/butter-leaflet.yml").exists()


def test_claims_to_fill_in(bread: Path) -> None:
    """One a passage, with its number; every blank is named with its line."""
    _add(bread)
    texts = str(bread / "texts")
    code, _ = _run("source", "todo", "butter-leaflet", "--section", "1", "--write", "--texts", texts, root=bread)
    assert code == 0
    written = (bread / "data/claims/butter-leaflet/1.yml").read_text(encoding="utf-8")
    assert len(re.findall(r"- id: c-[a-z0-9]{4}\n", written)) == 2
    assert "value: 12" in written
    assert "reads: Salt is left out." in written
    _, problems = load(bread)
    blank = {(p.location.line, p.sentence) for p in problems if p.location.file.path.endswith("butter-leaflet/1.yml")}
    assert {sentence for _, sentence in blank} >= {"`about` is an empty list", "`topic` is empty", "`says` is empty"}


def test_an_unknown_source_is_answered_with_the_nearest(bread: Path) -> None:
    """A misspelled id."""
    code, said = _run("source", "todo", "oven-note", root=bread)
    assert code == 1
    assert "Nearest: oven-notes." in said


def test_a_form_for_the_second_reader(bread: Path) -> None:
    """Passages with claims that nobody read yet; as a file of readings it is in order."""
    _, form = _run("source", "reading", "oven-notes", root=bread)
    assert "oven-notes:1.p1" in form
    assert "t1.r2.c2" not in form
    with (bread / "data/readings/oven-notes.yml").open("a", encoding="utf-8") as file:
        file.write(form)
    its, problems = load(bread)
    assert its is not None
    assert not problems


def test_status_names_what_is_missing(bread: Path) -> None:
    """For people and for programs; the exit code says it only when it is asked to."""
    _add(bread)
    code, said = _run("status", root=bread)
    assert code == 0
    assert "8 claims, 1 read a second time, 1 confirmed." in said
    assert "butter-leaflet: 3 passages, 0 used, 0 left out; open: front.p1, 1.p1, 1.p2" in said
    code, said = _run("status", "--format", "json", "--strict", root=bread)
    assert code == 1
    data = json.loads(said)
    assert data["complete"] is False
    assert data["coverage"][0]["open"] == ["front.p1", "1.p1", "1.p2"]
    assert {item["id"] for item in data["references"]} == {"butterleaflet", "crumbs2025", "ovennotes2026"}


def test_status_of_a_review_with_an_error(bread: Path) -> None:
    """The error is told instead."""
    (bread / "data/vocabulary.yml").write_text("topics: []\n", encoding="utf-8")
    code, said = _run("status", root=bread)
    assert code == 1
    assert "data/vocabulary.yml:1:9: bad-value" in said
