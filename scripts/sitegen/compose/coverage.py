"""In: a Review and its gaps; out: a coverage page for each source, and the status page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..link.confirmation import confirmations
from ..model.paragraphs import marks
from ..model.review import Review
from ..model.source import Passage, Source
from ..on_demand import Whole
from ..problems import Problem
from .addresses import AGREEMENT, APPRAISALS, AUDIT, EVIDENCE, chapter_path, passage_label, source_path
from .living import checklist_target, living_facts
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
    context = Whole(lambda: _told(review, views, source))
    title = f"Coverage of {source.label}"
    description = f"Every passage of {source.label}: the claims made from it, or why there are none."
    edit = f"data/sources/{source.id}.yml"
    return Page(coverage_path(source), title, description, "index", ("coverage.md.j2",), context, edit)


def _told(review: Review, views: Views, source: Source) -> Mapping[str, Any]:
    reasons = {
        locator: group.because
        + (f": {group.repeats}" if group.repeats else "")
        + (f" ({group.note})" if group.note else "")
        for group in source.left_out
        for locator in group.passages
    }
    states = tuple(_state(review, views, source, passage, reasons) for passage in source.passages)
    return {
        "source": source,
        "source_target": Target(source.label, source_path(source)),
        "states": states,
        "used": sum(bool(state.claims) for state in states),
        "left_out": sum(not state.claims and state.reason != _OPEN for state in states),
        "unaccounted": sum(state.reason == _OPEN for state in states),
    }


_OPEN = "not accounted for yet"


def _state(review: Review, views: Views, source: Source, passage: Passage, reasons: Mapping[str, str]) -> PassageState:
    claims = review.claims_at.get(f"{source.id}:{passage.locator}", ())
    targets = tuple(Target(claim, views[claim].card.path, claim) for claim in claims)
    reason = "" if targets else reasons.get(passage.locator, _OPEN)
    return PassageState(passage.locator, passage_label(source, passage), targets, reason)


def status_page(review: Review, views: Views, gaps: Sequence[Problem]) -> Page:
    """What is missing or open, counted and named."""
    context = Whole(lambda: _status(review, views, gaps))
    description = "What this review still lacks: open gaps, unconfirmed claims, passages without a claim."
    return Page(STATUS, "Status", description, "index", ("status.md.j2",), context)


def _status(review: Review, views: Views, gaps: Sequence[Problem]) -> Mapping[str, Any]:
    read = confirmations(review)
    differing = tuple(
        (Target(claim, views[claim].card.path, claim), its.differences)
        for claim, its in read.items()
        if its.read and not its.confirmed
    )
    return {
        "claims": len(review.claims),
        "read": sum(its.read for its in read.values()),
        "confirmed": sum(its.confirmed for its in read.values()),
        "differing": differing,
        "counts": tuple(sorted(Counter(gap.code for gap in gaps).items())),
        "gaps": tuple((gap.code, f"{gap.location.file.path}:{gap.location.line}", gap.sentence) for gap in gaps),
        "marks": tuple(
            (Target(chapter.head.title, chapter_path(chapter)), mark)
            for chapter in review.chapters.values()
            for mark in marks(chapter)
        ),
        "findings": _found(review),
        "living": living_facts(review),
        "checklist": checklist_target(review),
        "coverage": tuple(
            Target(f"Coverage of {source.label}", coverage_path(source))
            for source in review.sources.values()
            if source.passages
        ),
    }


def _found(review: Review) -> tuple[tuple[Target, str], ...]:
    """What was found about the statements, counted; a line only where there is something."""
    severities = Counter(its.severity for its in review.appraisals.values())
    verdicts = Counter(its.verdict for its in review.found.verdicts.values())
    appraised = sum(bool(review.found.appraisals_of_claim.get(claim)) for claim in review.claims)
    on_claims = "1 claim is appraised" if appraised == 1 else f"{appraised} claims are appraised"
    by_severity = ", ".join(f"{severities[name]} {name}" for name in ("high", "medium", "low"))
    by_verdict = ", ".join(f"{number} {name.replace('-', ' ')}" for name, number in sorted(verdicts.items()))
    lines = (
        (len(review.appraisals), Target("Appraisals", APPRAISALS), f"{by_severity}; {on_claims}"),
        (len(verdicts), Target("Citations judged", AUDIT), f"{sum(verdicts.values())}: {by_verdict}"),
        (len(review.questions), Target("Questions", AGREEMENT), str(len(review.questions))),
        (len(review.evidence), Target("Records of outside evidence", EVIDENCE), str(len(review.evidence))),
    )
    return tuple((target, words) for number, target, words in lines if number)
