"""In: a Review and a Comparison; out: its Table, each cell with its statements, citations and claims."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..link.selection import naming, row_claims, row_entities, row_quantities
from ..model.comparison import Column, Comparison
from ..model.review import Review
from .addresses import comparison_path, entity_target, source_path
from .mentions import Mentions
from .page import Cell, Footnote, Head, Row, Table, Target, Views
from .table_cells import Subject, cell_of, sort_of

_NAME = "name"


def table_of(review: Review, views: Views, mentions: Mentions, comparison: Comparison) -> Table:
    """Build the table that a comparison declares."""
    home = Target(comparison.title, comparison_path(comparison.id))
    notes = {note.id: chr(ord("a") + index) for index, note in enumerate(comparison.notes)}
    rows = [
        _row(review, views, mentions, comparison, subject, notes) for subject in subjects_of(review, views, comparison)
    ]
    heads = {column.id: _head(review, comparison, column, notes) for column in comparison.columns}
    shown = [column.id for column in comparison.shown_columns]
    return Table(
        comparison.id,
        comparison.title,
        comparison.caption,
        comparison.row_heading,
        tuple(heads[id_] for id_ in shown),
        tuple(_in_order(comparison, heads, shown, rows)),
        home,
        heads[comparison.group] if comparison.group else None,
        tuple(Footnote(f"{comparison.id}.note-{note.id}", notes[note.id], note.text) for note in comparison.notes),
        (comparison.sort.by, comparison.sort.order) if comparison.sort else None,
    )


def subjects_of(review: Review, views: Views, comparison: Comparison) -> list[Subject]:
    """What the rows are about, in the order in which the declaration gives them."""
    rows = comparison.rows
    if rows.quantities is not None:
        kinds = rows.quantities.named_by
        return [
            Subject(
                f"{claim.id}.{name}",
                tuple(entity_target(review, id_) for id_ in naming(review, claim, claim.quantities[name], kinds)),
                claim=claim,
                quantity=name,
            )
            for claim, name in row_quantities(review, rows.quantities)
        ]
    if rows.claims is not None:
        return [
            Subject(
                claim.id,
                tuple(entity_target(review, id_) for id_ in naming(review, claim, None, rows.claims.named_by)),
                claim=claim,
            )
            for claim in row_claims(review, rows.claims)
        ]
    if rows.sources is not None:
        return [
            Subject(source.id, (Target(source.label, source_path(source)),), source=source)
            for source in review.sources.values()
        ]
    entities = row_entities(review, comparison)
    return [Subject(entity.id, (entity_target(review, entity.id),), entity=entity) for entity in entities]


def column_entities(comparison: Comparison) -> list[str]:
    """The entities that columns are about."""
    wanted = (
        part.about for column in comparison.columns for part in (column.quantity, column.claims) if part is not None
    )
    return [entity for entity in wanted if entity is not None]


def _head(review: Review, comparison: Comparison, column: Column, notes: dict[str, str]) -> Head:
    return Head(
        column.id,
        column.title,
        sort_of(review, comparison, column),
        column.filter,
        _marks(comparison, notes, column.id),
    )


def _row(
    review: Review,
    views: Views,
    mentions: Mentions,
    comparison: Comparison,
    subject: Subject,
    notes: dict[str, str],
) -> Row:
    id_ = f"{comparison.id}.{subject.id}"
    cells: dict[str, Cell] = {}
    for column in comparison.columns:
        marks = _marks(comparison, notes, f"{subject.id}.{column.id}")
        cells[column.id] = cell_of(
            review, views, mentions, column, subject, f"{id_}.{column.id}", column.empty or comparison.empty, marks
        )
    header, *others = subject.named or (Target(comparison.empty, ""),)
    group = cells.pop(comparison.group).words if comparison.group else ""
    return Row(id_, header, tuple(cells.values()), tuple(others), group, _marks(comparison, notes, subject.id))


def _marks(comparison: Comparison, notes: dict[str, str], place: str) -> tuple[Target, ...]:
    path = comparison_path(comparison.id)
    return tuple(
        Target(notes[note.id], path, f"{comparison.id}.note-{note.id}") for note in comparison.notes if place in note.on
    )


def _in_order(comparison: Comparison, heads: dict[str, Head], shown: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """The rows by group, and within a group as `sort` says; empty cells come last either way."""
    ordered = list(rows)
    if comparison.sort is not None:
        falling = comparison.sort.order == "descending"
        by = comparison.sort.by
        if by == _NAME:
            ordered.sort(key=lambda row: row.name.casefold(), reverse=falling)
        elif by in shown:
            index, sort = shown.index(by), heads[by].sort
            full = [row for row in ordered if row.cells[index].entries]
            empty = [row for row in ordered if not row.cells[index].entries]
            full.sort(key=lambda row: _key(row.cells[index], sort, falling), reverse=falling)
            ordered = full + empty
    if comparison.group is None:
        return ordered
    names = list(dict.fromkeys(row.group for row in rows))
    if comparison.group != _measure_column(comparison):
        names.sort(key=lambda name: (name == comparison.empty, name.casefold()))
    return [row for name in names for row in ordered if row.group == name]


def _measure_column(comparison: Comparison) -> str | None:
    """The column that shows the measure: groups by it stand in the order in which the rows ask for measures."""
    return next((column.id for column in comparison.columns if column.shows == "measure"), None)


def _key(cell: Cell, sort: str, falling: bool) -> tuple[Decimal | str, ...]:
    if sort == "number":
        numbers = tuple(Decimal(part) for part in cell.sort.split())
        return tuple(reversed(numbers)) if falling else numbers
    return (cell.sort or cell.words.casefold(),)
