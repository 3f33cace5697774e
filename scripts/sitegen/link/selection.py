"""In: a Review and a part of a comparison's declaration; out: the entities, claims and quantities that it selects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..model.claim import Claim, Quantity
from ..model.comparison import ClaimColumn, ClaimRows, Comparison, Filter, QuantityColumn, QuantityRows
from ..model.direction import DIRECTIONS, Directions
from ..model.entity import Entity
from ..model.review import Review
from .once import once
from .pointers import lies_in

_T = TypeVar("_T")


def row_entities(review: Review, comparison: Comparison) -> list[Entity]:
    """The entities that name rows, in order; those that name several rows once."""
    rows = comparison.rows
    if rows.kind is not None:
        return [entity for entity in _of_kind(review).get(rows.kind, ()) if fits(entity, rows.where)]
    if rows.quantities is not None:
        named = [
            id_
            for claim, name in row_quantities(review, rows.quantities)
            for id_ in naming(review, claim, claim.quantities[name], rows.quantities.named_by)
        ]
        return [review.entities[id_] for id_ in dict.fromkeys(named)]
    if rows.claims is not None:
        named = [
            id_
            for claim in row_claims(review, rows.claims)
            for id_ in naming(review, claim, None, rows.claims.named_by)
        ]
        return [review.entities[id_] for id_ in dict.fromkeys(named)]
    return [review.entities[entity] for entity in rows.entities if entity in review.entities]


@once
def _of_kind(review: Review) -> Mapping[str, Sequence[Entity]]:
    return _grouped((entity.kind, entity) for entity in review.entities.values())


@once
def _of_measure(review: Review) -> Mapping[str, Sequence[tuple[Claim, str]]]:
    return _grouped(
        (quantity.measure, (claim, name))
        for claim in review.claims.values()
        for name, quantity in claim.quantities.items()
    )


@once
def _on_topic(review: Review) -> Mapping[str, Sequence[Claim]]:
    return _grouped((claim.topic, claim) for claim in review.claims.values())


@once
def _of_source(review: Review) -> Mapping[str, Sequence[Claim]]:
    return _grouped((claim.at.partition(":")[0], claim) for claim in review.claims.values())


def _grouped(pairs: Iterable[tuple[str, _T]]) -> Mapping[str, Sequence[_T]]:
    """Values by what they are asked for: whoever looked through all of them at each asking would take their square."""
    found: dict[str, list[_T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def claims_of_source(review: Review, source: str) -> Sequence[Claim]:
    """The claims whose first passage is one of the source, in the order of claims."""
    return _of_source(review).get(source, ())


def fits(entity: Entity, wanted: Filter) -> bool:
    """Whether each field of the filter has, or holds, one of the values asked for."""
    return all(set(_values(entity.fields.get(field))) & set(values) for field, values in wanted.items())


@once
def _of_rows(review: Review) -> dict[QuantityRows, tuple[tuple[Claim, str], ...]]:
    """What was found for rows of this review: several rules and a page ask for the same."""
    return {}


def row_quantities(review: Review, rows: QuantityRows) -> tuple[tuple[Claim, str], ...]:
    """Every quantity of the measures, by measure, then in the order of claims."""
    known = _of_rows(review)
    if rows not in known:
        known[rows] = tuple(_row_quantities(review, rows))
    return known[rows]


def _row_quantities(review: Review, rows: QuantityRows) -> list[tuple[Claim, str]]:
    return [
        (claim, name)
        for measure in rows.measures
        for claim, name in _of_measure(review).get(measure, ())
        if (not rows.units or claim.quantities[name].unit in rows.units) and _is_in(claim, rows.about, rows.within)
    ]


def row_claims(review: Review, rows: ClaimRows) -> list[Claim]:
    """Every claim on the topics, in the order of topics, then of claims."""
    claims = (claim for topic in rows.topics for claim in _on_topic(review).get(topic, ()))
    return [claim for claim in claims if _is_in(claim, rows.about, rows.within)]


def subjects(review: Review, claim: Claim, quantity: Quantity | None) -> list[str]:
    """The entities that a quantity is about: all of its claim's, unless `of` says which of several of a kind."""
    if quantity is None or not quantity.of:
        return list(claim.about)
    own = {review.entities[id_].kind for id_ in quantity.of if id_ in review.entities}
    return [id_ for id_ in claim.about if id_ in quantity.of or review.entities[id_].kind not in own]


def naming(review: Review, claim: Claim, quantity: Quantity | None, kinds: Sequence[str]) -> list[str]:
    """The entities that name a row: those of the first of the kinds that has any, first those that `of` names."""
    about = subjects(review, claim, quantity)
    for entities in ([id_ for id_ in about if quantity is not None and id_ in quantity.of], about):
        for kind in kinds:
            found = [id_ for id_ in entities if review.entities[id_].kind == kind]
            if found:
                return found
    return []


def column_claims(review: Review, entity: str, wanted: QuantityColumn | ClaimColumn) -> list[Claim]:
    """The claims about an entity that a column asks for."""
    found: list[Claim] = []
    for id_ in review.claims_about.get(entity, ()):
        claim = review.claims[id_]
        if not _is_in(claim, (wanted.about,) if wanted.about else (), wanted.within):
            continue
        if isinstance(wanted, ClaimColumn):
            if wanted.topic is not None and claim.topic != wanted.topic:
                continue
            places = (claim.at, *claim.also_at)
            if wanted.column is not None and not any(place.endswith(f".c{wanted.column}") for place in places):
                continue
        found.append(claim)
    return found


def column_quantities(review: Review, entity: str, wanted: QuantityColumn) -> list[tuple[Claim, str]]:
    """The quantities of an entity that a column asks for."""
    return [
        (claim, name)
        for claim in column_claims(review, entity, wanted)
        for name, quantity in claim.quantities.items()
        if quantity.measure == wanted.measure
        and (not wanted.units or quantity.unit in wanted.units)
        and {entity, wanted.about or entity} <= set(subjects(review, claim, quantity))
    ]


def named_through(review: Review, entity: str, kind: str, field: str) -> list[str]:
    """The entities of a kind that name an entity in a field of theirs."""
    relations = review.relations_to.get(entity, ())
    return [r.origin for r in relations if (review.entities[r.origin].kind, r.field) == (kind, field)]


def directions_of(review: Review) -> Mapping[str, str]:
    """Which way each claim points, where somebody judged it."""
    return {claim: direction for judged in review.directions.values() for direction, claim in direction_pairs(judged)}


def direction_pairs(judged: Directions) -> Iterator[tuple[str, str]]:
    """Each claim of one topic with its direction."""
    for direction in DIRECTIONS:
        for claim in getattr(judged, direction):
            yield direction, claim


def _values(value: object) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [found for item in value for found in _values(item)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [] if value is None else [str(value)]


def _is_in(claim: Claim, about: Sequence[str], within: str | None) -> bool:
    if about and not set(about) & set(claim.about):
        return False
    return within is None or any(lies_in(place, within) for place in (claim.at, *claim.also_at))
