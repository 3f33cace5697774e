"""In: a Review and its Site; out: appraisals, evidence, the citation audit and questions, for machines."""

from __future__ import annotations

from typing import Any

import msgspec

from ..compose.addresses import evidence_target, question_path, web_path
from ..compose.page import Site, Target
from ..compose.text import printed, quantity_text
from ..link.agreement import independent, pairs
from ..link.computed import quantity_at
from ..model.audit import CitationAudit
from ..model.evidence import Evidence
from ..model.question import Question
from ..model.review import Review


def finding_files(review: Review, site: Site, address: str) -> dict[str, Any]:
    """Each file by path; texts with their numbers printed, ids as in the data."""
    return {
        "api/appraisals.json": [_appraisal(review, site, id_, address) for id_ in site.appraisals],
        "api/evidence.json": [_evidence(its, address) for its in review.evidence.values()],
        "api/citation-audit.json": [record for audit in review.audits for record in _verdicts(audit)],
        "api/questions.json": [_question(review, its, address) for its in review.questions.values()],
    }


def marks_on(review: Review, claim: str) -> list[dict[str, str]]:
    """The appraisals of a claim, the gravest first: what must stand beside it wherever it is shown."""
    its = (review.appraisals[id_] for id_ in review.found.appraisals_of_claim.get(claim, ()))
    return [{"id": one.id, "severity": one.severity, "title": printed(review, one.title, one.computed)} for one in its]


def _appraisal(review: Review, site: Site, id_: str, address: str) -> dict[str, Any]:
    its, view = review.appraisals[id_], site.appraisals[id_]
    return {
        "id": id_,
        "type": its.type,
        "severity": its.severity,
        "title": view.mark.title,
        "finding": view.finding,
        "reason": view.reason,
        "settle": view.settle,
        "claims": list(its.on),
        "passages": list(its.passages),
        "sources": [source for source, _ in view.sources],
        "works": list(its.works),
        "evidence": list(its.evidence),
        "address": address + web_path(view.mark.target),
    }


def _evidence(its: Evidence, address: str) -> dict[str, Any]:
    record = msgspec.to_builtins(its)
    # `address` is this record's own place here, as in every other file; where it was seen stands under `seen_at`.
    record["identifiers"] = {name: value for name, value in (record["identifiers"] or {}).items() if value}
    record["seen_at"] = record.pop("address", None)
    return {**record, "address": address + web_path(evidence_target(its))}


def _verdicts(audit: CitationAudit) -> list[dict[str, Any]]:
    return [
        {
            "work": audit.work,
            "claim": claim,
            "verdict": judgement.verdict,
            "by": judgement.by,
            "reason": judgement.reason,
            "evidence": list(judgement.evidence),
        }
        for judgement in audit.judgements
        for claim in judgement.claims
    ]


def _question(review: Review, its: Question, address: str) -> dict[str, Any]:
    return {
        "id": its.id,
        "title": its.title,
        "measures": list(its.measures),
        "subject": its.subject,
        "population": its.population,
        "endpoint": its.endpoint,
        "answers": [_answer(review, pointer) for pointer in its.answers],
        "independent": independent(its),
        "pairs": [
            {"first": pair.first, "second": pair.second, "verdict": pair.verdict, "because": list(pair.because)}
            for pair in pairs(review, its)
        ],
        "reasons": [{"text": printed(review, reason.text), "claims": list(reason.on)} for reason in its.reasons],
        "address": address + web_path(Target(its.title, question_path(its.id))),
    }


def _answer(review: Review, pointer: str) -> dict[str, Any]:
    claim = pointer.partition(".")[0]
    quantity = quantity_at(review, pointer)
    text = quantity_text(review, quantity) if quantity is not None else ""
    return {"quantity": pointer, "text": text, "claim": claim, "appraisals": marks_on(review, claim)}
