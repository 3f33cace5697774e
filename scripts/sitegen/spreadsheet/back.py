"""In: the table of claims, as text; out: the claims of each file, checked, with problems by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.claim import Claim
from ..problems import Location, Problem, SourceText, nearest_of, one_of
from ..read.nodes import Node
from ..validate.schemas import list_schema
from ..validate.shape import Shape
from .columns import BETWEEN, CLAIM, COLUMNS, NONE, NUMERIC, QUANTITY, nested, unguarded

_SHAPE = Shape(list_schema(Claim), "claim")


@dataclass
class _Row:
    """A row of the table: its number, and each cell's text."""

    file: SourceText
    number: int
    cells: Mapping[str, str]
    header: Sequence[str]
    #: Row and place in it → the cell as spreadsheets call it, for messages.
    named: dict[tuple[int, int], str] = field(default_factory=dict)

    def node(self, column: str, value: object) -> Node:
        """A value with the place of its cell: row, and where the cell begins in it."""
        line = self.file.lines[self.number - 1]
        text, place = self.cells.get(column, ""), self.header.index(column) if column in self.header else 0
        at = max(0, line.find(text, _begin(line, place)) if text else _begin(line, place)) + 1
        self.named[self.number, at] = f"{_letters(place)}{self.number}"
        return Node(self.file, self.number, at, max(1, len(text)), value, plain=column in NUMERIC)  # type: ignore[arg-type]


def _begin(line: str, place: int) -> int:
    """Where a cell begins at the earliest: behind as many commas; those inside cells make it stand later."""
    at = 0
    for _ in range(place):
        at = line.find(",", at) + 1
    return at


def _letters(place: int) -> str:
    """A column as spreadsheets call it: A, B … Z, AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def claims_of(path: str, text: str) -> tuple[dict[str, Node], list[Problem]]:
    """Each file's claims as nodes whose places are those of the table, and what is wrong with them."""
    rows, problems = _read(path, text)
    files: dict[str, list[Node]] = {}
    known: dict[str, Node] = {}
    for row in rows:
        id_ = row.cells["id"]
        if not id_:
            problems.append(Problem("missing-field", row.node("id", "").location, "the row has no `id`"))
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
            fix = "sort the table by `file` and `id`, so that each claim stands above its further quantities"
            at = row.node("id", "").location
            problems.append(Problem("unknown-id", at, f"no row above has the claim {id_} with its statement", fix=fix))
    found = {name: _list(rows[0], claims) for name, claims in files.items()}
    for name, node in found.items():
        if not name.startswith("data/claims/") or not name.endswith(".yml") or ".." in name:
            at = node.at(0).location
            problems.append(Problem("bad-value", at, f"`file` is '{name}'", "data/claims/<source>/<section>.yml"))
        problems += _SHAPE.check(node)[1]
    named = rows[0].named if rows else {}
    told = (_with_cell(problem, named) for problem in problems)
    return found, sorted(told, key=lambda problem: problem.order)


def _with_cell(problem: Problem, named: Mapping[tuple[int, int], str]) -> Problem:
    cell = named.get((problem.location.line, problem.location.column))
    return replace(problem, sentence=f"{problem.sentence} (cell {cell})") if cell else problem


def _read(path: str, text: str) -> tuple[list[_Row], list[Problem]]:
    """The rows, numbered as a spreadsheet does; the first is the header."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        records = [record for record in reader if record]
    except csv.Error as error:
        return [], [Problem("wrong-type", Location(SourceText(path, ()), reader.line_num), f"no table: {error}")]
    lines = [",".join(record).replace("\n", " ") for record in records]
    file = SourceText(path, tuple(lines))
    header = records[0] if records else []
    problems = []
    for name in header:
        if name not in COLUMNS:
            near = nearest_of(name, COLUMNS)
            at = Location(file, 1, max(0, lines[0].find(name)) + 1, max(1, len(name)))
            problems.append(Problem("unknown-field", at, f"`{name}` is not a column", one_of(COLUMNS), near))
    for name in ("file", "id", *(name for name, _ in CLAIM[:4])):
        if name not in header:
            problems.append(Problem("missing-field", Location(file), f"the column `{name}` is missing"))
    if problems:
        return [], problems
    empty = dict.fromkeys(COLUMNS, "")
    rows: list[_Row] = []
    named: dict[tuple[int, int], str] = {}
    for number, record in enumerate(records[1:], start=2):
        if len(record) > len(header):
            problems.append(Problem("wrong-type", Location(file, number), f"the row has {len(record)} cells"))
        cells = empty | {name: unguarded(text) for name, text in zip(header, record, strict=False)}
        rows.append(_Row(file, number, cells, header, named))
    return rows, problems


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
            parts = [] if text == NONE else text.split(BETWEEN)
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
