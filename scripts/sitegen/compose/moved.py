"""In: a Review and the pages of its site; out: for each page the published anchors that left it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.review import Review
from .addresses import web_path
from .page import MovedPart, Page, Target


def moved_parts(review: Review, pages: Iterable[Page]) -> Mapping[str, tuple[MovedPart, ...]]:
    """The parts of pages that are still there; those of a page that is gone are the business of its stub."""
    there = {web_path(page.target): page for page in pages}
    found: dict[str, list[MovedPart]] = {}
    for move in review.moves:
        place, _, anchor = move.from_.partition("#")
        if anchor and place in there:
            found.setdefault(there[place].path, []).append(
                MovedPart(anchor, _target(move.to, there), move.withdrawn or "")
            )
    return {path: tuple(parts) for path, parts in found.items()}


def _target(place: str | None, there: Mapping[str, Page]) -> Target | None:
    if place is None:
        return None
    page, _, anchor = place.partition("#")
    return Target(there[page].title, there[page].path, anchor) if page in there else None
