"""What a link shows on hover: one entry an entity, and no doubted definition without its sign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitegen.compose.addresses import entity_path
from sitegen.exports.previews import PREVIEWS, preview_files
from sitegen.model.review import Review
from sitegen.pipeline import load
from sitegen.render.marks import SIGNS


def _entries(review: Review) -> dict[str, list[object]]:
    text = preview_files(review)[PREVIEWS]
    return json.loads(text.removeprefix("reviewPreviews(").removesuffix(")\n").replace("<\\/", "</"))


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
