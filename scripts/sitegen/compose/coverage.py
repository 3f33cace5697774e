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
        "findings": _found(review),
        "living": living_facts(review),
        "checklist": checklist_target(review),
        "coverage": tuple(
            Target(f"Coverage of {source.label}", coverage_path(source))
            for source in review.sources.values()
            if source.passages
        ),
    }
    description = "What this review still lacks: open gaps, unconfirmed claims, passages without a claim."
    return Page(STATUS, "Status", description, "index", ("status.md.j2",), context)


def _found(review: Review) -> tuple[tuple[Target, str], ...]:
    """What was found about the statements, counted; a line only where there is something."""
    severities = Counter(its.severity for its in review.appraisals.values())
    verdicts = Counter(its.verdict for its in review.found.verdicts.values())
    appraised = sum(bool(review.found.appraisals_of_claim.get(claim)) for claim in review.claims)
    by_severity = ", ".join(f"{severities[name]} {name}" for name in ("high", "medium", "low"))
    by_verdict = ", ".join(f"{number} {name.replace('-', ' ')}" for name, number in sorted(verdicts.items()))
    lines = (
        (len(review.appraisals), Target("Appraisals", APPRAISALS), f"{by_severity}; {appraised} claims are appraised"),
        (len(verdicts), Target("Citations judged", AUDIT), f"{sum(verdicts.values())}: {by_verdict}"),
        (len(review.questions), Target("Questions", AGREEMENT), str(len(review.questions))),
        (len(review.evidence), Target("Records of outside evidence", EVIDENCE), str(len(review.evidence))),
    )
    return tuple((target, words) for number, target, words in lines if number)
