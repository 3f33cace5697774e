"""In: a Review, a declared column and the subject of a row; out: the Cell, each statement with its claims and works."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from ..link.pointers import targets_of
from ..link.selection import column_claims, column_quantities, fits, named_through, subjects
from ..model.citations import without_citations
from ..model.claim import Claim, Quantity
from ..model.comparison import Column, Comparison
from ..model.entity import Entity
from ..model.review import Review
from ..model.source import Source
from .addresses import entity_target, passage_label, section_path, source_path
from .mentions import Mentions
from .page import Cell, Entry, Target, Views, sort_of_column
from .table_counts import cites_of, count_of_entity, count_of_source, direction_entries
from .text import filled, quantity_text, short_text

NOT_APPLICABLE = "not applicable"
_NOT_STATED = "not stated"
_NUMBERS = ("value", "n")


@dataclass(frozen=True)
class Subject:
    """What a row is about: an entity, a claim (with one of its quantities, or whole), or a source."""

    id: str
    named: tuple[Target, ...]
    entity: Entity | None = None
    claim: Claim | None = None
    quantity: str | None = None
    source: Source | None = None


def cell_of(
    review: Review,
    views: Views,
    mentions: Mentions,
    column: Column,
    subject: Subject,
    id_: str,
    empty: str,
    notes: tuple[Target, ...],
) -> Cell:
    """The cell of one row in one column."""
    if not _applies(review, column, subject):
        return Cell(id_, (), NOT_APPLICABLE, notes=notes)
    found = entries_of(review, views, mentions, column, subject)
    entries = tuple(_appraised(views, entry) for entry in found)
    is_gap = column.directions is not None and not entries
    return Cell(id_, entries, empty, _sort_value(review, column, subject, entries), notes, is_gap)


def _appraised(views: Views, entry: Entry) -> Entry:
    """The entry with the mark of every appraisal of the claims behind it."""
    claims = [target.anchor for target in (*entry.claims, *entry.targets) if target.anchor in views]
    marks = tuple(mark for claim in dict.fromkeys(claims) for mark in views[claim].appraisals)
    return msgspec.structs.replace(entry, appraisals=marks) if marks else entry


def sort_of(review: Review, comparison: Comparison, column: Column) -> sort_of_column:
    """How the values of a column compare."""
    if column.quantity is not None or column.count is not None or column.directions is not None:
        return "number"
    if column.shows in _NUMBERS:
        return "number"
    if column.field is not None:
        kinds = {review.entities[id_].kind for id_ in comparison.rows.entities} | {comparison.rows.kind} - {None}
        schemas = [review.kinds[kind].properties.get(column.field, {}) for kind in kinds]
        if any(schema.get("type") in ("integer", "number") for schema in schemas):
            return "number"
        if any(schema.get("format") == "date" for schema in schemas):
            return "date"
    return "text"


def entries_of(review: Review, views: Views, mentions: Mentions, column: Column, subject: Subject) -> tuple[Entry, ...]:
    """The statements of a cell."""
    entity, claim, source = subject.entity, subject.claim, subject.source
    if entity is not None:
        return _entries_of_entity(review, views, mentions, column, entity)
    if claim is not None:
        quantity = claim.quantities[subject.quantity] if subject.quantity else None
        if column.entities is not None:
            found = [id_ for id_ in subjects(review, claim, quantity) if review.entities[id_].kind == column.entities]
            return tuple(Entry("", "", (entity_target(review, id_),)) for id_ in found)
        return _parts_of_claim(review, views, mentions, column, claim, subject.quantity)
    assert source is not None
    if column.count is not None:
        return count_of_source(review, column.count, source)
    return _parts_of_source(review, column, source)


def _applies(review: Review, column: Column, subject: Subject) -> bool:
    entity = subject.entity
    if entity is None:
        return True
    if column.field is not None and column.field not in review.kinds[entity.kind].properties:
        return False
    return fits(entity, column.applies)


def _entries_of_entity(
    review: Review, views: Views, mentions: Mentions, column: Column, entity: Entity
) -> tuple[Entry, ...]:
    if column.field is not None:
        return _field_entries(review, views, mentions, entity, column.field)
    if column.quantity is not None:
        return tuple(
            _quantity_entry(review, views, claim, name)
            for claim, name in column_quantities(review, entity.id, column.quantity)
        )
    if column.claims is not None:
        return tuple(
            Entry(text, mentions.mark(text), cites=claim.cites, claims=(views[claim.id].card,))
            for claim in column_claims(review, entity.id, column.claims)
            for text in (short_text(review, claim),)
        )
    if column.named_by is not None:
        found = named_through(review, entity.id, column.named_by.kind, column.named_by.field)
        return tuple(_naming_entry(review, views, id_, column.named_by.field) for id_ in found)
    if column.count is not None:
        return count_of_entity(review, column.count, entity)
    if column.directions is not None:
        return direction_entries(review, column.directions, entity)
    raise ValueError("a column of a row that is an entity is one of these; the rules see to it")


def _quantity_entry(review: Review, views: Views, claim: Claim, name: str) -> Entry:
    text = quantity_text(review, claim.quantities[name])
    return Entry(text, text, cites=claim.cites, claims=(views[claim.id].card,), measured=(claim.id, name))


def _field_entries(review: Review, views: Views, mentions: Mentions, entity: Entity, field: str) -> tuple[Entry, ...]:
    if field not in entity.fields:
        return ()
    value = entity.fields[field]
    claims = [review.claims[claim] for claim in entity.core.stated_by.get(field, ())]
    targets = list(targets_of(value, review.kinds[entity.kind].properties[field]))
    schema = review.kinds[entity.kind].properties[field]
    if targets and not has_parts(schema):
        return tuple(_target_entry(review, views, target, claims) for _, target, _ in targets)
    text = field_text(review, value, schema)
    return (Entry(text, mentions.mark(text), (), cites_of(claims), tuple(views[claim.id].card for claim in claims)),)


def _target_entry(review: Review, views: Views, target: str, claims: list[Claim]) -> Entry:
    """An entity that a field names, with those of the field's claims that are about it; with all when none is."""
    its = [claim for claim in claims if target in claim.about] or claims
    cards = tuple(views[claim.id].card for claim in its)
    return Entry("", "", (entity_target(review, target),), cites_of(its), cards)


def _naming_entry(review: Review, views: Views, origin: str, field: str) -> Entry:
    claims = [review.claims[claim] for claim in review.entities[origin].core.stated_by.get(field, ())]
    cards = tuple(views[claim.id].card for claim in claims)
    return Entry("", "", (entity_target(review, origin),), cites_of(claims), cards)


def _parts_of_claim(
    review: Review, views: Views, mentions: Mentions, column: Column, claim: Claim, name: str | None
) -> tuple[Entry, ...]:
    part, card = column.shows or "", views[claim.id].card
    if part == "value" and name is not None:
        return (_quantity_entry(review, views, claim, name),)
    if part == "statement":
        text = short_text(review, claim) if name is None else filled(review, claim, claim.says)
        return (Entry(text, mentions.mark(text), cites=claim.cites, claims=(card,)),)
    if part == "document":
        source = review.source_at(claim.at)
        return (Entry("", "", (Target(source.label, source_path(source)),)),)
    if part == "passage":
        source, passage = review.source_at(claim.at), review.passages[claim.at]
        return (
            Entry("", "", (Target(passage_label(source, passage), section_path(source, passage.section), claim.id),)),
        )
    if part == "topic":
        return _plain(review.topics[claim.topic].name)
    if part == "note":
        return _plain(claim.note and without_citations(claim.note))
    return _part_of_quantity(review, claim.quantities[name], part) if name is not None else ()


def _part_of_quantity(review: Review, quantity: Quantity, part: str) -> tuple[Entry, ...]:
    if part == "measure":
        return _plain(review.measures[quantity.measure].name)
    if part == "n":
        return _plain(review.writing.number(quantity.n) if quantity.n is not None else None)
    if part == "interval":
        interval = quantity.interval
        if interval is None:
            return ()
        ends = "–".join(map(review.writing.number, (interval.low, interval.high)))
        return _plain(f"{ends} ({interval.level})" if interval.level else ends)
    return _plain(getattr(quantity, part))


def _plain(text: str | None) -> tuple[Entry, ...]:
    """Words that a quantity's own fields give; `not stated` there is an empty cell here."""
    return (Entry(text, text),) if text and text != _NOT_STATED else ()


def _parts_of_source(review: Review, column: Column, source: Source) -> tuple[Entry, ...]:
    parts = {"type": source.type, "license": source.license, "covers": source.about}
    if column.shows == "missing":
        return tuple(Entry(part, part) for part in source.missing)
    return _plain(parts[column.shows or ""])


def _sort_value(review: Review, column: Column, subject: Subject, entries: tuple[Entry, ...]) -> str:
    """The lowest and the highest number of a cell, or its date; words sort as they are."""
    numbers: list[Decimal] = []
    for entry in entries:
        if entry.measured is not None:
            claim, name = entry.measured
            quantity = review.claims[claim].quantities[name]
            numbers += [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    if column.count is not None:
        numbers = [_counted(review, entries[0].targets[0].title)] if entries else []
    elif column.directions is not None and entries:
        numbers = [Decimal(len(entries[0].counted))]
    elif column.shows == "n" and entries:
        numbers = [_counted(review, entries[0].text)]
    elif column.field is not None and subject.entity is not None:
        value: Any = subject.entity.fields.get(column.field)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            numbers = [Decimal(value)]
        schema = review.kinds[subject.entity.kind].properties.get(column.field, {})
        if schema.get("format") == "date" and value is not None:
            return str(value)
    return f"{min(numbers):f} {max(numbers):f}" if numbers else ""


def _counted(review: Review, text: str) -> Decimal:
    """The number that a cell shows as a whole one."""
    return Decimal(text.replace(review.writing.group, ""))


def field_targets(review: Review, entity: Entity, field: str) -> tuple[Target, ...]:
    """The entities that a field names."""
    schema = review.kinds[entity.kind].properties[field]
    found = targets_of(entity.fields[field], schema)
    return tuple(entity_target(review, target) for _, target, _ in found)


def has_parts(schema: Any) -> bool:
    """Whether a field's value, or each value of its list, has parts of its own: its links alone would not tell all."""
    own = schema.get("items", schema) if isinstance(schema, dict) else {}
    return bool(own.get("type") == "object")


def field_text(review: Review, value: Any, schema: Any) -> str:
    """A field's value in words: parts under their titles, entities by their names, numbers as the review writes them."""
    its = schema if isinstance(schema, dict) else {}
    if isinstance(value, bool):
        return review.writing.say("yes" if value else "no")
    if isinstance(value, Decimal):
        return review.writing.number(value, grouped=False)
    if isinstance(value, list):
        return "; ".join(field_text(review, item, its.get("items")) for item in value)
    if isinstance(value, dict):
        parts = its.get("properties") or {}
        named = ((parts.get(key) or {}, key, item) for key, item in value.items())
        return "; ".join(f"{part.get('title', key)}: {field_text(review, item, part)}" for part, key, item in named)
    if "refers-to" in its and value in review.entities:
        return review.entities[value].name
    return str(value)
