"""In: a Review and its claims as pages show them; out: the citation audit, what each cited work can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model.audit import Judgement
from ..model.review import Review
from ..on_demand import Whole
from .addresses import AUDIT, reference_target
from .appraisals import Findings
from .cards import VERDICTS
from .finding_views import AppraisalView, EvidenceView
from .page import ClaimView, Page, Target, Views

#: What each verdict means, and in which order a reader is told.
MEANINGS = {
    "cannot-support": "The work is about another subject; it cannot carry the statement.",
    "weak": "The work is near the subject, but does not carry what is said.",
    "fits": "By what we know of the work, it can carry the statement.",
    "not-judged": "We could not tell; the reason says why.",
}
_BY = {"title": "its title", "abstract": "its abstract", "content": "its content"}


@dataclass(frozen=True)
class JudgementView:
    """A verdict on the citations of a work in some claims."""

    verdict: str
    verdict_id: str
    by: str
    reason: str
    claims: tuple[ClaimView, ...]
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True)
class WorkView:
    """A cited work, and all verdicts on its citations."""

    key: str
    label: str
    number: str
    title: str
    work: Target
    judgements: tuple[JudgementView, ...]
    appraisals: tuple[AppraisalView, ...]

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts that occur."""
        return tuple(dict.fromkeys(judgement.verdict_id for judgement in self.judgements))


def audit_pages(review: Review, views: Views, findings: Findings, labels: Mapping[str, str]) -> list[Page]:
    """The audit, work by work in the order of the sources' own lists."""
    if not review.audits:
        return []
    context = Whole(lambda: _told(review, views, findings, labels))
    description = "For every work that a source cites: where, for what, and whether it can carry what is said there."
    return [Page(AUDIT, "Citation audit", description, "appraisals", ("citation-audit.md.j2",), context)]


def _told(review: Review, views: Views, findings: Findings, labels: Mapping[str, str]) -> Mapping[str, Any]:
    found = _numbers(review)
    numbers = {key: int(number) if number.isdigit() else 0 for key, number in found.items()}
    keys = sorted({audit.work for audit in review.audits}, key=lambda key: (numbers.get(key, 0), labels[key]))
    works = tuple(_work(review, views, findings, labels, key, found) for key in keys)
    pairs = Counter(judgement.verdict for judgement in review.found.verdicts.values())
    counts = tuple(
        (verdict, VERDICTS[verdict], meaning, pairs[verdict], sum(verdict in work.verdicts for work in works))
        for verdict, meaning in MEANINGS.items()
    )
    return {"works": works, "counts": counts, "pairs": sum(pairs.values())}


def _numbers(review: Review) -> dict[str, str]:
    return {key: number for source in review.sources.values() for number, key in source.references.items()}


def _work(
    review: Review,
    views: Views,
    findings: Findings,
    labels: Mapping[str, str],
    key: str,
    numbers: Mapping[str, str],
) -> WorkView:
    judgements = [judgement for audit in review.audits if audit.work == key for judgement in audit.judgements]
    order = list(MEANINGS)
    ordered = sorted(judgements, key=lambda judgement: order.index(judgement.verdict))
    return WorkView(
        key,
        labels[key],
        numbers.get(key, ""),
        review.references[key].title,
        reference_target(key, labels[key]),
        tuple(_judgement(views, findings, judgement) for judgement in ordered),
        tuple(findings.appraisals[id_] for id_ in review.found.appraisals_of_work.get(key, ())),
    )


def _judgement(views: Views, findings: Findings, its: Judgement) -> JudgementView:
    return JudgementView(
        VERDICTS[its.verdict],
        its.verdict,
        _BY[its.by],
        its.reason,
        tuple(views[claim] for claim in its.claims),
        tuple(findings.evidence[id_] for id_ in its.evidence),
    )
