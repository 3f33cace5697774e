"""In: a Review; out: Findings, its appraisals, evidence and verdicts by the claim, work, entity or source they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..model.appraisal import Appraisal
from ..model.review import Findings, Review

_SEVERITIES = ("high", "medium", "low")
Index = Mapping[str, tuple[str, ...]]


def findings(review: Review) -> Findings:
    """Compute every backlink once; what does not resolve leads nowhere and is reported by the checks."""
    appraisals = sorted(review.appraisals.values(), key=lambda appraisal: _SEVERITIES.index(appraisal.severity))
    evidence = review.evidence.values()
    return Findings(
        appraisals_of_claim=_index((claim, one.id) for one in appraisals for claim in one.on),
        appraisals_of_work=_index((key, one.id) for one in appraisals for key in one.works),
        appraisals_of_entity=_index((entity, one.id) for one in appraisals for entity in _entities(review, one)),
        appraisals_of_source=_index((source, one.id) for one in appraisals for source in sources_of(one, review)),
        evidence_on_claim=_index((claim, one.id) for one in evidence for claim in one.claims),
        evidence_on_work=_index((key, one.id) for one in evidence for key in one.works),
        evidence_on_entity=_index((entity, one.id) for one in evidence for entity in one.entities),
        evidence_on_source=_index((source, one.id) for one in evidence for source in one.sources),
        verdicts={
            (claim, audit.work): judgement
            for audit in reversed(review.audits)
            for judgement in reversed(audit.judgements)
            for claim in judgement.claims
        },
        questions_of_claim=_index(
            (pointer.partition(".")[0], question.id)
            for question in review.questions.values()
            for pointer in question.answers
        ),
    )


def sources_of(appraisal: Appraisal, review: Review) -> list[str]:
    """The sources that an appraisal concerns: those of its claims and passages, and those it names as a whole."""
    places = [review.claims[claim].at for claim in appraisal.on if claim in review.claims]
    named = [place.partition(":")[0] for place in (*places, *appraisal.passages)]
    return list(dict.fromkeys([*named, *appraisal.sources]))


def _entities(review: Review, appraisal: Appraisal) -> list[str]:
    return [entity for claim in appraisal.on if claim in review.claims for entity in review.claims[claim].about]


def _index(pairs: Iterable[tuple[str, str]]) -> Index:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}
