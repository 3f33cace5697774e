"""In: a declared figure and Known; out: a problem for each id, quantity or field that it names in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.figure import Figure
from ..model.review import Review
from ..problems import Problem, nearest_of, one_of
from ..validate.records import Record
from .known import Known
from .pointers import PLACEHOLDER, targets_of

#: What the fields of a declaration name, in whichever form they stand.
_NAMESPACES = {
    "entity": "entities",
    "entities": "entities",
    "claims": "claims",
    "unit": "units",
    "topics": "topics",
    "kind": "kinds",
    "kinds": "kinds",
    "others": "kinds",
}
_QUANTITIES = ("quantity", "quantities")
#: The fields whose words print quantities.
WORDS = ("title", "description", "caption", "label", "says", "total", "rest", "wall")


def parts_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every text of a declaration with its path and the name of its field."""
    if hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from parts_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from parts_of(item, (*path, index))
    elif isinstance(value, str):
        yield path, next(step for step in reversed(path) if isinstance(step, str)), value


def check_figure(record: Record[Figure], review: Review, known: Known) -> Iterator[Problem]:
    """Every entity, claim, quantity, unit, topic, kind and field that the figure names exists."""
    for path, name, value in parts_of(record.value):
        spoken = _spoken(path)
        if name in _NAMESPACES:
            yield from known.id(_NAMESPACES[name], value, record.place(*path), spoken)
        elif name in _QUANTITIES:
            yield from known.quantity(value, record.place(*path), spoken)
        elif name == "own":
            yield from _own(record, value, path, review)
        elif name in WORDS:
            for pointer in PLACEHOLDER.findall(value):
                at = record.place_of(f"{{{pointer}}}", *path)
                yield from known.quantity(pointer, at, spoken)


def _own(record: Record[Figure], field: str, path: tuple[str | int, ...], review: Review) -> Iterator[Problem]:
    """The field is one with which the kind of each column names entities."""
    columns = record.value.domains.columns if record.value.domains is not None else ()
    kinds = dict.fromkeys(review.entities[c.entity].kind for c in columns if c.entity in review.entities)
    for kind in kinds:
        properties = review.kinds[kind].properties
        valid = [name for name, schema in properties.items() if _names_entities(schema)]
        if field not in valid:
            sentence = f"`{_spoken(path)}` is `{field}`, with which the kind {kind} names no entities"
            expected = one_of(valid, noun="fields that name entities")
            yield Problem("unknown-field", record.place(*path), sentence, expected, nearest_of(field, valid))


def _names_entities(schema: Any) -> bool:
    sample = ["x"] if isinstance(schema, dict) and schema.get("type") == "array" else "x"
    return any(True for _ in targets_of(sample, schema))


def _spoken(path: tuple[str | int, ...]) -> str:
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else (f".{step}" if words else step)
    return words
