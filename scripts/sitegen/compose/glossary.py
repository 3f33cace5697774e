"""In: a Review; out: the glossary page, the words of tooltips, and the timeline page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model.glossary import Term
from ..model.review import Review
from ..on_demand import Whole
from .addresses import entity_target
from .page import ClaimView, Page, Target, Views
from .text import quantity_text

GLOSSARY = "glossary/index.md"
TIMELINE = "timeline/index.md"


@dataclass(frozen=True)
class TermView:
    """A term as the glossary shows it."""

    id: str
    term: str
    expansion: str | None
    editor: str | None
    claim: ClaimView | None
    entity: Target | None
    in_sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MomentView:
    """A moment as the timeline shows it."""

    date: str
    what: str
    claim: ClaimView


def glossary_page(review: Review, views: Views) -> list[Page]:
    """Every term, in order; an anchor each."""
    if not review.terms:
        return []
    terms = sorted(review.terms.values(), key=lambda term: (term.term.casefold(), term.id))
    context = Whole(lambda: {"terms": tuple(_term(review, views, term) for term in terms)})
    description = "Words and abbreviations of this review, explained in a sentence each."
    return [Page(GLOSSARY, "Glossary", description, "index", ("glossary.md.j2",), context, "data/glossary.yml")]


def _term(review: Review, views: Views, term: Term) -> TermView:
    definition = term.definition
    return TermView(
        term.id,
        term.term,
        term.expansion,
        definition.editor if definition else None,
        views[definition.claim] if definition and definition.claim else None,
        entity_target(review, term.entity) if term.entity else None,
        tuple((review.sources[other.source].label, other.expansion) for other in term.in_sources),
    )


def tooltips(review: Review, views: Views) -> dict[str, str]:
    """What a reader is told when a term is first met on a page: its expansion, else its definition."""
    found: dict[str, str] = {}
    for term in review.terms.values():
        definition = term.definition
        words = term.expansion or (definition.editor if definition else None)
        if words is None and definition is not None and definition.claim is not None:
            words = views[definition.claim].text
        if words:
            found |= dict.fromkeys(_forms(term.term), words)
    return found


def _forms(term: str) -> tuple[str, ...]:
    """A word in singular and plural; an abbreviation as it is written."""
    if not term.islower() or not term[-1].isalpha():
        return (term,)
    return (term, term[:-1] + "ies" if term.endswith("y") else term + "s")


def timeline_page(review: Review, views: Views) -> list[Page]:
    """The moments in order of their dates, each with the claim that gives it."""
    if not review.moments:
        return []
    context = Whole(lambda: _dated(review, views))
    description = "When things happened, as the sources date them."
    return [Page(TIMELINE, "Timeline", description, "index", ("timeline.md.j2",), context, "data/timeline.yml")]


def _dated(review: Review, views: Views) -> Mapping[str, Any]:
    dated = []
    for index, moment in enumerate(review.moments):
        quantity = review.claims[moment.claim].quantities[moment.date]
        when = quantity.value if quantity.value is not None else quantity.low
        dated.append((when, index, MomentView(quantity_text(review, quantity), moment.what, views[moment.claim])))
    return {"moments": tuple(view for _, _, view in sorted(dated, key=lambda entry: entry[:2]))}
