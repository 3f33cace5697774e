"""In: a Review; out: assets/previews.js: for each entity's page what a link to it shows on hover: name, kind, definition.

It is a script that calls `reviewPreviews(entries)`, so that a copy opened from a disk can load it, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..compose.addresses import entity_path, web_path
from ..compose.page import Target
from ..compose.text import short_text
from ..model.entity import Entity
from ..model.review import Review
from ..render.marks import SIGNS

PREVIEWS = "assets/previews.js"


def preview_files(review: Review) -> Mapping[str, str]:
    """The script; entries are name, kind, definition and number of claims by the address of the page."""
    entries = {
        web_path(Target("", entity_path(review, entity))): (
            entity.name,
            review.kinds[entity.kind].name,
            _definition(review, entity),
            len(review.claims_about.get(id_, ())),
        )
        for id_, entity in review.entities.items()
    }
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return {PREVIEWS: f"reviewPreviews({text})\n"}


def _definition(review: Review, entity: Entity) -> str:
    """What the entity is; where a claim says so and an appraisal of high severity doubts it, with the sign of that."""
    definition = entity.core.definition
    if definition is None:
        return ""
    if definition.claim is None:
        return definition.editor or ""
    claim = review.claims[definition.claim]
    found = (review.appraisals[id_] for id_ in review.found.appraisals_of_claim.get(claim.id, ()))
    doubted = any(its.severity == "high" for its in found)
    return short_text(review, claim) + (f" {SIGNS['high']}" if doubted else "")
