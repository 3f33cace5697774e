"""In: Records; out: a Review in which every id, citation and passage resolves, with backlinks, and problems."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from ..model.review import Relation, Review
from ..problems import Problem
from ..validate.records import Records
from .checks import check_links
from .findings import findings
from .pointers import targets_of


def link(records: Records) -> tuple[Review | None, list[Problem]]:
    """Resolve everything; None when the review's identity or vocabulary itself could not be read."""
    if records.info is None or records.vocabulary is None:
        return None, []
    review = _review(records)
    return review, list(check_links(review, records))


def _review(records: Records) -> Review:
    """Put the records together; what does not resolve is left out of the indexes and reported by the checks."""
    assert records.info is not None
    assert records.vocabulary is not None
    vocabulary = records.vocabulary.value
    kinds = sorted((record.value for record in records.by_folder["kinds"]), key=lambda kind: (kind.order, kind.id))
    entities = sorted(
        (record.value for record in records.entities), key=lambda entity: (entity.name.casefold(), entity.id)
    )
    claims = {record.value.id: record.value for record in reversed(records.by_folder["claims"])}
    claims = dict(reversed(claims.items()))
    sources = {record.value.id: record.value for record in records.by_folder["sources"]}
    comparisons = sorted((r.value for r in records.by_folder["comparisons"]), key=lambda value: (value.order, value.id))
    figures = sorted((r.value for r in records.by_folder["figures"]), key=lambda value: (value.order, value.id))
    chapters = sorted(records.chapters, key=lambda chapter: (chapter.head.order, chapter.id))
    courses = sorted((r.value for r in records.by_folder["courses"]), key=lambda value: (value.order, value.id))
    questions = [record.value for record in records.by_folder["questions"]]
    review = Review(
        records.info.value,
        {topic.id: topic for topic in vocabulary.topics},
        {measure.id: measure for measure in vocabulary.measures},
        {unit.id: unit for unit in vocabulary.units},
        {kind.id: kind for kind in kinds},
        {entity.id: entity for entity in entities},
        sources,
        claims,
        {reference.key: reference for reference, _ in records.references},
        {comparison.id: comparison for comparison in comparisons},
        {chapter.id: chapter for chapter in chapters},
        {f"{source.id}:{passage.locator}": passage for source in sources.values() for passage in source.passages},
        {term.id: term for term in records.glossary.value.terms} if records.glossary else {},
        records.timeline.value.moments if records.timeline else (),
        {record.value.at: record.value for record in records.by_folder["readings"]},
        synonyms=vocabulary.synonyms,
        moves=records.ledger.value.moves if records.ledger else (),
        appraisal_types={type_.id: type_ for type_ in vocabulary.appraisal_types},
        checklist=records.checklist.value if records.checklist else None,
        appraisals={record.value.id: record.value for record in records.by_folder["appraisals"]},
        evidence={record.value.id: record.value for record in records.by_folder["evidence"]},
        audits=tuple(record.value for record in records.by_folder["citation-audit"]),
        questions={question.id: question for question in sorted(questions, key=lambda one: (one.order, one.id))},
        editions=records.editions.value.editions if records.editions else (),
        courses={course.id: course for course in courses},
        directions={record.value.id: record.value for record in records.by_folder["directions"]},
        figures={figure.id: figure for figure in figures},
    )
    review = _with_backlinks(review)
    return replace(review, found=findings(review))


def _with_backlinks(review: Review) -> Review:
    about: dict[str, list[str]] = defaultdict(list)
    at: dict[str, list[str]] = defaultdict(list)
    outgoing: dict[str, list[Relation]] = defaultdict(list)
    incoming: dict[str, list[Relation]] = defaultdict(list)
    order = {passage: index for index, passage in enumerate(review.passages)}
    for claim in sorted(review.claims.values(), key=lambda claim: order.get(claim.at, len(order))):
        for entity in claim.about:
            about[entity].append(claim.id)
        for passage in (claim.at, *claim.also_at):
            at[passage].append(claim.id)
    for entity in review.entities.values():
        properties = review.kinds[entity.kind].properties
        for name, value in entity.fields.items():
            for _, target, _ in targets_of(value, properties[name]):
                relation = Relation(entity.id, name, target)
                outgoing[entity.id].append(relation)
                incoming[target].append(relation)
    frozen = {
        "claims_about": about,
        "claims_at": at,
        "relations_from": outgoing,
        "relations_to": incoming,
    }
    indexes = {name: {key: tuple(values) for key, values in index.items()} for name, index in frozen.items()}
    return replace(review, **indexes)
