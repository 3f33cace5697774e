"""In: a Review and its findings as pages show them; out: a page a source with its strengths and limits, counted and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..link.confirmation import confirmations
from ..link.once import once
from ..link.selection import claims_of_source
from ..model.claim import NOT_STATED
from ..model.review import Review
from ..model.source import Point, Source
from ..on_demand import Whole
from .addresses import AUDIT, source_path
from .appraisals import Findings
from .coverage import coverage_path
from .finding_views import AppraisalView
from .page import ClaimView, Page, Target, Views


@dataclass(frozen=True)
class PointView:
    """A strength or a limit, with the claims and appraisals that show it."""

    text: str
    claims: tuple[ClaimView, ...]
    shown: tuple[AppraisalView, ...]


def strengths_path(source: Source) -> str:
    """The page of a source's strengths and limits."""
    return f"sources/{source.id}/strengths-and-limits.md"


def strengths_pages(review: Review, views: Views, findings: Findings) -> list[Page]:
    """One page for each source that says something or is appraised."""
    return [_page(review, views, findings, source) for source in review.sources.values()]


def _page(review: Review, views: Views, findings: Findings, source: Source) -> Page:
    context = Whole(lambda: _told(review, views, findings, source))
    title = f"Strengths and limits of {source.label}"
    description = f"What can be counted of {source.label}, what it does well, and what a reader should keep in mind."
    edit = f"data/sources/{source.id}.yml"
    templates = ("strengths-and-limits.md.j2",)
    return Page(strengths_path(source), title, description, "appraisals", templates, context, edit)


def _told(review: Review, views: Views, findings: Findings, source: Source) -> Mapping[str, Any]:
    appraisals = tuple(findings.appraisals[id_] for id_ in review.found.appraisals_of_source.get(source.id, ()))
    return {
        "source": source,
        "source_target": Target(source.label, source_path(source)),
        "counted": _counted(review, source),
        "strengths": tuple(_point(views, findings, point) for point in source.strengths),
        "limits": tuple(_point(views, findings, point) for point in source.limits),
        "appraisals": appraisals,
        "by_type": _by_type(appraisals),
        "graves": tuple(view for view in appraisals if view.mark.severity == "high"),
    }


def _point(views: Views, findings: Findings, point: Point) -> PointView:
    return PointView(
        point.text,
        tuple(views[claim] for claim in point.claims),
        tuple(findings.appraisals[id_] for id_ in point.appraisals),
    )


def _by_type(appraisals: tuple[AppraisalView, ...]) -> tuple[tuple[str, int, int, int], ...]:
    """For each type how many appraisals are of high, medium and low severity, the most first."""
    found = Counter((view.type, view.mark.severity) for view in appraisals)
    types = Counter(view.type for view in appraisals)
    return tuple(
        (type_, found[type_, "high"], found[type_, "medium"], found[type_, "low"]) for type_, _ in types.most_common()
    )


def _counted(review: Review, source: Source) -> tuple[tuple[str, int, int | None], ...]:
    """Facts that are counted, never judged: what, how many, and of how many where that is said."""
    claims = claims_of_source(review, source.id)
    quantities = [quantity for claim in claims for quantity in claim.quantities.values()]
    read = confirmations(review)
    verdicts = _verdicts(review).get(source.id, Counter())
    stated = {
        field: sum(getattr(quantity, field) != NOT_STATED for quantity in quantities)
        for field in ("population", "endpoint", "denominator")
    }
    rows: list[tuple[str, int, int | None]] = [
        ("Passages", len(source.passages), None),
        ("Claims", len(claims), None),
        ("Claims confirmed by a second reading", sum(read[claim.id].confirmed for claim in claims), None),
        ("Claims for which a work is cited", sum(bool(claim.cites or claim.cites_unlisted) for claim in claims), None),
        ("Numbers", len(quantities), None),
        *((f"Numbers whose {field} is stated", count, len(quantities)) for field, count in stated.items()),
    ]
    if verdicts:
        total = sum(verdicts.values())
        rows += [
            ("Citations that fit", verdicts["fits"], total),
            ("Citations that are weak", verdicts["weak"], total),
            ("Citations that cannot support their statement", verdicts["cannot-support"], total),
            ("Citations not judged", verdicts["not-judged"], total),
        ]
    return tuple(rows)


@once
def _verdicts(review: Review) -> Mapping[str, Counter[str]]:
    """How many citations of each source were judged in each way."""
    found: dict[str, Counter[str]] = {}
    for (claim, _), judgement in review.found.verdicts.items():
        found.setdefault(review.claims[claim].at.partition(":")[0], Counter())[judgement.verdict] += 1
    return found


def links_of(source: Source, review: Review) -> tuple[Target, ...]:
    """Where more is told of a source: strengths and limits, coverage, the audit of its citations."""
    found = [Target("Strengths and limits", strengths_path(source)), Target("Coverage", coverage_path(source))]
    if source.id in _verdicts(review):
        found.append(Target("Citation audit", AUDIT))
    return tuple(found)
