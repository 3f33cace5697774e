"""In: a Review and a Comparison; out: its Table, each cell with its statements, citations and claims."""

from __future__ import annotations

from typing import Any

from ..link.pointers import lies_in, targets_of
from ..model.claim import Claim
from ..model.comparison import ClaimColumn, Column, Comparison, NamedByColumn, QuantityColumn
from ..model.entity import Entity
from ..model.review import Review
from .addresses import comparison_path, entity_target
from .mentions import Mentions
from .page import Cell, Entry, Row, Table, Target, Views
from .text import quantity_text, short_text


def table_of(review: Review, views: Views, mentions: Mentions, comparison: Comparison) -> Table:
    """Build the table that a comparison declares."""
    home = Target(comparison.title, comparison_path(comparison.id))
    rows = tuple(_row(review, views, mentions, comparison, entity) for entity in row_entities(review, comparison))
    titles = tuple(column.title for column in comparison.columns)
    return Table(comparison.id, comparison.title, comparison.caption, comparison.row_heading, titles, rows, home)


def row_entities(review: Review, comparison: Comparison) -> list[Entity]:
    """The entities that are the rows, in order."""
    if comparison.rows.kind is not None:
        return [entity for entity in review.entities.values() if entity.kind == comparison.rows.kind]
    return [review.entities[entity] for entity in comparison.rows.entities]


def column_entities(comparison: Comparison) -> list[str]:
    """The entities that columns are about."""
    wanted = (
        part.about for column in comparison.columns for part in (column.quantity, column.claims) if part is not None
    )
    return [entity for entity in wanted if entity is not None]


def _row(review: Review, views: Views, mentions: Mentions, comparison: Comparison, entity: Entity) -> Row:
    id_ = f"{comparison.id}.{entity.id}"
    cells = tuple(
        Cell(f"{id_}.{column.id}", _entries(review, views, mentions, column, entity), comparison.empty)
        for column in comparison.columns
    )
    return Row(id_, entity_target(review, entity.id), cells)


def _entries(review: Review, views: Views, mentions: Mentions, column: Column, entity: Entity) -> tuple[Entry, ...]:
    if column.field is not None:
        return _field_entries(review, views, mentions, entity, column.field)
    if column.quantity is not None:
        return tuple(
            Entry(
                quantity_text(review, quantity),
                quantity_text(review, quantity),
                cites=claim.cites,
                claims=(views[claim.id].card,),
            )
            for claim in _claims(review, entity, column.quantity)
            for quantity in claim.quantities.values()
            if quantity.measure == column.quantity.measure
        )
    if column.claims is not None:
        return tuple(
            Entry(text, mentions.mark(text), cites=claim.cites, claims=(views[claim.id].card,))
            for claim in _claims(review, entity, column.claims)
            for text in (short_text(review, claim),)
        )
    if column.named_by is not None:
        return _naming_entries(review, views, entity, column.named_by)
    raise ValueError("a column is a field, quantities, claims or entities; the rules see to it")


def _field_entries(review: Review, views: Views, mentions: Mentions, entity: Entity, field: str) -> tuple[Entry, ...]:
    if field not in entity.fields:
        return ()
    value = entity.fields[field]
    claims = [review.claims[claim] for claim in entity.core.stated_by.get(field, ())]
    cites = tuple(dict.fromkeys(key for claim in claims for key in claim.cites))
    cards = tuple(views[claim.id].card for claim in claims)
    targets = list(targets_of(value, review.kinds[entity.kind].properties[field]))
    if targets:
        return tuple(_target_entry(review, views, target, claims) for _, target, _ in targets)
    text = field_text(value)
    return (Entry(text, mentions.mark(text), (), cites, cards),)


def _target_entry(review: Review, views: Views, target: str, claims: list[Claim]) -> Entry:
    """An entity that a field names, with those of the field's claims that are about it; with all when none is."""
    its = [claim for claim in claims if target in claim.about] or claims
    cites = tuple(dict.fromkeys(key for claim in its for key in claim.cites))
    return Entry("", "", (entity_target(review, target),), cites, tuple(views[claim.id].card for claim in its))


def _naming_entries(review: Review, views: Views, entity: Entity, wanted: NamedByColumn) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for relation in review.relations_to.get(entity.id, ()):
        origin = review.entities[relation.origin]
        if (origin.kind, relation.field) == (wanted.kind, wanted.field):
            claims = [review.claims[claim] for claim in origin.core.stated_by.get(relation.field, ())]
            cites = tuple(dict.fromkeys(key for claim in claims for key in claim.cites))
            cards = tuple(views[claim.id].card for claim in claims)
            found.append(Entry("", "", (entity_target(review, origin.id),), cites, cards))
    return tuple(found)


def field_targets(review: Review, entity: Entity, field: str) -> tuple[Target, ...]:
    """The entities that a field names."""
    schema = review.kinds[entity.kind].properties[field]
    found = targets_of(entity.fields[field], schema)
    return tuple(entity_target(review, target) for _, target, _ in found)


def field_text(value: Any) -> str:
    """A field's value in words when it is not a link."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(field_text(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {field_text(item)}" for key, item in value.items())
    return str(value)


def _claims(review: Review, entity: Entity, wanted: QuantityColumn | ClaimColumn) -> list[Claim]:
    found: list[Claim] = []
    for id_ in review.claims_about.get(entity.id, ()):
        claim = review.claims[id_]
        if wanted.about is not None and wanted.about not in claim.about:
            continue
        places = (claim.at, *claim.also_at)
        if wanted.within is not None and not any(lies_in(place, wanted.within) for place in places):
            continue
        if isinstance(wanted, ClaimColumn):
            if wanted.topic is not None and claim.topic != wanted.topic:
                continue
            if wanted.column is not None and not any(place.endswith(f".c{wanted.column}") for place in places):
                continue
        found.append(claim)
    return found
