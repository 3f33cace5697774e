"""In: a table as some spreadsheet saved it; out: its columns and rows, numbered as a spreadsheet does, and problems.

Cells are parted by commas, semicolons (where a comma is in numbers) or tabs; the header tells which. Rows and columns
without anything in them are passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..problems import Location, Problem, SourceText, nearest_of, one_of
from .columns import CLAIM, COLUMNS

_PARTED = (",", ";", "\t")


@dataclass(frozen=True)
class Table:
    """The lines as messages show them, the place of each column, and the rows by number."""

    file: SourceText
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, list[str]]]


def table_of(path: str, text: str) -> tuple[Table | None, list[Problem]]:
    """The table, or what makes it none."""
    text = text.removeprefix("\ufeff")
    if text[:4].lower() == "sep=":  # a hint that Excel reads, and some programs write
        text = text.partition("\n")[2]
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_PARTED, key=head.count), strict=True)
    try:
        records = [[cell.replace("\r\n", "\n") for cell in record] for record in reader]
    except csv.Error as error:
        return None, [Problem("wrong-type", Location(SourceText(path, ()), reader.line_num), f"no table: {error}")]
    file = SourceText(path, tuple(",".join(record).replace("\n", " ") for record in records))
    header = [name.strip() for name in records[0]] if records else []
    rows = [(number, record) for number, record in enumerate(records[1:], start=2) if any(map(str.strip, record))]
    problems = _of_header(file, header)
    for number, record in rows:
        beyond = [cell for place, cell in enumerate(record) if cell.strip() and not _name(header, place)]
        if beyond:
            sentence = f"the row has {len(record)} cells, and '{beyond[0]}' stands below no heading"
            problems.append(Problem("wrong-type", Location(file, number), sentence))
    places = {name: place for place, name in enumerate(header) if name}
    return (None if problems else Table(file, places, rows)), problems


def _name(header: Sequence[str], place: int) -> str:
    return header[place] if place < len(header) else ""


def _of_header(file: SourceText, header: Sequence[str]) -> list[Problem]:
    problems = []
    for place, name in enumerate(header):
        at = Location(file, 1, sum(len(other) + 1 for other in header[:place]) + 1, max(1, len(name)))
        if name and name not in COLUMNS:
            near = nearest_of(name, COLUMNS)
            problems.append(Problem("unknown-field", at, f"`{name}` is not a column", one_of(COLUMNS), near))
        elif name and name in header[:place]:
            problems.append(Problem("duplicate-key", at, f"the column `{name}` is there twice"))
    for name in ("file", "id", *(name for name, _ in CLAIM[:4])):
        if name not in header:
            problems.append(Problem("missing-field", Location(file), f"the column `{name}` is missing"))
    return problems
