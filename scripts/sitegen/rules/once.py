"""In: a Review and its Records; out: problems of what is given or named twice inside a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..model.claim import Claim
from ..model.review import Review
from ..model.source import Source
from ..problems import Problem
from ..validate.records import Record, Records


def id_once(review: Review, records: Records) -> Iterator[Problem]:
    """Each topic, measure, unit, term, section and passage has an id of its own, and a passage has one reading."""
    if records.vocabulary is not None:
        for field in ("topics", "measures", "units", "appraisal_types"):
            yield from _ids(records.vocabulary, field, "id")
    if records.glossary is not None:
        yield from _ids(records.glossary, "terms", "id")
    if records.checklist is not None:
        yield from _ids(records.checklist, "items", "id")
    yield from records.passed.each(_parts_of_source, records.by_folder["sources"])
    first: dict[str, Record[Any]] = {}
    for record in records.by_folder["readings"]:
        same = first.setdefault(record.value.at, record)
        if same is not record:
            at = same.place("at")
            sentence = f"the passage '{record.value.at}' is read twice; the first is at {at.file.path}:{at.line}"
            yield Problem("duplicate-id", record.place("at"), sentence, fix="join the two readings")


def _parts_of_source(record: Record[Source]) -> Iterator[Problem]:
    yield from _ids(record, "sections", "id")
    yield from _ids(record, "passages", "locator")


def _ids(record: Record[Any], field: str, name: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, item in enumerate(getattr(record.value, field)):
        id_ = getattr(item, name)
        at = record.place(field.replace("_", "-"), index, name)
        if id_ in seen:
            sentence = f"`{field.replace('_', '-')}` has the {name} '{id_}' twice; the first is on line {seen[id_]}"
            yield Problem("duplicate-id", at, sentence, fix=f"give each its own {name}")
        else:
            seen[id_] = at.line


def named_once(review: Review, records: Records) -> Iterator[Problem]:
    """A list of ids or citations names nothing twice: it would be shown and counted twice."""
    yield from records.passed.each(_lists_of_claim, records.by_folder["claims"])
    for record in records.entities:
        for field, claims in record.value.core.stated_by.items():
            yield from _names(record, ("stated-by", field), claims)
    for record in records.by_folder["comparisons"]:
        yield from _names(record, ("rows", "entities"), record.value.rows.entities)


def _lists_of_claim(record: Record[Claim]) -> Iterator[Problem]:
    claim = record.value
    for field, values in (("about", claim.about), ("also-at", claim.also_at), ("cites", claim.cites)):
        yield from _names(record, (field,), values)


def _names(record: Record[Any], path: tuple[str, ...], values: Sequence[str]) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value in values[:index]:
            sentence = f"`{'.'.join(path)}` names '{value}' twice"
            yield Problem("duplicate-id", record.place(*path, index), sentence, fix="name it once")
