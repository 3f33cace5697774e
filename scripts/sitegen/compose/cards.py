"""In: a Review, its claims and findings as pages show them; out: the card of each claim, which is its permanent address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from ..model.review import Review
from ..on_demand import Each
from .addresses import passage_target, question_path, verdict_target
from .appraisals import Findings
from .finding_views import AppraisalView, EvidenceView
from .page import ClaimView, Target, Views

VERDICTS = {
    "fits": "fits",
    "weak": "weak",
    "cannot-support": "cannot support it",
    "not-judged": "not judged",
}


@dataclass(frozen=True)
class CitedWork:
    """A work that a claim's source cites there: its number in the list, and what the audit says of this citation."""

    number: str
    work: Target
    verdict: Target | None


@dataclass(frozen=True)
class CardView:
    """All that is known of a claim, in one place."""

    view: ClaimView
    passage: Target
    works: tuple[CitedWork, ...]
    appraisals: tuple[AppraisalView, ...]
    evidence: tuple[EvidenceView, ...]
    questions: tuple[Target, ...]


def card_views(review: Review, views: Views, findings: Findings) -> Mapping[str, CardView]:
    """Every claim's card, by id."""
    return Each(views, lambda claim: _card(review, views[claim], findings))


def _card(review: Review, view: ClaimView, findings: Findings) -> CardView:
    found = review.found
    works = tuple(
        CitedWork(number, work, _verdict(review, view.id, key))
        for key, (number, work) in zip(view.cites, view.works, strict=True)
    )
    return CardView(
        view,
        msgspec.structs.replace(passage_target(review, review.claims[view.id].at), title=view.passage),
        works,
        tuple(findings.appraisals[id_] for id_ in found.appraisals_of_claim.get(view.id, ())),
        tuple(findings.evidence[id_] for id_ in found.evidence_on_claim.get(view.id, ())),
        tuple(
            Target(review.questions[id_].title, question_path(id_)) for id_ in found.questions_of_claim.get(view.id, ())
        ),
    )


def _verdict(review: Review, claim: str, key: str) -> Target | None:
    judgement = review.found.verdicts.get((claim, key))
    return verdict_target(key, VERDICTS[judgement.verdict]) if judgement is not None else None
