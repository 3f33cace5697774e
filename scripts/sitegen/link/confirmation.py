"""In: a Review; out: for each claim whether the second reading of its passage agrees, and where it differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..model.claim import Claim, Quantity
from ..model.entity import Entity
from ..model.review import Review
from ..on_demand import Each
from .once import once
from .stems import stem

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Confirmation:
    """What the second reading says of a claim: not read yet, agreed, settled, or the differences that stand open.

    `differences` are those that no settlement names: one that comes up later is seen, whatever was settled before.
    """

    read: bool
    differences: tuple[str, ...]
    settled: tuple[tuple[str, str], ...]

    @property
    def confirmed(self) -> bool:
        """Whether claim and reading agree, or each of their differences was settled in the open."""
        return self.read and not self.differences


@once
def confirmations(review: Review) -> Mapping[str, Confirmation]:
    """Compare every claim with the readings of its passages; computed, never typed."""
    return Each(review.claims, lambda id_: _confirmation(review, review.claims[id_]))


def _confirmation(review: Review, claim: Claim) -> Confirmation:
    readings = [review.readings[place] for place in (claim.at, *claim.also_at) if place in review.readings]
    if claim.at not in review.readings:
        return Confirmation(False, (), ())
    settled = [s for reading in readings for s in reading.settled if s.claim == claim.id]
    names = {name for settlement in settled for name in settlement.settles}
    differences = [
        f"the reader found no number {value} ({name})"
        for name, quantity in claim.quantities.items()
        if quantity.derived is None and name not in names
        for value in _values(quantity)
        if not any(number.value == value for reading in readings for number in reading.numbers)
    ]
    named = [_stems(name) for reading in readings for name in reading.names]
    differences += [
        f"the reader did not note {review.entities[entity].name}"
        for entity in claim.about
        if entity in review.entities and entity not in names and not _is_named(review.entities[entity], named)
    ]
    return Confirmation(True, tuple(differences), tuple((s.what, s.how) for s in settled))


def _values(quantity: Quantity) -> list[Decimal]:
    return [value for value in (quantity.value, quantity.low, quantity.high) if value is not None]


def _is_named(entity: Entity, named: list[frozenset[str]]) -> bool:
    """Whether a name that the reader noted has all words of one of the entity's names."""
    own = [_stems(name) for name in (entity.name, *(alias.name for alias in entity.core.aliases))]
    return any(name and name <= noted for name in own for noted in named)


@lru_cache(maxsize=20_000)
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(name.casefold()))
