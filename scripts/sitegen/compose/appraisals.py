"""In: a Review and its claims as pages show them; out: the pages of appraisals, of evidence, of numbers to treat with care."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..link.findings import sources_of
from ..model.appraisal import Appraisal
from ..model.evidence import Evidence
from ..model.review import Review
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
from .finding_views import AppraisalView, EvidenceView
from .page import Cell, ClaimView, Entry, Head, Page, Row, Table, Target, Views
from .text import appraisal_mark, printed, quantity_text

CARE = "numbers-with-care/index.md"
_CARE_HEADS = (Head("said", "What it is said of"), Head("why", "Why with care"))

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
    """Make them once; `labels` are the short names of works."""
    evidence = {id_: _evidence_view(review, views, labels, its) for id_, its in review.evidence.items()}
    order = {severity: index for index, severity in enumerate(SEVERITIES)}
    types = list(review.appraisal_types)
    ordered = sorted(review.appraisals.values(), key=lambda its: (order[its.severity], types.index(its.type)))
    return Findings({its.id: _appraisal_view(review, views, labels, evidence, its) for its in ordered}, evidence)


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
        pages += _care_page(review, views)
    if findings.evidence:
        pages += _evidence_pages(review, findings.evidence)
    return pages


def _pages_of_types(review: Review, appraisals: Mapping[str, AppraisalView]) -> list[Page]:
    pages: list[Page] = []
    for type_ in review.appraisal_types.values():
        its = tuple(view for view in appraisals.values() if view.type_id == type_.id)
        if its:
            context = {"views": its, "all": Target("All appraisals", APPRAISALS)}
            path = appraisals_path(type_.id)
            pages.append(Page(path, type_.name, type_.describes, "appraisals", ("appraisals.md.j2",), context))
    return pages


def _list_of_appraisals(review: Review, appraisals: Mapping[str, AppraisalView]) -> Page:
    home = Target("All appraisals", APPRAISALS)
    rows = tuple(_line(view) for view in appraisals.values())
    caption = "Each title leads to the whole finding: both sides, the reason, the evidence, what would settle it."
    counts = Counter(view.mark.severity for view in appraisals.values())
    context = {
        "table": Table("appraisals", home.title, caption, "Finding", _LIST_HEADS, rows, home),
        "severities": tuple((severity, words, counts[severity]) for severity, words in SEVERITIES.items()),
        "count": len(appraisals),
        "care": Target("Numbers to handle with care", CARE) if cared_for(review) else None,
    }
    description = "What we found to be wrong, odd or unproven in what the sources say and cite, one finding at a time."
    return Page(APPRAISALS, "Appraisal", description, "appraisals", ("appraisal.md.j2",), context)


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
        its = tuple(evidence[id_] for id_ in _of_relation(review, relation))
        if its:
            path = evidence_path(relation)
            counts.append((Target(words, path), len(its)))
            description = f"Outside evidence: {MEANINGS[relation]}"
            context = {"views": its, "all": Target("All outside evidence", EVIDENCE)}
            pages.append(Page(path, words, description, "index", ("evidence-of.md.j2",), context))
    rows = tuple(_record(review.evidence[id_], view) for id_, view in evidence.items())
    home = Target("All outside evidence", EVIDENCE)
    caption = "Each title leads to the record: where it was seen, what was seen there, and what it bears on."
    table = Table("evidence", home.title, caption, "Seen", _EVIDENCE_HEADS, rows, home)
    context = {"counts": tuple(counts), "count": len(evidence), "table": table}
    description = "What was seen outside the sources: where, when, what, and how sure we are that it bears on them."
    return [Page(EVIDENCE, "Outside evidence", description, "index", ("evidence.md.j2",), context), *pages]


def _record(its: Evidence, view: EvidenceView) -> Row:
    words = {"relation": view.relation, "verdict": its.verdict.replace("-", " "), "confidence": view.confidence}
    cells = tuple(Cell(f"{its.id}.{name}", (_plain(text),), "not stated") for name, text in words.items())
    return Row(its.id, Target(view.title, view.card.path, view.card.anchor), cells)


def _of_relation(review: Review, relation: str) -> list[str]:
    return [its.id for its in review.evidence.values() if its.relation == relation]


def cared_for(review: Review) -> list[str]:
    """Claims with numbers and an appraisal of high severity, in the order of their sources; the page is theirs."""
    graves = {id_ for id_, its in review.appraisals.items() if its.severity == "high"}
    of_claim = review.found.appraisals_of_claim
    return [
        claim.id
        for claim in review.claims.values()
        if claim.quantities and graves.intersection(of_claim.get(claim.id, ()))
    ]


def _care_page(review: Review, views: Views) -> list[Page]:
    claims = cared_for(review)
    if not claims:
        return []
    groups = tuple(
        (source, table)
        for source in review.sources.values()
        if (table := _care_table(review, views, source.id, [c for c in claims if _is_of(review, c, source.id)])).rows
    )
    description = "The numbers of this review that should not be repeated as they stand, and why, in a few words each."
    context = {"groups": groups, "count": len(claims)}
    return [Page(CARE, "Numbers to handle with care", description, "appraisals", ("numbers-with-care.md.j2",), context)]


def _is_of(review: Review, claim: str, source: str) -> bool:
    return review.claims[claim].at.partition(":")[0] == source


def _care_table(review: Review, views: Views, source: str, claims: Sequence[str]) -> Table:
    title = f"Numbers of {review.sources[source].label} to handle with care"
    id_ = f"care.{source}"
    rows = tuple(_care_row(review, id_, views[claim]) for claim in claims)
    caption = "Each number leads to its claim."
    return Table(id_, title, caption, "Number", _CARE_HEADS, rows, Target(title, CARE))


def _care_row(review: Review, table: str, view: ClaimView) -> Row:
    claim = review.claims[view.id]
    values = "; ".join(quantity_text(review, quantity) for quantity in claim.quantities.values())
    id_ = f"{table}.{claim.id}"
    said = Entry(view.text, view.text, (), claim.cites, (view.card,), appraisals=view.appraisals)
    why = tuple(Entry("", "", (mark.target,)) for mark in view.appraisals if mark.severity == "high")
    header = Target(values, view.card.path, view.id)
    return Row(id_, header, (Cell(f"{id_}.said", (said,), "not stated"), Cell(f"{id_}.why", why, "not stated")))
