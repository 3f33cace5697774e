"""In: a summary in plain words; out: SummaryView, its text with numbers printed, and the claims that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from ..link.pointers import PLACEHOLDER
from ..link.printing import printed
from ..model.review import Review
from ..model.summary import Summary
from .marks import marks_of
from .mentions import Mentions
from .page import ClaimView, Views


@dataclass(frozen=True)
class SummaryView:
    """A summary as pages show it: mentions of entities marked, and the marks of appraisals right after each number."""

    marked: str
    claims: tuple[ClaimView, ...]


def summary_view(review: Review, views: Views, mentions: Mentions, summary: Summary | None) -> SummaryView | None:
    """The view of a summary, where there is one."""
    if summary is None:
        return None
    marked, position = "", 0
    for match in PLACEHOLDER.finditer(summary.text):
        claim = match[1].partition(".")[0]
        marked += mentions.mark(summary.text[position : match.start()])
        marked += printed(review, match[0]) + marks_of(views[claim].appraisals)
        position = match.end()
    marked += mentions.mark(summary.text[position:])
    return SummaryView(marked, tuple(views[claim] for claim in summary.claims))
