"""In: records with and without ids; out: that an id which does not exist is named, whatever else the review holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sitegen.pipeline import load
from sitegen.problems import errors_of
from sitegen.read.review_files import read_review
from sitegen.validate.records import validate
from sitegen.validate.schemas import RECORD_TYPES, SINGLE_FILES, schema_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "handbook/samples"
NO_IDS = [name for name, type_ in RECORD_TYPES.items() if "id" not in schema_of(type_)["properties"]]


@pytest.mark.parametrize("review", [ROOT, *(path.parent for path in ROOT.glob("examples/*/mkdocs.yml"))])
def test_nothing_hides_the_ids_of_a_review_in_order(review: Path) -> None:
    """Every namespace can be told from its files, so that an id which does not exist is one."""
    records, problems = validate(read_review(review)[0])
    assert not problems
    assert records.unnamed == frozenset()


@pytest.mark.parametrize("path", [*SINGLE_FILES, *(f"data/{name}/one.yml" for name in NO_IDS)])
def test_a_file_without_ids_hides_none(tiny: Path, path: str) -> None:
    """The ledger, the glossary, a second reading: beside each of them, a misspelled entity is still named."""
    sample = SAMPLES / f"{Path(path).stem}.yml"
    if path.startswith("data/readings"):
        sample = ROOT / "scripts/sitegen/starter/data/readings/oven-notes.yml"
    elif path.startswith("data/citation-audit"):
        sample = SAMPLES / "citation-audit.yml"
    if not (tiny / path).exists():
        (tiny / path).parent.mkdir(parents=True, exist_ok=True)
        starter = ROOT / "scripts/sitegen/starter" / path
        shutil.copy(sample if sample.exists() else starter, tiny / path)
    claims = tiny / "data/claims/leaf-notes/1.yml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("north-tea", "nroth-tea", 1), encoding="utf-8")
    codes = {(problem.code, problem.location.file.path) for problem in errors_of(load(tiny)[1])}
    assert ("unknown-id", "data/claims/leaf-notes/1.yml") in codes
