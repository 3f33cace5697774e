"""In: a record and Known; out: a problem for each id, citation or passage of it that does not resolve."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model.chapter import Chapter, ChapterHead
from ..model.claim import Claim
from ..model.direction import DIRECTIONS, Directions
from ..model.entity import Entity, Kind
from ..model.glossary import Glossary, Timeline
from ..model.reading import Reading
from ..model.review import Review
from ..model.source import Source
from ..problems import Problem, nearest_of, one_of
from ..validate.records import Record, Records
from .citation_checks import check_citations
from .comparisons import comparison_problems
from .course_checks import course_problems
from .figure_checks import check_figure
from .finding_checks import check_findings
from .known import Known
from .pointers import PLACEHOLDER, references_in, targets_of
from .summary_checks import check_summary


def check_links(review: Review, records: Records) -> Iterator[Problem]:
    """Check every record; ids of records that are not well-shaped count as known."""
    known, of = Known(records, review), records.by_folder
    each, ground = records.passed.each, known.ground
    yield from each(_kind, of["kinds"], known, against=ground)
    yield from each(_entity, records.entities, review, known, against=ground)
    yield from each(_source, of["sources"], known, against=ground)
    yield from each(_claim, of["claims"], known, against=ground)
    yield from each(comparison_problems, of["comparisons"], review, known, against=ground)
    yield from each(check_figure, of["figures"], review, known, against=ground)
    yield from each(_chapter, records.chapters, review, known, against=ground)
    headings = (*ground, *review.chapters.values())
    yield from each(course_problems, of["courses"], review, known, against=headings)
    yield from each(_head, records.heads, known, against=ground)
    topics = (*ground, {claim.id: claim.topic for claim in review.claims.values()})
    yield from each(_directions, of["directions"], review, known, against=topics)
    read = partial(_read_claims, review)
    yield from each(_reading, of["readings"], review, known, against=ground, own=read)
    if records.glossary is not None:
        yield from _glossary(records.glossary, known)
    if records.timeline is not None:
        yield from _timeline(records.timeline, review, known)
    yield from check_findings(records, known)
    yield from check_citations(records, known)


def _kind(record: Record[Kind], known: Known) -> Iterator[Problem]:
    for name, schema in record.value.properties.items():
        for path, target in references_in(schema, ()):
            field = f"properties.{name}"
            yield from known.id("kinds", target, record.place("properties", name, *path), field)


def _entity(record: Record[Entity], review: Review, known: Known) -> Iterator[Problem]:
    entity, properties = record.value, review.kinds[record.value.kind].properties
    for name, value in entity.fields.items():
        for path, target, kind in targets_of(value, properties[name]):
            yield from known.of_kind(kind, target, record.place(name, *path), name)
    for name, claims in entity.core.stated_by.items():
        if name not in properties:
            at = record.node.at("stated-by").key(name).location
            sentence = f"`stated-by` names the field `{name}`, which the kind {entity.kind} does not have"
            yield Problem("unknown-field", at, sentence, one_of(list(properties)), nearest_of(name, properties))
        for index, claim in enumerate(claims):
            yield from known.id("claims", claim, record.place("stated-by", name, index), f"stated-by.{name}")
    if entity.core.definition is not None and entity.core.definition.claim is not None:
        yield from known.id(
            "claims", entity.core.definition.claim, record.place("definition", "claim"), "definition.claim"
        )
    yield from check_summary(record, entity.core.summary, known)


def _head(record: Record[ChapterHead], known: Known) -> Iterator[Problem]:
    yield from check_summary(record, record.value.summary, known)


def _source(record: Record[Source], known: Known) -> Iterator[Problem]:
    source = record.value
    yield from known.citation(source.reference, record.place("reference"), "`reference`")
    for number, key in source.references.items():
        yield from known.citation(key, record.place("references", number), f"`references.{number}`")
    sections = [section.id for section in source.sections]
    for index, passage in enumerate(source.passages):
        if passage.section not in sections:
            at = record.place("passages", index, "section")
            sentence = f"`passages[{index}].section` names the section '{passage.section}', which does not exist"
            yield Problem(
                "unknown-id", at, sentence, one_of(sections, "sections"), nearest_of(passage.section, sections)
            )


def _claim(record: Record[Claim], known: Known) -> Iterator[Problem]:
    claim = record.value
    yield from known.passage(claim.at, record.place("at"), "at")
    for index, passage in enumerate(claim.also_at):
        yield from known.passage(passage, record.place("also-at", index), "also-at")
    for index, entity in enumerate(claim.about):
        yield from known.id("entities", entity, record.place("about", index), "about")
    yield from known.id("topics", claim.topic, record.place("topic"), "topic")
    for index, key in enumerate(claim.cites):
        yield from known.citation(key, record.place("cites", index), f"`cites[{index}]`")
    for name, quantity in claim.quantities.items():
        place = f"quantities.{name}"
        yield from known.id(
            "measures", quantity.measure, record.place("quantities", name, "measure"), f"{place}.measure"
        )
        yield from known.id("units", quantity.unit, record.place("quantities", name, "unit"), f"{place}.unit")
        for index, entity in enumerate(quantity.of):
            if entity not in claim.about:
                at = record.place("quantities", name, "of", index)
                sentence = f"`{place}.of` names '{entity}', which the claim is not about"
                near = nearest_of(entity, claim.about)
                yield Problem("unknown-id", at, sentence, one_of(claim.about, noun="entities under `about`"), near)
    for field in ("says", "short"):
        for name in PLACEHOLDER.findall(getattr(claim, field) or ""):
            if name not in claim.quantities:
                sentence = f"`{field}` prints `{{{name}}}`, which is not a quantity of the claim"
                valid = list(claim.quantities)
                at = record.place_of(f"{{{name}}}", field)
                expected = one_of(valid, noun="quantities")
                yield Problem("unknown-placeholder", at, sentence, expected, nearest_of(name, valid))


def _chapter(chapter: Chapter, review: Review, known: Known) -> Iterator[Problem]:
    for citation in chapter.citations:
        yield from known.citation(citation.key, citation.location, "the page")
    for call in chapter.calls:
        spoken = f"{call.name}({', '.join(repr(argument) for argument in call.arguments)})"
        if call.name in ("claim", "q"):
            yield from known.id("claims", call.arguments[0], call.location, spoken)
            claim = review.claims.get(call.arguments[0])
            if call.name == "q" and claim is not None and call.arguments[1] not in claim.quantities:
                valid = list(claim.quantities)
                sentence = (
                    f"`{spoken}` asks for the quantity '{call.arguments[1]}', which claim {claim.id} does not have"
                )
                yield Problem(
                    "unknown-id",
                    call.location,
                    sentence,
                    one_of(valid, noun="quantities"),
                    nearest_of(call.arguments[1], valid),
                )
        elif call.name == "table":
            yield from known.id("comparisons", call.arguments[0], call.location, spoken)
        else:
            yield from known.id("figures", call.arguments[0], call.location, spoken)


def _directions(record: Record[Directions], review: Review, known: Known) -> Iterator[Problem]:
    """The file is on a topic; each claim exists, is on this topic, and points one way."""
    topic = record.value.id
    yield from known.id("topics", topic, record.place("id"), "id")
    seen: dict[str, str] = {}
    for direction in DIRECTIONS:
        for index, id_ in enumerate(getattr(record.value, direction)):
            at, field = record.place(direction, index), f"{direction}[{index}]"
            yield from known.id("claims", id_, at, field)
            claim = review.claims.get(id_)
            if claim is not None and claim.topic != topic and {topic, claim.topic} <= set(review.topics):
                sentence = f"`{field}` is {id_}, a claim on {claim.topic}, not on {topic}"
                yield Problem("bad-value", at, sentence, f"a claim on {topic}")
            if id_ in seen:
                sentence = f"`{field}` is {id_}, which stands under `{seen[id_]}` already"
                yield Problem("bad-value", at, sentence, "each claim once")
            seen.setdefault(id_, direction)


def _read_claims(review: Review, record: Record[Reading]) -> tuple[Claim | None, ...]:
    return tuple(review.claims.get(settlement.claim) for settlement in record.value.settled)


def _reading(record: Record[Reading], review: Review, known: Known) -> Iterator[Problem]:
    yield from known.passage(record.value.at, record.place("at"), "at")
    for index, settlement in enumerate(record.value.settled):
        path = f"settled[{index}]"
        yield from known.id("claims", settlement.claim, record.place("settled", index, "claim"), f"{path}.claim")
        claim = review.claims.get(settlement.claim)
        valid = [*claim.quantities, *claim.about] if claim is not None else []
        for position, name in enumerate(settlement.settles if claim is not None else ()):
            if name not in valid:
                at = record.place("settled", index, "settles", position)
                sentence = f"`{path}.settles` names '{name}', which is neither a quantity nor an entity of the claim"
                yield Problem("unknown-id", at, sentence, one_of(valid), nearest_of(name, valid))


def _glossary(record: Record[Glossary], known: Known) -> Iterator[Problem]:
    for index, term in enumerate(record.value.terms):
        path = f"terms[{index}]"
        if term.entity is not None:
            yield from known.id("entities", term.entity, record.place("terms", index, "entity"), f"{path}.entity")
        if term.definition is not None and term.definition.claim is not None:
            at = record.place("terms", index, "definition", "claim")
            yield from known.id("claims", term.definition.claim, at, f"{path}.definition.claim")
        for position, other in enumerate(term.in_sources):
            at = record.place("terms", index, "in-sources", position, "source")
            yield from known.id("sources", other.source, at, f"{path}.in-sources[{position}].source")


def _timeline(record: Record[Timeline], review: Review, known: Known) -> Iterator[Problem]:
    for index, moment in enumerate(record.value.moments):
        yield from known.id("claims", moment.claim, record.place("moments", index, "claim"), f"moments[{index}].claim")
        claim = review.claims.get(moment.claim)
        if claim is not None and moment.date not in claim.quantities:
            at = record.place("moments", index, "date")
            valid = list(claim.quantities)
            sentence = f"`moments[{index}].date` is '{moment.date}', which is not a quantity of claim {claim.id}"
            yield Problem("unknown-id", at, sentence, one_of(valid), nearest_of(moment.date, valid))
