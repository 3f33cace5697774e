"""In: a Review and its Records; out: problems of declared comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records

_COLUMN = ("field", "quantity", "claims", "named_by")
_ROWS = ("entities", "kind")


def _spoken(name: str) -> str:
    return name.replace("_", "-")


def column_is_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """A column is a field, quantities or claims: exactly one of the three; a column's id occurs once."""
    for record in records.by_folder["comparisons"]:
        seen: dict[str, int] = {}
        for index, column in enumerate(record.value.columns):
            given = [name for name in _COLUMN if getattr(column, name) is not None]
            at = record.place("columns", index, "id")
            expected = "exactly one of " + ", ".join(_spoken(name) for name in _COLUMN)
            if not given:
                yield Problem("missing-field", at, f"`columns[{index}]` says nothing about its content", expected)
            elif len(given) > 1:
                yield Problem("bad-value", at, f"`columns[{index}]` has {' and '.join(map(_spoken, given))}", expected)
            if column.id in seen:
                sentence = f"`columns` has the id '{column.id}' twice; the first is on line {seen[column.id]}"
                yield Problem("duplicate-id", at, sentence, fix="give each its own id")
            else:
                seen[column.id] = at.line


def rows_are_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """The rows of a comparison are a list of entities or all entities of a kind, and there is at least one."""
    for record in records.by_folder["comparisons"]:
        rows = record.value.rows
        given = [name for name in _ROWS if getattr(rows, name)]
        at = record.node.key("rows").location
        if len(given) != 1:
            sentence = f"`rows` has {' and '.join(given) or 'neither entities nor kind'}"
            yield Problem("bad-value" if given else "missing-field", at, sentence, "exactly one of " + ", ".join(_ROWS))
        elif rows.kind in review.kinds and records.complete and not _members(review, rows.kind):
            sentence = f"`rows` is empty: there is no {review.kinds[rows.kind].name} yet"
            yield Problem("bad-value", record.place("rows", "kind"), sentence, "at least one row")


def _members(review: Review, kind: str) -> list[str]:
    return [entity.id for entity in review.entities.values() if entity.kind == kind]
