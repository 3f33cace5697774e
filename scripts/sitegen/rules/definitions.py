"""In: a Review and its Records; out: problems of definitions."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.entity import Definition, Entity
from ..model.review import Review
from ..problems import Location, Problem
from ..validate.records import Record, Records


def definition_is_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """A definition is a claim or an editor's sentence: exactly one of the two."""
    yield from records.passed.each(_of_entity, records.entities)
    if records.glossary is not None:
        for index, term in enumerate(records.glossary.value.terms):
            if term.definition is not None:
                at = records.glossary.node.at("terms", index).key("definition").location
                yield from _one_thing(term.definition, at, f"terms[{index}].definition")


def _of_entity(record: Record[Entity]) -> Iterator[Problem]:
    if record.value.core.definition is not None:
        yield from _one_thing(record.value.core.definition, record.node.key("definition").location, "definition")


def _one_thing(definition: Definition, at: Location, field: str) -> Iterator[Problem]:
    expected = "either `claim` or `editor`"
    if definition.claim is None and definition.editor is None:
        fix = "leave `definition` out when neither is honest"
        yield Problem("missing-field", at, f"`{field}` has neither `claim` nor `editor`", expected, fix=fix)
    elif definition.claim is not None and definition.editor is not None:
        yield Problem("bad-value", at, f"`{field}` has both `claim` and `editor`", expected, fix="keep one of the two")
