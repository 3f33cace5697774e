"""In: a Review and pointers into it; out: what figures print and link: names, quantities, claims, appraisals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...model.claim import Quantity
from ...model.review import Review
from ..addresses import entity_target
from ..page import Entry, Target, Views
from ..text import quantity_text

_POINTER = re.compile(r"\{(c-[a-z0-9]{4}\.[a-z0-9-]+)(?:\.(low|high))?\}")


@dataclass(frozen=True)
class Value:
    """A quantity as a figure shows it: its text, its claim's card, the number of its source, and whether it is doubted."""

    pointer: str
    quantity: Quantity
    text: str
    card: Target
    source: int
    source_label: str
    cites: tuple[str, ...]
    doubted: bool


@dataclass(frozen=True)
class DataTable:
    """The data behind a figure: the headings of its columns, and rows of entries; the first names the row."""

    columns: tuple[str, ...]
    rows: tuple[DataRow, ...]


@dataclass(frozen=True)
class DataRow:
    """A row of the data behind a figure, with its anchor, and whether an appraisal of high severity doubts it."""

    id: str
    cells: tuple[tuple[Entry, ...], ...]
    doubted: bool = False


class Facts:
    """A review as figures ask it: everything by pointer."""

    def __init__(self, review: Review, views: Views):
        self.review = review
        self.views = views
        #: Words of the program that are drawn, in the language of the review.
        self.say = review.writing.say
        self._doubted = doubted_claims(review)
        self._sources = {source: index for index, source in enumerate(review.sources)}

    def name(self, entity: str | None, label: str | None) -> str:
        """A label: the words given, else the entity's name."""
        if label is not None:
            return self.filled(label)
        return self.review.entities[entity].name if entity is not None else ""

    def value(self, pointer: str) -> Value:
        """The quantity at `claim.quantity`."""
        claim, _, name = pointer.partition(".")
        quantity = self.review.claims[claim].quantities[name]
        source = self.source_of(claim)
        text = quantity_text(self.review, quantity)
        view = self.views[claim]
        label = self.review.sources[source].label
        return Value(
            pointer, quantity, text, view.card, self._sources[source], label, view.cites, claim in self._doubted
        )

    def filled(self, text: str) -> str:
        """The words with each `{c-7k2q.rate}` replaced by its quantity."""
        return _POINTER.sub(lambda match: self._words_of(match.group(1), match.group(2)), text)

    def _words_of(self, pointer: str, end: str | None) -> str:
        value = self.value(pointer)
        if end is None:
            return value.text
        before, after = self.unit_pattern(value.quantity.unit)
        return before + self.review.writing.number(getattr(value.quantity, end), value.quantity.unit != "year") + after

    def source_of(self, claim: str) -> str:
        """The id of the source that makes the claim."""
        return self.review.claims[claim].at.partition(":")[0]

    def source_number(self, claim: str) -> int:
        """The number of the source that makes the claim."""
        return self._sources[self.source_of(claim)]

    def is_doubted(self, claims: Iterable[str]) -> bool:
        """Whether an appraisal of high severity is about one of the claims."""
        return any(claim in self._doubted for claim in claims)

    def unit_pattern(self, unit: str) -> tuple[str, str]:
        """What stands before and after a number of this unit."""
        before, _, after = self.review.units[unit].pattern.partition("{}")
        return before, after

    def claim_entries(self, claims: Iterable[str]) -> tuple[Entry, ...]:
        """Links to claims, each with the works it cites."""
        return tuple(
            Entry(
                self.views[claim].source.title,
                self.views[claim].source.title,
                cites=self.views[claim].cites,
                claims=(self.views[claim].card,),
                appraisals=self.views[claim].appraisals,
            )
            for claim in claims
        )

    def entity_entry(self, entity: str | None, label: str | None) -> Entry:
        """A label that leads to its entity when it has one."""
        text = self.name(entity, label)
        if entity is None:
            return Entry(text, text)
        return Entry("", targets=(Target(text, entity_target(self.review, entity).path),))

    def value_entry(self, value: Value) -> Entry:
        """A value with its citations, its claim and what was found about that."""
        claim, _, name = value.pointer.partition(".")
        marks = self.views[claim].appraisals
        return Entry(
            value.text, value.text, cites=value.cites, claims=(value.card,), measured=(claim, name), appraisals=marks
        )


def plain(text: str) -> tuple[Entry, ...]:
    """A cell of words alone."""
    return (Entry(text, text),)


def doubted_claims(review: Review) -> frozenset[str]:
    """The claims that an appraisal of high severity is about."""
    return frozenset(claim for one in review.appraisals.values() if one.severity == "high" for claim in one.on)
