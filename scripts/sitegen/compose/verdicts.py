"""In: a Review and a work's key; out: in words, what the citation audit found about it, and notices of retraction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..model.audit import Judgement
from ..model.review import Review

VERDICTS: Mapping[str, str] = {
    "cannot-support": "cannot support",
    "weak": "weak support for",
    "fits": "fits",
    "not-judged": "not judged for",
}
_ALONE: Mapping[str, str] = {
    "cannot-support": "Cannot support this claim",
    "weak": "Weak support for this claim",
    "fits": "Fits this claim",
    "not-judged": "Not judged",
}
_BASES: Mapping[str, str] = {"title": "its title", "abstract": "its abstract", "content": "its content"}
_NOTICES: Mapping[str, str] = {
    "retraction": "Retracted",
    "expression-of-concern": "Expression of concern",
    "correction": "Corrected",
}


def verdict_words(judgement: Judgement) -> str:
    """A verdict on one citation, with what it rests on."""
    return f"{_ALONE[judgement.verdict]} (by {_BASES[judgement.by]})"


def verdicts_by_work(review: Review) -> Mapping[str, Counter[str]]:
    """For each work, how many of its citations have each verdict."""
    found: dict[str, Counter[str]] = {key: Counter() for key in review.references}
    for (_, key), judgement in review.found.verdicts.items():
        if key in found:
            found[key][judgement.verdict] += 1
    return found


def audit_words(verdicts: Counter[str]) -> str:
    """All verdicts on a work in one phrase; empty when none was given."""
    total = sum(verdicts.values())
    parts = [f"{words} {verdicts[verdict]} of {total}" for verdict, words in VERDICTS.items() if verdicts[verdict]]
    if not parts:
        return ""
    return f"{', '.join(parts)} {'claim' if total == 1 else 'claims'}"


def notices_on(review: Review, key: str) -> tuple[str, ...]:
    """What evidence says of a retraction or correction of the work, the gravest first."""
    found: list[str] = []
    for relation, words in _NOTICES.items():
        for id_ in review.found.evidence_on_work.get(key, ()):
            evidence = review.evidence[id_]
            if evidence.relation == relation:
                place = evidence.address or evidence.where or ""
                seen = f", seen {evidence.seen}" if evidence.seen else ""
                found.append(f"{words}: {evidence.title} ({place}{seen}).")
    return tuple(found)


def marks_of(review: Review) -> Mapping[str, str]:
    """What stands beside each work wherever it is listed: a retraction, and the audit of its citations."""
    found: dict[str, str] = {}
    for key, verdicts in verdicts_by_work(review).items():
        notice, audit = notice_of(review, key), audit_words(verdicts)
        parts = [f"{notice}." if notice else "", f"Citation audit: {audit}." if audit else ""]
        found[key] = " ".join(filter(None, parts))
    return found


def notice_of(review: Review, key: str) -> str:
    """The gravest notice in one or two words; empty when there is none."""
    relations = {review.evidence[id_].relation for id_ in review.found.evidence_on_work.get(key, ())}
    return next((words for relation, words in _NOTICES.items() if relation in relations), "")
