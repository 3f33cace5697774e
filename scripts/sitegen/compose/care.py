"""In: a Review and its claims as pages show them; out: the page of numbers to handle with care, and which these are."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.review import Review
from ..model.source import Source
from ..on_demand import Whole
from .page import Cell, ClaimView, Entry, Head, Page, Row, Table, Target, Views
from .text import quantity_text

CARE = "numbers-with-care/index.md"
_CARE_HEADS = (Head("said", "What it is said of"), Head("why", "Why with care"))


def cared_for(review: Review) -> list[str]:
    """Claims with numbers and an appraisal of high severity, in the order of their sources; the page is theirs."""
    graves = {id_ for id_, its in review.appraisals.items() if its.severity == "high"}
    of_claim = review.found.appraisals_of_claim
    return [
        claim.id
        for claim in review.claims.values()
        if claim.quantities and graves.intersection(of_claim.get(claim.id, ()))
    ]


def care_page(review: Review, views: Views) -> list[Page]:
    """The page; none when no claim is to be handled so."""
    claims = cared_for(review)
    if not claims:
        return []
    description = "The numbers of this review that should not be repeated as they stand, and why, in a few words each."
    context = Whole(lambda: {"groups": _care_tables(review, views, claims), "count": len(claims)})
    return [Page(CARE, "Numbers to handle with care", description, "appraisals", ("numbers-with-care.md.j2",), context)]


def _care_tables(review: Review, views: Views, claims: Sequence[str]) -> tuple[tuple[Source, Table], ...]:
    return tuple(
        (source, table)
        for source in review.sources.values()
        if (table := _care_table(review, views, source.id, [c for c in claims if _is_of(review, c, source.id)])).rows
    )


def _is_of(review: Review, claim: str, source: str) -> bool:
    return review.claims[claim].at.partition(":")[0] == source


def _care_table(review: Review, views: Views, source: str, claims: Sequence[str]) -> Table:
    title = f"Numbers of {review.sources[source].label} to handle with care"
    id_ = f"care.{source}"
    rows = tuple(_care_row(review, id_, views[claim]) for claim in claims)
    caption = "Each number leads to its claim."
    return Table(id_, title, caption, "Number", _CARE_HEADS, rows, Target(title, CARE))


def _care_row(review: Review, table: str, view: ClaimView) -> Row:
    claim = review.claims[view.id]
    values = "; ".join(quantity_text(review, quantity) for quantity in claim.quantities.values())
    id_ = f"{table}.{claim.id}"
    said = Entry(view.text, view.text, (), claim.cites, (view.card,), appraisals=view.appraisals)
    why = tuple(Entry("", "", (mark.target,)) for mark in view.appraisals if mark.severity == "high")
    header = Target(values, view.card.path, view.id)
    return Row(id_, header, (Cell(f"{id_}.said", (said,), "not stated"), Cell(f"{id_}.why", why, "not stated")))
