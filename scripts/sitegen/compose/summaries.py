"""In: a summary in plain words; out: SummaryView: its text with numbers printed, and the claims that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from ..link.printing import printed
from ..model.review import Review
from ..model.summary import Summary
from .mentions import Mentions
from .page import ClaimView, Views


@dataclass(frozen=True)
class SummaryView:
    """A summary as pages show it, its mentions of entities marked."""

    marked: str
    claims: tuple[ClaimView, ...]


def summary_view(review: Review, views: Views, mentions: Mentions, summary: Summary | None) -> SummaryView | None:
    """The view of a summary, where there is one."""
    if summary is None:
        return None
    return SummaryView(mentions.mark(printed(review, summary.text)), tuple(views[claim] for claim in summary.claims))
