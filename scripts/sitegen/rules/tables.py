"""In: a Review and its Records; out: problems of declared comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from ..link.selection import column_quantities, naming, row_claims, row_entities, row_quantities
from ..model.comparison import Column, Comparison
from ..model.review import Review
from ..problems import Problem, nearest_of, one_of
from ..validate.records import Record, Records

_COLUMN = ("field", "quantity", "claims", "named_by", "count", "directions", "shows", "entities")
_ROWS = ("entities", "kind", "quantities", "claims", "sources")
#: What a column can be, by what the rows are.
_FITTING = {
    "entities": ("field", "quantity", "claims", "named_by", "count", "directions"),
    "kind": ("field", "quantity", "claims", "named_by", "count", "directions"),
    "quantities": ("shows", "entities"),
    "claims": ("shows", "entities"),
    "sources": ("shows", "count"),
}
_OF_CLAIM = ("statement", "topic", "note", "document", "passage")
_OF_QUANTITY = (
    "value",
    "measure",
    "population",
    "endpoint",
    "denominator",
    "n",
    "interval",
    "time",
    "comparator",
    "country",
    "currency",
    "year",
    "perspective",
    "horizon",
)
_SHOWN = {
    "quantities": (*_OF_QUANTITY, *_OF_CLAIM),
    "claims": _OF_CLAIM,
    "sources": ("type", "license", "covers", "missing"),
}
#: Names of columns that the files for download have of their own.
RESERVED = ("id", "name", "group", "claim", "source", "passage", "citation", "appraisal", "address")


def _spoken(name: str) -> str:
    return name.replace("_", "-")


def column_is_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """A column has exactly one sort of content, one that its table's rows can have; its id is its own."""
    for record in records.by_folder["comparisons"]:
        seen: dict[str, int] = {}
        rows = next((name for name in _ROWS if getattr(record.value.rows, name)), None)
        fitting = _FITTING[rows] if rows else _COLUMN
        for index, column in enumerate(record.value.columns):
            given = [name for name in _COLUMN if getattr(column, name) is not None]
            at = record.place("columns", index, "id")
            expected = "exactly one of " + ", ".join(map(_spoken, fitting))
            if not given:
                yield Problem("missing-field", at, f"`columns[{index}]` says nothing about its content", expected)
            elif len(given) > 1:
                yield Problem("bad-value", at, f"`columns[{index}]` has {' and '.join(map(_spoken, given))}", expected)
            elif rows and given[0] not in fitting:
                place = record.node.at("columns", index).key(_spoken(given[0])).location
                sentence = f"`columns[{index}]` has {_spoken(given[0])}, which rows of {rows} cannot have"
                yield Problem("bad-value", place, sentence, expected)
            elif rows in _SHOWN and column.shows and column.shows not in _SHOWN[rows]:
                valid = _SHOWN[rows]
                sentence = f"`columns[{index}].shows` is `{column.shows}`, which rows of {rows} do not have"
                place = record.place("columns", index, "shows")
                yield Problem("invalid-choice", place, sentence, one_of(valid), nearest_of(column.shows, valid))
            if column.id in RESERVED:
                sentence = f"`columns[{index}].id` is '{column.id}', a name that every downloaded table has already"
                yield Problem("bad-value", at, sentence, f"an id other than {', '.join(RESERVED)}")
            if column.id in seen:
                sentence = f"`columns` has the id '{column.id}' twice; the first is on line {seen[column.id]}"
                yield Problem("duplicate-id", at, sentence, fix="give each its own id")
            else:
                seen[column.id] = at.line


def rows_are_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """The rows of a comparison are of one sort; a filter belongs to a kind."""
    for record in records.by_folder["comparisons"]:
        rows = record.value.rows
        given = [name for name in _ROWS if getattr(rows, name)]
        at = record.node.key("rows").location
        if len(given) != 1:
            sentence = f"`rows` has {' and '.join(given) or 'none of ' + ', '.join(_ROWS)}"
            yield Problem("bad-value" if given else "missing-field", at, sentence, "exactly one of " + ", ".join(_ROWS))
        elif rows.where and rows.kind is None:
            place = record.node.at("rows").key("where").location
            yield Problem("bad-value", place, f"`rows` filters {given[0]} with `where`", "`where` beside `kind` only")


def empty_comparison(review: Review, records: Records) -> Iterator[Problem]:
    """A comparison has at least one row."""
    for record in records.by_folder["comparisons"]:
        rows = record.value.rows
        if _row_ids(review, record.value):
            continue
        at = record.node.key("rows").location
        if rows.kind is not None and not any(entity.kind == rows.kind for entity in review.entities.values()):
            sentence = f"`rows` is empty: there is no {review.kinds[rows.kind].name} yet"
            yield Problem("empty-comparison", record.place("rows", "kind"), sentence, "at least one row")
        elif rows.kind is not None:
            sentence = f"`rows` is empty: no {review.kinds[rows.kind].name} passes the filter"
            yield Problem("empty-comparison", at, sentence, "at least one row")
        elif rows.quantities is not None:
            used = sorted({q.measure for claim in review.claims.values() for q in claim.quantities.values()})
            sentence = "`rows` is empty: no claim has such a quantity"
            yield Problem("empty-comparison", at, sentence, one_of(used, noun="measures that claims have"))
        elif rows.claims is not None:
            used = sorted({claim.topic for claim in review.claims.values()})
            sentence = "`rows` is empty: there is no such claim"
            yield Problem("empty-comparison", at, sentence, one_of(used, noun="topics that claims have"))


def mixed_units(review: Review, records: Records) -> Iterator[Problem]:
    """The numbers of a column, or of a column within each group, have one unit, or the units that `units` lists."""
    for record in records.by_folder["comparisons"]:
        comparison = record.value
        for index, column in enumerate(comparison.columns):
            if column.quantity is not None and not column.quantity.units:
                yield from _mixed_column(review, record, index, column)
            elif column.shows == "value" and comparison.rows.quantities is not None:
                yield from _mixed_rows(review, record, index)


def _mixed_column(review: Review, record: Record[Comparison], index: int, column: Column) -> Iterator[Problem]:
    assert column.quantity is not None
    units: dict[str, str] = {}
    for entity in row_entities(review, record.value):
        for claim, name in column_quantities(review, entity.id, column.quantity):
            units.setdefault(claim.quantities[name].unit, f"{claim.id}.{name}")
    if len(units) > 1:
        shown = ", ".join(f"{unit} ({where})" for unit, where in units.items())
        sentence = f"`columns[{index}].quantity` mixes units: {shown}"
        at = record.place("columns", index, "quantity", "measure")
        yield Problem("mixed-units", at, sentence, f"`units:` with those that the column shows, of {', '.join(units)}")


def _mixed_rows(review: Review, record: Record[Comparison], index: int) -> Iterator[Problem]:
    """Numbers sort within a group; a group by measure, or a table of one measure, has one unit or says so."""
    rows, group = record.value.rows.quantities, record.value.group
    assert rows is not None
    head = next((column for column in record.value.columns if column.id == group), None)
    by_measure = head is not None and head.shows == "measure"
    units: dict[str, dict[str, str]] = {}
    for claim, name in row_quantities(review, rows):
        quantity = claim.quantities[name]
        units.setdefault(quantity.measure if by_measure else "", {}).setdefault(quantity.unit, f"{claim.id}.{name}")
    for measure, found in units.items():
        if len(found) > 1 and not set(found) <= set(rows.units):
            shown = ", ".join(f"{unit} ({where})" for unit, where in found.items())
            where = f" for {measure}" if measure else ""
            sentence = f"`columns[{index}].shows` mixes units{where}: {shown}"
            at = record.place("columns", index, "shows")
            expected = "a `group` by a column that shows the measure, or `units` under `rows.quantities`"
            yield Problem("mixed-units", at, sentence, expected)


def note_without_place(review: Review, records: Records) -> Iterator[Problem]:
    """A footnote's mark stands at a column, a row or a cell of the table."""
    for record in records.by_folder["comparisons"]:
        comparison = record.value
        columns, rows = [column.id for column in comparison.shown_columns], _row_ids(review, comparison)
        places = {*columns, *rows, *(f"{row}.{column}" for row in rows for column in columns)}
        for index, note in enumerate(comparison.notes):
            for position, place in enumerate(note.on):
                if place not in places:
                    at = record.place("notes", index, "on", position)
                    sentence = f"`notes[{index}].on` is '{place}', which is neither a column, a row nor a cell"
                    expected = one_of([*columns, *rows], at.file.path, "columns and rows")
                    yield Problem("unknown-id", at, sentence, expected, nearest_of(place, sorted(places)))


def row_without_name(review: Review, records: Records) -> Iterator[Problem]:
    """A row of quantities or claims is about an entity of one of the kinds that name rows."""
    for record in records.by_folder["comparisons"]:
        rows = record.value.rows
        wanted = rows.quantities or rows.claims
        if wanted is None:
            continue
        pairs = (
            [(c, c.quantities[name]) for c, name in row_quantities(review, rows.quantities)] if rows.quantities else []
        )
        pairs += [(claim, None) for claim in row_claims(review, rows.claims)] if rows.claims else []
        nameless = [claim.id for claim, quantity in pairs if not naming(review, claim, quantity, wanted.named_by)]
        if nameless:
            part = "quantities" if rows.quantities else "claims"
            at = record.node.at("rows", part).key("named-by").location
            kinds = " or ".join(wanted.named_by)
            sentence = f"`rows.{part}.named-by` names no row for {', '.join(dict.fromkeys(nameless))}: about no {kinds}"
            valid = sorted({review.entities[id_].kind for claim in nameless for id_ in review.claims[claim].about})
            yield Problem("bad-value", at, sentence, one_of(valid, noun="kinds"))


def _row_ids(review: Review, comparison: Comparison) -> list[str]:
    rows = comparison.rows
    if rows.quantities is not None:
        return [f"{claim.id}.{name}" for claim, name in row_quantities(review, rows.quantities)]
    if rows.claims is not None:
        return [claim.id for claim in row_claims(review, rows.claims)]
    if rows.sources is not None:
        return list(review.sources)
    return [entity.id for entity in row_entities(review, comparison)]
