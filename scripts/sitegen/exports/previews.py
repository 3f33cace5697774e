"""In: a Review; out: assets/previews.js: for each entity's page what a link to it shows on hover: name, kind, definition.

It is a script that calls `reviewPreviews(entries)`, so that a copy opened from a disk can load it, too. Of a large review
it gives the first address of each part, and the parts lie in assets/previews/: a hover loads one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import ceil

from ..compose.addresses import entity_path, web_path
from ..compose.page import Target
from ..compose.text import short_text
from ..model.entity import Entity
from ..model.json_text import compact
from ..model.review import Review
from ..render.marks import SIGNS

PREVIEWS = "assets/previews.js"
#: So many letters are loaded whole; more are cut into parts of about so many.
_WHOLE, _PART = 60_000, 20_000


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
    written = [f"{_json(place)}:{_json(entry)}" for place, entry in entries.items()]
    size = sum(map(len, written))
    if size <= _WHOLE:
        return {PREVIEWS: _script(f"{{{','.join(written)}}}")}
    places = sorted(entries)
    written = [f"{_json(place)}:{_json(entries[place])}" for place in places]
    parts = ceil(size / _PART)
    cuts = [number * len(written) // parts for number in range(parts + 1)]
    inside = {
        f"assets/previews/{number}.js": _script(f"{{{','.join(written[start:end])}}}")
        for number, (start, end) in enumerate(pairwise(cuts))
    }
    return {PREVIEWS: _script(_json([places[cut] for cut in cuts[:-1]])), **inside}


def _json(value: object) -> str:
    return compact(value).replace("</", "<\\/")


def _script(value: str) -> str:
    return f"reviewPreviews({value})\n"


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
