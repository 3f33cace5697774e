"""In: a Review and its hand-written pages; out: their Pages, each body cut at its calls, each call made a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..model.chapter import Chapter
from ..model.paragraphs import without_comments
from ..model.review import Review
from ..on_demand import Whole
from .addresses import chapter_path, claim_target
from .figures.view import FigureView
from .marks import marks_of
from .mentions import Mentions
from .page import AppraisalMark, ClaimView, Page, Table, Target, Views
from .summaries import summary_view
from .tables import table_of
from .text import quantity_text

#: A link that a hand-written page sets to a claim's card.
_CLAIM_LINK = re.compile(r"\]\([^)\s]*#(c-[a-z0-9]{4})\)")


@dataclass(frozen=True)
class Part:
    """A stretch of a hand-written body: Markdown as written, or what one call stands for."""

    markdown: str = ""
    claim: ClaimView | None = None
    quantity: Target | None = None
    appraisals: tuple[AppraisalMark, ...] = ()
    table: Table | None = None
    figure: FigureView | None = None


def chapter_pages(review: Review, views: Views, mentions: Mentions, figures: Mapping[str, FigureView]) -> list[Page]:
    """Every hand-written page but the home page, which has a template of its own."""
    pages: list[Page] = []
    for chapter in review.chapters.values():
        if chapter.head.group != "home":
            head = chapter.head
            context = Whole(partial(_told, review, views, mentions, chapter, figures))
            path = chapter_path(chapter)
            pages.append(Page(path, head.title, head.description, "chapter", ("chapter.md.j2",), context, chapter.path))
    return pages


def _told(
    review: Review, views: Views, mentions: Mentions, chapter: Chapter, figures: Mapping[str, FigureView]
) -> Mapping[str, Any]:
    return {
        "summary": summary_view(review, views, mentions, chapter.head.summary),
        "parts": parts_of(review, views, mentions, chapter, figures),
    }


def parts_of(
    review: Review, views: Views, mentions: Mentions, chapter: Chapter, figures: Mapping[str, FigureView]
) -> tuple[Part, ...]:
    """Cut the body at its calls."""
    parts: list[Part] = []
    position = 0
    for call in chapter.calls:
        if chapter.body[position : call.start]:
            parts.append(Part(markdown=_marked(chapter.body[position : call.start], views, mentions)))
        position = call.end
        if call.name == "table":
            parts.append(Part(table=table_of(review, views, mentions, review.comparisons[call.arguments[0]])))
            continue
        if call.name == "figure":
            parts.append(Part(figure=figures[call.arguments[0]]))
            continue
        claim = review.claims[call.arguments[0]]
        if call.name == "claim":
            parts.append(Part(claim=views[claim.id]))
        else:
            text = quantity_text(review, claim.quantities[call.arguments[1]])
            marks = views[claim.id].appraisals
            parts.append(Part(quantity=claim_target(review, claim, text), appraisals=marks))
    if chapter.body[position:]:
        parts.append(Part(markdown=_marked(chapter.body[position:], views, mentions)))
    return tuple(parts)


def _marked(markdown: str, views: Views, mentions: Mentions) -> str:
    """The Markdown with its mentions marked, and the mark of each appraised claim right after the link to it."""
    return _CLAIM_LINK.sub(
        lambda match: match[0] + (marks_of(views[match[1]].appraisals) if match[1] in views else ""),
        mentions.mark_markdown(without_comments(markdown)),
    )
