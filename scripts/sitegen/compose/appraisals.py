"""In: a Review and its claims as pages show them; out: the pages of appraisals, of evidence, of numbers to treat with care."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..link.findings import sources_of
from ..model.appraisal import Appraisal
from ..model.evidence import Evidence
from ..model.review import Review
from ..on_demand import Each, Whole
from .addresses import (
    APPRAISALS,
    EVIDENCE,
    appraisals_path,
    entity_target,
    evidence_path,
    evidence_target,
    passage_target,
    reference_target,
    source_path,
)
from .care import CARE, care_page, cared_for
from .finding_views import AppraisalView, EvidenceView
from .page import Cell, Entry, Head, Page, Row, Table, Target, Views
from .text import appraisal_mark, printed

SEVERITIES = {
    "high": "High: taken at face value it would mislead about care, efficacy, cost or safety",
    "medium": "Medium: it weakens the statement",
    "low": "Low: wording and misspelling",
}
TYPES_OF_EVIDENCE = {
    "registry": "trial registry",
    "label": "product label",
    "paper": "paper",
    "index": "bibliographic index",
    "authority": "public authority",
    "website": "website",
}
RELATIONS = {
    "likely-primary-study": "Likely primary study",
    "same-trial": "Same trial",
    "registration": "Registration of the trial",
    "approval": "Approval",
    "identifier": "Identity of the work",
    "content": "Content of the work",
    "context": "Context",
    "retraction": "Retraction",
    "correction": "Correction",
    "expression-of-concern": "Expression of concern",
}
VERDICTS = {
    "agrees": "agrees with what the source says",
    "differs": "differs from what the source says",
    "partly": "agrees in part with what the source says",
    "context": "neither confirms nor contradicts",
    "not-found": "looked for and not found there",
}
MEANINGS = {
    "likely-primary-study": "studies that a statement of a source probably rests on.",
    "same-trial": "reports of a trial that a source names.",
    "registration": "entries of trials in a registry.",
    "approval": "what regulators allowed, and when.",
    "identifier": "which work an entry of a reference list is.",
    "content": "what a cited work is about.",
    "context": "what helps to read a statement, and neither confirms nor contradicts it.",
    "retraction": "notices that a cited work was withdrawn.",
    "correction": "notices that a cited work was corrected.",
    "expression-of-concern": "notices that a journal has doubts about a cited work.",
}
_RANK = {"high": 1, "medium": 2, "low": 3}
_LIST_HEADS = (
    Head("severity", "Severity", "number", filter=True),
    Head("type", "Type", filter=True),
    Head("source", "Source", filter=True),
)
_EVIDENCE_HEADS = (
    Head("relation", "What it is", filter=True),
    Head("verdict", "Verdict", filter=True),
    Head("confidence", "Confidence", filter=True),
)
_HOSTS = {
    "doi": ("DOI", "https://doi.org/"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/"),
    "nct": ("ClinicalTrials.gov", "https://clinicaltrials.gov/study/"),
}


@dataclass(frozen=True)
class Findings:
    """Every appraisal and every record of evidence as pages show them, by id."""

    appraisals: Mapping[str, AppraisalView]
    evidence: Mapping[str, EvidenceView]


def finding_views(review: Review, views: Views, labels: Mapping[str, str]) -> Findings:
    """Make each once, when it is asked for; `labels` are the short names of works."""
    evidence = Each(review.evidence, lambda id_: _evidence_view(review, views, labels, review.evidence[id_]))
    order = {severity: index for index, severity in enumerate(SEVERITIES)}
    types = list(review.appraisal_types)
    ordered = sorted(review.appraisals.values(), key=lambda its: (order[its.severity], types.index(its.type)))
    appraisals = Each(
        (its.id for its in ordered),
        lambda id_: _appraisal_view(review, views, labels, evidence, review.appraisals[id_]),
    )
    return Findings(appraisals, evidence)


def _appraisal_view(
    review: Review, views: Views, labels: Mapping[str, str], evidence: Mapping[str, EvidenceView], its: Appraisal
) -> AppraisalView:
    return AppraisalView(
        appraisal_mark(review, its.id),
        review.appraisal_types[its.type].name,
        its.type,
        printed(review, its.finding, its.computed),
        printed(review, its.reason, its.computed),
        printed(review, its.settle, its.computed),
        tuple(views[claim] for claim in its.on),
        tuple(_passage_target(review, passage) for passage in its.passages),
        tuple(
            (source, Target(review.sources[source].label, source_path(review.sources[source])))
            for source in sources_of(its, review)
        ),
        tuple(reference_target(key, f"{labels[key]}, “{review.references[key].title}”") for key in its.works),
        tuple(evidence[id_] for id_ in its.evidence),
    )


def _passage_target(review: Review, passage: str) -> Target:
    """The passage where it is shown; one that no claim is made from is shown on its source's page only."""
    target = passage_target(review, passage)
    if any(review.claims[claim].at == passage for claim in review.claims_at.get(passage, ())):
        return target
    return Target(target.title, f"sources/{passage.partition(':')[0]}/coverage.md")


def _evidence_view(review: Review, views: Views, labels: Mapping[str, str], its: Evidence) -> EvidenceView:
    found = its.identifiers
    identifiers = tuple(
        (name, value, host + value)
        for field, (name, host) in _HOSTS.items()
        if found is not None and (value := getattr(found, field)) is not None
    )
    targets = [Target(views[claim].card.title, views[claim].card.path, claim) for claim in its.claims]
    targets += [reference_target(key, labels[key]) for key in its.works]
    targets += [entity_target(review, entity) for entity in its.entities]
    targets += [Target(review.sources[id_].label, source_path(review.sources[id_])) for id_ in its.sources]
    return EvidenceView(
        its.id,
        its.title,
        its.address,
        its.where,
        TYPES_OF_EVIDENCE[its.type],
        its.seen,
        its.found,
        RELATIONS[its.relation],
        its.confidence,
        VERDICTS[its.verdict],
        its.reason,
        identifiers,
        evidence_target(its),
        tuple(targets),
    )


def appraisal_pages(review: Review, views: Views, findings: Findings) -> list[Page]:
    """The lists of appraisals and of evidence, each told whole page by page, and the numbers to handle with care."""
    pages: list[Page] = []
    if findings.appraisals:
        pages += [_list_of_appraisals(review, findings.appraisals), *_pages_of_types(review, findings.appraisals)]
        pages += care_page(review, views)
    if findings.evidence:
        pages += _evidence_pages(review, findings.evidence)
    return pages


def _pages_of_types(review: Review, appraisals: Mapping[str, AppraisalView]) -> list[Page]:
    pages: list[Page] = []
    for type_ in review.appraisal_types.values():
        its = [id_ for id_ in appraisals if review.appraisals[id_].type == type_.id]
        if its:
            context = _told(appraisals, its, Target("All appraisals", APPRAISALS))
            path = appraisals_path(type_.id)
            pages.append(Page(path, type_.name, type_.describes, "appraisals", ("appraisals.md.j2",), context))
    return pages


def _told(views: Mapping[str, Any], ids: Sequence[str], all_: Target) -> Whole:
    return Whole(lambda: {"views": tuple(views[id_] for id_ in ids), "all": all_})


def _list_of_appraisals(review: Review, appraisals: Mapping[str, AppraisalView]) -> Page:
    context = Whole(lambda: _all_appraisals(review, appraisals))
    description = "What we found to be wrong, odd or unproven in what the sources say and cite, one finding at a time."
    return Page(APPRAISALS, "Appraisal", description, "appraisals", ("appraisal.md.j2",), context)


def _all_appraisals(review: Review, appraisals: Mapping[str, AppraisalView]) -> Mapping[str, Any]:
    home = Target("All appraisals", APPRAISALS)
    rows = tuple(_line(view) for view in appraisals.values())
    caption = "Each title leads to the whole finding: both sides, the reason, the evidence, what would settle it."
    counts = Counter(view.mark.severity for view in appraisals.values())
    return {
        "table": Table("appraisals", home.title, caption, "Finding", _LIST_HEADS, rows, home),
        "severities": tuple((severity, words, counts[severity]) for severity, words in SEVERITIES.items()),
        "count": len(appraisals),
        "care": Target("Numbers to handle with care", CARE) if cared_for(review) else None,
    }


def _line(view: AppraisalView) -> Row:
    severity = view.mark.severity
    cells = (
        Cell(f"{view.mark.id}.severity", (_plain(severity),), "not stated", f"{_RANK[severity]} {_RANK[severity]}"),
        Cell(f"{view.mark.id}.type", (_plain(view.type),), "not stated"),
        Cell(f"{view.mark.id}.source", tuple(_plain(source.title) for _, source in view.sources), "none"),
    )
    return Row(view.mark.id, view.mark.target, cells)


def _plain(text: str) -> Entry:
    return Entry(text, text)


def _evidence_pages(review: Review, evidence: Mapping[str, EvidenceView]) -> list[Page]:
    pages: list[Page] = []
    counts: list[tuple[Target, int]] = []
    for relation, words in RELATIONS.items():
        its = _of_relation(review, relation)
        if its:
            path = evidence_path(relation)
            counts.append((Target(words, path), len(its)))
            description = f"Outside evidence: {MEANINGS[relation]}"
            context = _told(evidence, its, Target("All outside evidence", EVIDENCE))
            pages.append(Page(path, words, description, "index", ("evidence-of.md.j2",), context))
    context = Whole(lambda: {"counts": tuple(counts), "count": len(evidence), "table": _all_evidence(review, evidence)})
    description = "What was seen outside the sources: where, when, what, and how sure we are that it bears on them."
    return [Page(EVIDENCE, "Outside evidence", description, "index", ("evidence.md.j2",), context), *pages]


def _all_evidence(review: Review, evidence: Mapping[str, EvidenceView]) -> Table:
    rows = tuple(_record(review.evidence[id_], view) for id_, view in evidence.items())
    home = Target("All outside evidence", EVIDENCE)
    caption = "Each title leads to the record: where it was seen, what was seen there, and what it bears on."
    return Table("evidence", home.title, caption, "Seen", _EVIDENCE_HEADS, rows, home)


def _record(its: Evidence, view: EvidenceView) -> Row:
    words = {"relation": view.relation, "verdict": its.verdict.replace("-", " "), "confidence": view.confidence}
    cells = tuple(Cell(f"{its.id}.{name}", (_plain(text),), "not stated") for name, text in words.items())
    return Row(its.id, Target(view.title, view.card.path, view.card.anchor), cells)


def _of_relation(review: Review, relation: str) -> list[str]:
    return [its.id for its in review.evidence.values() if its.relation == relation]
