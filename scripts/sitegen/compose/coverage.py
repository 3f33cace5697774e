"""In: a Review and its gaps; out: a coverage page for each source, and the status page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..link.confirmation import Confirmation
from ..model.paragraphs import marks
from ..model.review import Review
from ..model.source import Passage, Source
from ..problems import Problem
from .addresses import chapter_path, passage_label, source_path
from .page import Page, Target, Views

STATUS = "status/index.md"


@dataclass(frozen=True)
class PassageState:
    """What became of a passage: the claims made from it, or why it was left out."""

    locator: str
    label: str
    claims: tuple[Target, ...]
    reason: str


def coverage_path(source: Source) -> str:
    """The coverage page of a source."""
    return f"sources/{source.id}/coverage.md"


def coverage_pages(review: Review, views: Views) -> list[Page]:
    """One page a source: every passage with its claims or the reason why there are none."""
    return [_coverage_page(review, views, source) for source in review.sources.values() if source.passages]


def _coverage_page(review: Review, views: Views, source: Source) -> Page:
    reasons = {
        locator: group.because
        + (f": {group.repeats}" if group.repeats else "")
        + (f" ({group.note})" if group.note else "")
        for group in source.left_out
        for locator in group.passages
    }
    states = tuple(_state(review, views, source, passage, reasons) for passage in source.passages)
    context = {
        "source": source,
        "source_target": Target(source.label, source_path(source)),
        "states": states,
        "used": sum(bool(state.claims) for state in states),
        "left_out": sum(not state.claims and state.reason != _OPEN for state in states),
        "unaccounted": sum(state.reason == _OPEN for state in states),
    }
    title = f"Coverage of {source.label}"
    description = f"Every passage of {source.label}: the claims made from it, or why there are none."
    edit = f"data/sources/{source.id}.yml"
    return Page(coverage_path(source), title, description, "index", ("coverage.md.j2",), context, edit)


_OPEN = "not accounted for yet"


def _state(review: Review, views: Views, source: Source, passage: Passage, reasons: Mapping[str, str]) -> PassageState:
    claims = review.claims_at.get(f"{source.id}:{passage.locator}", ())
    targets = tuple(Target(claim, views[claim].card.path, claim) for claim in claims)
    reason = "" if targets else reasons.get(passage.locator, _OPEN)
    return PassageState(passage.locator, passage_label(source, passage), targets, reason)


def status_page(
    review: Review, views: Views, confirmations: Mapping[str, Confirmation], gaps: Sequence[Problem]
) -> Page:
    """What is missing or open, counted and named."""
    differing = tuple(
        (Target(claim, views[claim].card.path, claim), its.differences)
        for claim, its in confirmations.items()
        if its.read and not its.confirmed
    )
    context = {
        "claims": len(review.claims),
        "read": sum(its.read for its in confirmations.values()),
        "confirmed": sum(its.confirmed for its in confirmations.values()),
        "differing": differing,
        "counts": tuple(sorted(Counter(gap.code for gap in gaps).items())),
        "gaps": tuple((gap.code, f"{gap.location.file.path}:{gap.location.line}", gap.sentence) for gap in gaps),
        "marks": tuple(
            (Target(chapter.head.title, chapter_path(chapter)), mark)
            for chapter in review.chapters.values()
            for mark in marks(chapter)
        ),
        "coverage": tuple(
            Target(f"Coverage of {source.label}", coverage_path(source))
            for source in review.sources.values()
            if source.passages
        ),
    }
    description = "What this review still lacks: open gaps, unconfirmed claims, passages without a claim."
    return Page(STATUS, "Status", description, "index", ("status.md.j2",), context)
