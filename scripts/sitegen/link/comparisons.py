"""In: a comparison's record and Known; out: a problem for each id, field or place of it that does not resolve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model.comparison import ClaimRows, Comparison, NamedByColumn, QuantityRows
from ..model.review import Review
from ..problems import Location, Problem, nearest_of, one_of
from ..validate.records import Record
from .known import Known
from .pointers import references_in

#: For each sort of id in a column or in rows: the namespace that it belongs to.
_NAMESPACES = {
    "measure": "measures",
    "measures": "measures",
    "topic": "topics",
    "topics": "topics",
    "about": "entities",
    "units": "units",
    "named_by": "kinds",
}


def comparison_problems(record: Record[Comparison], review: Review, known: Known) -> Iterator[Problem]:
    """Everything that the rows and columns of a comparison name exists."""
    comparison = record.value
    kinds = _row_kinds(comparison, review, known)
    yield from _rows(record, review, known)
    for index, column in enumerate(comparison.columns):
        path = ("columns", index)
        if column.field is not None:
            yield from _field(column.field, kinds, review, record.place(*path, "field"), f"columns[{index}].field")
        if column.named_by is not None:
            yield from _named_by(record, (*path, "named-by"), column.named_by, kinds, review, known)
        if column.directions is not None and column.directions.through is not None:
            through = (*path, "directions", "through")
            yield from _named_by(record, through, column.directions.through, kinds, review, known)
        if column.entities is not None:
            yield from known.id("kinds", column.entities, record.place(*path, "entities"), f"columns[{index}].entities")
        for part in ("quantity", "claims", "count", "directions"):
            wanted = getattr(column, part)
            if wanted is not None:
                yield from _ids(record, (*path, part), wanted, known)
        if kinds:
            yield from _filter(record, (*path, "applies"), column.applies, kinds, review)
    yield from _own_ids(record)


def _row_kinds(comparison: Comparison, review: Review, known: Known) -> set[str]:
    kinds = {known.kind_of[entity] for entity in comparison.rows.entities if entity in known.kind_of}
    return (kinds | {comparison.rows.kind or ""}) & set(review.kinds)


def _rows(record: Record[Comparison], review: Review, known: Known) -> Iterator[Problem]:
    rows = record.value.rows
    for index, entity in enumerate(rows.entities):
        yield from known.id("entities", entity, record.place("rows", "entities", index), "rows.entities")
    if rows.kind is not None:
        yield from known.id("kinds", rows.kind, record.place("rows", "kind"), "rows.kind")
    if rows.kind in review.kinds:
        yield from _filter(record, ("rows", "where"), rows.where, {rows.kind}, review)
    for part in ("quantities", "claims"):
        wanted: QuantityRows | ClaimRows | None = getattr(rows, part)
        if wanted is not None:
            yield from _ids(record, ("rows", part), wanted, known)


def _ids(record: Record[Comparison], path: tuple[str | int, ...], wanted: Any, known: Known) -> Iterator[Problem]:
    """Each id in this part belongs to its namespace, and the place that it names holds a passage."""
    for name, namespace in _NAMESPACES.items():
        value, step = getattr(wanted, name, None), name.replace("_", "-")
        if isinstance(value, str):
            yield from known.id(namespace, value, record.place(*path, step), f"{_spoken(path)}.{step}")
        elif isinstance(value, tuple):
            for index, id_ in enumerate(value):
                at = record.place(*path, step, index)
                yield from known.id(namespace, id_, at, f"{_spoken(path)}.{step}[{index}]")
    if getattr(wanted, "within", None) is not None:
        yield from known.beginning(wanted.within, record.place(*path, "within"), f"{_spoken(path)}.within")


def _field(field: str, kinds: set[str], review: Review, at: Location, path: str) -> Iterator[Problem]:
    """At least one of the rows' kinds has the field; the rows of the others say `not applicable`."""
    valid = list(dict.fromkeys(name for kind in sorted(kinds) for name in review.kinds[kind].properties))
    if not kinds or field in valid:
        return
    others = sorted(kind.id for kind in review.kinds.values() if field in kind.properties)
    named = " or ".join(sorted(kinds))
    expected, near = one_of(valid, noun="fields"), nearest_of(field, valid)
    if others:
        sentence = (
            f"`{path}` is `{field}`, a field of the kind {' and '.join(others)}; the rows are of the kind {named}"
        )
        yield Problem("wrong-kind", at, sentence, expected, near)
    else:
        sentence = f"`{path}` is `{field}`, which the kind {named} does not have"
        yield Problem("unknown-field", at, sentence, expected, near)


def _filter(
    record: Record[Comparison],
    path: tuple[str | int, ...],
    wanted: Mapping[str, Sequence[str]],
    kinds: set[str],
    review: Review,
) -> Iterator[Problem]:
    """A filter names fields of the rows' kind, and values that these fields can have."""
    for field, values in wanted.items():
        at = record.node.at(*path).key(field).location
        found = list(_field(field, kinds, review, at, _spoken(path)))
        yield from found
        schemas = [review.kinds[kind].properties[field] for kind in kinds if field in review.kinds[kind].properties]
        valid = [value for schema in schemas for value in _values(schema, review)]
        for index, value in enumerate(values):
            if valid and value not in valid:
                sentence = f"`{_spoken(path)}.{field}` is '{value}', which the field cannot be"
                place = record.place(*path, field, index)
                yield Problem("invalid-choice", place, sentence, one_of(sorted(valid)), nearest_of(value, valid))


def _values(schema: Any, review: Review) -> list[str]:
    """The values that a field can have, where they are a closed list."""
    if not isinstance(schema, dict):
        return []
    if "enum" in schema:
        return list(schema["enum"])
    if isinstance(schema.get("refers-to"), str):
        return [entity.id for entity in review.entities.values() if entity.kind == schema["refers-to"]]
    return ["true", "false"] if schema.get("type") == "boolean" else _values(schema.get("items"), review)


def _named_by(
    record: Record[Comparison],
    path: tuple[str | int, ...],
    wanted: NamedByColumn,
    kinds: set[str],
    review: Review,
    known: Known,
) -> Iterator[Problem]:
    """The kind exists, and its field is one that names entities of a kind that the rows are of."""
    yield from known.id("kinds", wanted.kind, record.place(*path, "kind"), f"{_spoken(path)}.kind")
    if wanted.kind not in review.kinds or not kinds:
        return
    properties = review.kinds[wanted.kind].properties
    valid = [name for name, schema in properties.items() if {to for _, to in references_in(schema, ())} & kinds]
    if wanted.field not in valid:
        sentence = (
            f"`{_spoken(path)}.field` is `{wanted.field}`, with which the kind {wanted.kind} does not name the rows"
        )
        expected = one_of(valid, noun="fields that name them")
        yield Problem(
            "unknown-field", record.place(*path, "field"), sentence, expected, nearest_of(wanted.field, valid)
        )


def _own_ids(record: Record[Comparison]) -> Iterator[Problem]:
    """What the table says of its own columns names columns that it has."""
    comparison = record.value
    columns = [column.id for column in comparison.columns]
    if comparison.group is not None and comparison.group not in columns:
        yield _no_column("group", comparison.group, record.place("group"), columns)
    if comparison.sort is not None and comparison.sort.by not in (valid := ["name", *columns]):
        yield _no_column("sort.by", comparison.sort.by, record.place("sort", "by"), valid)


def _no_column(field: str, id_: str, at: Location, valid: Sequence[str]) -> Problem:
    sentence = f"`{field}` is '{id_}', which is not a column of the table"
    return Problem("unknown-id", at, sentence, one_of(valid, noun="columns"), nearest_of(id_, valid))


def _spoken(path: tuple[str | int, ...]) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text
