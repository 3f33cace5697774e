"""In: the handbook's reference and its samples; out: that they are what the program says and takes."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from sitegen.cli import review
from sitegen.codes import CODES
from sitegen.problems import SourceText, as_text
from sitegen.read.nodes import nodes_of
from sitegen.validate.schemas import LIST_FOLDERS, RECORD_TYPES, SINGLE_FILES, list_schema, schema_of
from sitegen.validate.shape import Shape

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "handbook/reference.md"
STARTER = ROOT / "scripts/sitegen/starter"
SAMPLES = ROOT / "handbook/samples"
#: Where the commented sample of each sort of file is: in what `review new` writes, or in the handbook.
PLACES: dict[str, Path] = {
    "sources": STARTER / "data/sources/oven-notes.yml",
    "kinds": STARTER / "data/kinds/flour.yml",
    "claims": STARTER / "data/claims/oven-notes/1.yml",
    "comparisons": STARTER / "data/comparisons/loaves.yml",
    "readings": STARTER / "data/readings/oven-notes.yml",
    "questions": STARTER / "data/questions/rise.yml",
    "courses": STARTER / "data/courses/bread.yml",
    "appraisals": SAMPLES / "appraisals.yml",
    "evidence": SAMPLES / "evidence.yml",
    "citation-audit": SAMPLES / "citation-audit.yml",
    "directions": SAMPLES / "directions.yml",
    "figures": SAMPLES / "figure.yml",
    "data/review.yml": STARTER / "data/review.yml",
    "data/vocabulary.yml": STARTER / "data/vocabulary.yml",
    "data/glossary.yml": STARTER / "data/glossary.yml",
    "data/timeline.yml": SAMPLES / "timeline.yml",
    "data/checklist.yml": SAMPLES / "checklist.yml",
    "data/ledger/moved.yml": SAMPLES / "moved.yml",
    "data/editions.yml": SAMPLES / "editions.yml",
}
#: Samples that show every field their record may have.
WHOLE = ("appraisals", "citation-audit", "directions")


def test_the_reference_is_what_the_program_says() -> None:
    """`make handbook` would change nothing."""
    made = runpy.run_path(str(ROOT / "scripts/write_reference.py"))["reference"]()
    assert REFERENCE.read_text(encoding="utf-8") == made, "run `make handbook`"


def _verbs(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from _verbs(command, f"{path} {name}")


def test_nothing_is_left_out() -> None:
    """Every command, every code and every field of every core type is named."""
    text = REFERENCE.read_text(encoding="utf-8")
    missing = [verb for verb in _verbs(review, "review") if f"### `{verb}" not in text]
    missing += [code for code in CODES if f"| `{code}` |" not in text]
    types = [*RECORD_TYPES.values(), *SINGLE_FILES.values()]
    missing += [name for type_ in types for name in schema_of(type_)["properties"] if f"| `{name}` |" not in text]
    assert not missing


@pytest.mark.parametrize("what", [*RECORD_TYPES, *SINGLE_FILES])
def test_a_commented_sample_of_each_sort_is_valid(what: str) -> None:
    """It fits its schema, and says by comments what its fields are."""
    type_ = {**RECORD_TYPES, **SINGLE_FILES}[what]
    text = PLACES[what].read_text(encoding="utf-8").replace("@title@", '"A"').replace("@id@", "a")
    node, problems = nodes_of(SourceText.of(what, text), text)
    assert not problems
    assert node is not None
    schema = list_schema(type_) if what in LIST_FOLDERS else schema_of(type_)
    assert as_text(Shape(schema, what).check(node)[1]) == ""
    assert text.count("#") >= 2
    if what in WHOLE:
        first = node.at(0) if what in LIST_FOLDERS else node
        assert set(first.keys) == set(schema_of(type_)["properties"])
