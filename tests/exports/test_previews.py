"""What a link shows on hover: one entry an entity, and no doubted definition without its sign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitegen.compose.addresses import entity_path
from sitegen.exports import previews
from sitegen.exports.previews import PREVIEWS, preview_files
from sitegen.model.review import Review
from sitegen.pipeline import load
from sitegen.render.marks import SIGNS


def _read(text: str) -> object:
    return json.loads(text.removeprefix("reviewPreviews(").removesuffix(")\n").replace("<\\/", "</"))


def _entries(review: Review) -> dict[str, list[object]]:
    found = _read(preview_files(review)[PREVIEWS])
    assert isinstance(found, dict)
    return found


def test_every_entity_has_its_preview(tiny: Path) -> None:
    """Under the address of its page: name, kind, definition, number of claims."""
    review, _ = load(tiny)
    assert review is not None
    entries = _entries(review)
    assert len(entries) == len(review.entities)
    entity = review.entities["north-tea"]
    name, kind, definition, claims = entries[entity_path(review, entity).removesuffix(".md") + "/"]
    assert (name, kind, claims) == ("North tea", "tea", len(review.claims_about["north-tea"]))
    assert str(definition).startswith("North tea is a hill plant")


@pytest.mark.parametrize("severity", ["high", "low"])
def test_a_doubted_definition_has_its_sign(tiny: Path, severity: str) -> None:
    """Where an appraisal of high severity doubts the claim that defines something, the preview says so."""
    for file in (tiny / "data" / "appraisals").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("severity: high", f"severity: {severity}"), encoding="utf-8")
    tea = tiny / "data" / "tea" / "north-tea.yml"
    text = tea.read_text(encoding="utf-8")
    tea.write_text(text.replace("claim: c-n001", "claim: c-n002"), encoding="utf-8")
    review, _ = load(tiny)
    assert review is not None
    assert review.entities["north-tea"].core.definition.claim == "c-n002"
    definition = str(_entries(review)["teas/north-tea/"][2])
    assert definition.endswith(SIGNS["high"]) == (severity == "high")


def test_the_entries_of_a_large_review_come_in_parts(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each lies in the part whose first address is the last that is not behind its own; nothing is lost."""
    review, _ = load(tiny)
    assert review is not None
    whole = _entries(review)
    monkeypatch.setattr(previews, "_WHOLE", 100)
    monkeypatch.setattr(previews, "_PART", 150)
    files = preview_files(review)
    bounds = _read(files.pop(PREVIEWS))
    assert isinstance(bounds, list)
    assert len(bounds) == len(files) > 1
    found = {}
    for number in range(len(files)):
        part = _read(files[f"assets/previews/{number}.js"])
        assert isinstance(part, dict)
        assert all(max(at for at, first in enumerate(bounds) if first <= place) == number for place in part)
        found |= part
    assert found == whole
