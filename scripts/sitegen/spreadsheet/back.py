"""In: the table of claims, as text; out: the claims of each file, checked, with problems by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.claim import Claim
from ..problems import Location, Problem, SourceText, shown
from ..read.nodes import Node
from ..validate.schemas import list_schema
from ..validate.shape import Shape
from .columns import CLAIM, COLUMNS, NONE, NUMERIC, QUANTITY, nested, unguarded
from .present import COMMA, DATE, POWER, Present, misread
from .table import table_of

_SHAPE = Shape(list_schema(Claim), "claim")
#: Between the parts of a list, with or without its blank, or a line each.
_BETWEEN = re.compile(r"\s*[;\n]\s*")


@dataclass
class _Row:
    """A row of the table: its number, and each cell's text."""

    file: SourceText
    number: int
    cells: Mapping[str, str]
    #: Where each column's cell begins in the line, and how many columns stand before it.
    begins: Mapping[str, tuple[int, int]]
    #: Row and place in it → the cell as spreadsheets call it, for messages.
    named: dict[tuple[int, int], str] = field(default_factory=dict)

    def node(self, column: str, value: object) -> Node:
        """A value with the place of its cell: row, and where the cell begins in it."""
        begin, place = self.begins.get(column, (0, 0))
        width = max(1, len(self.cells.get(column, "")))
        self.named[self.number, begin + 1] = f"{_letters(place)}{self.number}"
        return Node(self.number, begin + 1, width, value, plain=column in NUMERIC, file=self.file)  # type: ignore[arg-type]


def _letters(place: int) -> str:
    """A column as spreadsheets call it: A, B … Z, AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def claims_of(
    path: str, text: str, before: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
) -> tuple[dict[str, Node], list[Problem]]:
    """Each file's claims as nodes whose places are those of the table, and what is wrong with them.

    `before` are the claims as they are: what a spreadsheet made of one of their cells unasked is told by it.
    """
    rows, problems = _read(path, text)
    present = Present.of(before or {})
    files: dict[str, list[Node]] = {}
    known: dict[str, Node] = {}
    # Each claim's own row first: a table that was sorted may have further quantities above it.
    for row in sorted(rows, key=lambda row: not any(row.cells[name] for name, _ in CLAIM)):
        problems += _turned(row, present)
        id_ = row.cells["id"]
        if not id_:
            fix = "`review new claim` prints a fresh one for a claim that is new"
            problems.append(Problem("missing-field", row.node("id", "").location, "the row has no `id`", fix=fix))
        elif any(row.cells[name] for name, _ in CLAIM):
            if id_ in known:
                problems.append(_twice(row, id_))
                continue
            known[id_] = _claim(row)
            files.setdefault(row.cells["file"], []).append(known[id_])
            _quantity(known[id_], row)
        elif id_ in known:
            _quantity(known[id_], row)
        else:
            fix = "put the row with the claim’s statement back, or take this one out"
            at = row.node("id", "").location
            problems.append(Problem("unknown-id", at, f"no row has the claim {id_} with its statement", fix=fix))
    found = {name: _list(rows[0], claims) for name, claims in files.items()}
    for name, node in found.items():
        if not name.startswith("data/claims/") or not name.endswith(".yml") or ".." in name:
            at = node.at(0).location
            problems.append(Problem("bad-value", at, f"`file` is '{name}'", "data/claims/<source>/<section>.yml"))
        problems += _SHAPE.check(node)[1]
    named = rows[0].named if rows else {}
    problems += _lost_columns(path, rows, present)
    told = (_with_cell(problem, named) for problem in problems)
    return found, sorted(told, key=lambda problem: problem.order)


def _with_cell(problem: Problem, named: Mapping[tuple[int, int], str]) -> Problem:
    cell = named.get((problem.location.line, problem.location.column))
    return replace(problem, sentence=f"{problem.sentence} (cell {cell})") if cell else problem


def _read(path: str, text: str) -> tuple[list[_Row], list[Problem]]:
    table, problems = table_of(path, text)
    if table is None:
        return [], problems
    empty = dict.fromkeys(COLUMNS, "")
    named: dict[tuple[int, int], str] = {}
    rows: list[_Row] = []
    for number, record in table.rows:
        starts = [0]
        for cell in record:
            starts.append(starts[-1] + len(cell) + 1)
        begins = {name: (starts[min(place, len(record))], place) for name, place in table.columns.items()}
        cells = {name: unguarded(record[place]) for name, place in table.columns.items() if place < len(record)}
        rows.append(_Row(table.file, number, empty | cells, begins, named))
    return rows, problems


def _turned(row: _Row, present: Present) -> Iterator[Problem]:
    """Cells that a spreadsheet changed by itself: a number or a range became a date, letters were read as others."""
    for column, cell in row.cells.items():
        if not cell or cell in present.texts:
            continue
        at = row.node(column, "").location
        if column not in ("file", "id") and DATE.fullmatch(cell):
            fix = "format the column as text before opening the file, and write the cell again"
            yield Problem(
                "bad-value", at, f"`{column}` is '{cell}', which a spreadsheet makes of other numbers", fix=fix
            )
        elif column in NUMERIC and POWER.fullmatch(cell):
            sentence = f"`{column}` is '{cell}': the spreadsheet shortened the number"
            yield Problem("bad-value", at, sentence, "all its digits")
        elif column in NUMERIC and COMMA.fullmatch(cell):
            sentence = f"`{column}` is '{cell}', with a comma"
            yield Problem("bad-value", at, sentence, "digits, and a point before decimals", cell.replace(",", "."))
        elif misread(cell):
            fix = "open the file again as UTF-8 (in Excel: Data, From Text/CSV, 65001: Unicode)"
            yield Problem("bad-value", at, f"the letters of `{column}` were read in another encoding", fix=fix)


def _lost_columns(path: str, rows: Sequence[_Row], present: Present) -> Iterator[Problem]:
    """A column that was deleted, though claims of the table have something in it."""
    ids = {row.cells["id"] for row in rows}
    for name in COLUMNS[2:] if rows else ():
        held = sorted(ids & present.filled.get(name, set()))
        if held and name not in rows[0].begins:
            sentence = f"the column `{name}` is missing, in which {shown(', '.join(held))} has something"
            fix = "put the column back; an empty cell in it takes out what it held"
            yield Problem("missing-field", Location(SourceText(path, ())), sentence, fix=fix)


def _claim(row: _Row) -> Node:
    value = {"id": row.node("id", row.cells["id"])} | dict(_fields(row, CLAIM))
    return _mapping(row, "id", value)


def _quantity(claim: Node, row: _Row) -> None:
    """Add the row's quantity to its claim."""
    name = row.cells["quantity"]
    fields = dict(_fields(row, QUANTITY))
    if not name and not fields:
        return
    value: dict[str, Node] = {}
    for column, node in fields.items():
        head, *rest = nested(column)
        if rest:
            value.setdefault(head, _mapping(row, column, {})).value[rest[0]] = node  # type: ignore[index,call-overload]
        else:
            value[head] = node
    assert isinstance(claim.value, dict)
    quantities = claim.value.setdefault("quantities", _mapping(row, "quantity", {}))
    quantities.value[name] = _mapping(row, "quantity", value)  # type: ignore[index,call-overload]
    quantities.keys[name] = row.node("quantity", name)


def _fields(row: _Row, columns: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, Node]]:
    for name, is_list in columns:
        text = row.cells[name]
        if text and is_list:
            parts = [] if text.casefold() == NONE else [part for part in _BETWEEN.split(text) if part]
            yield name, row.node(name, [row.node(name, part) for part in parts])
        elif text:
            yield name, row.node(name, text)


def _mapping(row: _Row, column: str, value: dict[str, Node]) -> Node:
    node = row.node(column, value)
    node.keys = dict(value)
    return node


def _list(row: _Row, claims: list[Node]) -> Node:
    return row.node("file", claims)


def _twice(row: _Row, id_: str) -> Problem:
    sentence = f"the claim {id_} has its statement twice"
    fix = "leave the columns of the claim empty in the rows of its further quantities"
    return Problem("duplicate-id", row.node("id", "").location, sentence, fix=fix)
