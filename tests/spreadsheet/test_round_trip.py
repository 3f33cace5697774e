"""In: claims as YAML and as a table; out: that nothing is lost, and that a mistake is told by row and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sitegen.cli import review
from sitegen.model.claim import Claim, Quantity
from sitegen.problems import SourceText, as_text
from sitegen.read.nodes import nodes_of
from sitegen.spreadsheet.back import claims_of
from sitegen.spreadsheet.columns import CLAIM, QUANTITY, nested
from sitegen.spreadsheet.out import csv_of, plain
from sitegen.spreadsheet.write import file_of
from sitegen.validate.schemas import schema_of

FILE = "data/claims/leaf-notes/1.yml"
TEXT = st.sampled_from(["NULL", "yes", "~", "1.10", "- a", "none", "#x"]) | st.text(
    alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufeff\u00ad"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip())
ID = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)
NUMBER = st.decimals(-1000, 1000, places=2).map(str)
QUANTITIES = st.fixed_dictionaries(
    {"measure": ID, "unit": ID, "population": TEXT, "endpoint": TEXT, "denominator": TEXT, "value": NUMBER},
    optional={
        "bound": st.sampled_from(["exact", "about", "up-to"]),
        "of": st.lists(ID, max_size=2),
        "interval": st.fixed_dictionaries({"low": NUMBER, "high": NUMBER}, optional={"level": TEXT}),
        "n": st.integers(0, 9999).map(str),
        "time": TEXT,
        "year": TEXT,
        "derived": st.fixed_dictionaries({"from": st.lists(ID, min_size=1, max_size=2), "how": st.just("sum")}),
    },
)
CLAIMS = st.fixed_dictionaries(
    {"at": st.just("leaf-notes:1.p1"), "about": st.lists(ID, min_size=1, max_size=3), "topic": ID, "says": TEXT},
    optional={
        "short": TEXT,
        "cites": st.lists(ID, max_size=3),
        "cites-unlisted": st.lists(st.integers(1, 99).map(str), max_size=2),
        "also-at": st.lists(st.just("leaf-notes:2.p1"), max_size=1),
        "note": TEXT,
        "quantities": st.dictionaries(ID, QUANTITIES, min_size=1, max_size=3),
    },
)


def _numbered(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"c-{place:04}", **claim} for place, claim in enumerate(claims)]


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=4).map(_numbered))
def test_nothing_is_lost(claims: list[dict[str, Any]]) -> None:
    """Claims as a table and back; and as the file that is then written, read again."""
    found, problems = claims_of("claims.csv", csv_of({FILE: claims}))
    assert not [problem for problem in problems if problem.code not in ("bad-value",)], as_text(problems)
    assert plain(found[FILE]) == claims
    written = file_of(claims)
    node, problems = nodes_of(SourceText.of("x.yml", written), written)
    assert not problems
    assert node is not None
    assert plain(node) == claims


def test_every_field_has_its_column() -> None:
    """A new field of a claim or a quantity is missed here, not by an editor."""
    assert {"id", "quantities", *(name for name, _ in CLAIM)} == set(schema_of(Claim)["properties"])
    assert {nested(name)[0] for name, _ in QUANTITY} == set(schema_of(Quantity)["properties"])


def _run(*words: str, root: Path) -> tuple[int, str]:
    done = CliRunner().invoke(review, ["claims", *words, "--root", str(root)])
    return done.exit_code, done.output


def test_out_and_in_changes_nothing(tiny: Path) -> None:
    """Not a byte, comments included."""
    before = {file: file.read_bytes() for file in tiny.rglob("data/**/*.yml")}
    table = str(tiny / "claims.csv")
    assert _run("export", table, root=tiny)[0] == 0
    code, said = _run("import", table, root=tiny)
    assert code == 0
    assert "nothing was written" in said
    assert before == {file: file.read_bytes() for file in tiny.rglob("data/**/*.yml")}


def test_a_changed_cell_is_written(tiny: Path) -> None:
    """Only its file, with the comment at its head."""
    file = tiny / "data/claims/leaf-notes/1.yml"
    file.write_text("# Mine.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    table = tiny / "claims.csv"
    _run("export", str(table), root=tiny)
    text = table.read_bytes().decode()
    table.write_bytes(text.replace("is a hill plant", "is a plant of hills").encode())
    code, said = _run("import", str(table), root=tiny)
    assert (code, said) == (0, f"Written: {FILE}\n")
    assert file.read_text(encoding="utf-8").startswith("# Mine.\n- id: c-n001\n")
    assert "is a plant of hills" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            ",2,,,up-to,",
            ",two,,,up-to,",
            "claims.csv:2:147: wrong-type: `[0].quantities.height.value` is 'two' (cell N2)",
        ),
        (",up-to,", ",upto,", "bound` is 'upto'"),
        ("c-n001,leaf-notes:1.p1", "c-1,leaf-notes:1.p1", "`[0].id` is 'c-1'"),
        (",topic,", ",topics,", "claims.csv:1:18: unknown-field: `topics` is not a column"),
        (FILE, "../x.yml", "`file` is '../x.yml'"),
        ("c-s001", "c-n001", "duplicate-id: the claim c-n001 has its statement twice"),
        ("c-n002,leaf-notes", ",leaf-notes", "the row has no `id`"),
    ],
)
def test_a_mistake_is_told_by_row_and_field(tiny: Path, old: str, new: str, said: str) -> None:
    """And nothing is written."""
    table = tiny / "claims.csv"
    _run("export", str(table), root=tiny)
    text = table.read_bytes().decode()
    assert old in text
    table.write_bytes(text.replace(old, new).encode())
    before = {file: file.read_bytes() for file in tiny.rglob("data/**/*.yml")}
    code, output = _run("import", str(table), root=tiny)
    assert code == 1
    assert said in output.replace(f"{tiny}/", "")
    assert "Nothing was written." in output
    assert before == {file: file.read_bytes() for file in tiny.rglob("data/**/*.yml")}


def test_a_formula_is_kept_from_running(tiny: Path) -> None:
    """A cell that a spreadsheet would run is text in the table and as before in the data."""
    claim = {"id": "c-n001", "at": "leaf-notes:1.p1", "about": ["a"], "topic": "b", "says": "=1+1", "note": "'quoted"}
    table = csv_of({FILE: [claim]})
    assert ",'=1+1," in table
    assert plain(claims_of("x.csv", table)[0][FILE]) == [claim]
