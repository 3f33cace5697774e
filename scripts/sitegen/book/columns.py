"""In: the words of a table and a measure of width; out: its columns, letter size and page orientation, or that none fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Width and height in points that a table may take on an upright and on a turned page.
PORTRAIT, LANDSCAPE = (439.0, 660.0), (700.0, 400.0)
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5)
#: Space left and right of the words in a cell, and slack for rounding.
_PAD = 8.6
#: A cell that would take more lines than this makes the table worth a turned page.
_LINES = 9
#: One line's height in sizes, and the space above and below a cell's lines.
_LEADING, _CELL = 1.3, 7.0
_BREAK = re.compile(r"(?<=[/–—-])(?=[^\d\s])|[^\S\u00a0]+")

#: The width of a text at a size, in bold or not.
Measure = Callable[[str, float, bool], float]


@dataclass(frozen=True)
class Plan:
    """How a table is set."""

    landscape: bool
    size: float
    widths: tuple[float, ...]


class TooWideError(Exception):
    """No plan fits; says which words are too wide, or which row is too high."""


def plan(header: Sequence[str], rows: Sequence[Sequence[str]], width: Measure, body_height: float = 1.0) -> Plan:
    """The first orientation and the largest size at which every word fits into its column and every row on a page.

    A cell's text may hold line breaks; `body_height` is the share of the page's height that a row may take.
    """
    columns = [[(header[index], True), *((row[index], index == 0) for row in rows)] for index in range(len(header))]
    last: Plan | None = None
    for landscape, (wide, high) in ((False, PORTRAIT), (True, LANDSCAPE)):
        for size in _SIZES:
            found = _fit(columns, size, wide, width)
            if found is None:
                continue
            lines = [_lines(columns, row, found, size, width) for row in range(len(rows) + 1)]
            tallest = max(lines) * size * _LEADING + _CELL
            if tallest > high * body_height:
                continue
            last = Plan(landscape, size, found)
            if max(lines) <= _LINES or landscape:
                return last
            break  # fits, but would be long and thin: see whether a turned page is kinder
    if last is not None:
        return last
    raise TooWideError(_reason(columns, width))


def _fit(columns: list[list[tuple[str, bool]]], size: float, wide: float, width: Measure) -> tuple[float, ...] | None:
    least = [
        _PAD + max(width(word, size, bold) for text, bold in column for word in _words(text)) for column in columns
    ]
    most = [
        _PAD + max(width(line, size, bold) for text, bold in column for line in text.split("\n")) for column in columns
    ]
    if sum(least) > wide:
        return None
    if sum(most) <= wide:
        spare = (wide - sum(most)) / len(most)
        return tuple(one + min(spare, 24.0) for one in most)
    wishes = [(b - a) ** 0.7 for a, b in zip(least, most, strict=True)]
    rest = wide - sum(least)
    # A column never gets more than it can use; what it leaves is shared by the others.
    widths = list(least)
    open_ = {index for index, wish in enumerate(wishes) if wish > 0}
    while open_ and rest > 0.01:
        share = rest / sum(wishes[index] for index in open_)
        full = {index for index in open_ if widths[index] + share * wishes[index] >= most[index]}
        if not full:
            for index in open_:
                widths[index] += share * wishes[index]
            break
        for index in full:
            rest -= most[index] - widths[index]
            widths[index] = most[index]
        open_ -= full
    return tuple(widths)


def _words(text: str) -> list[str]:
    return [word for word in _BREAK.split(text) if word] or [""]


def _lines(
    columns: list[list[tuple[str, bool]]], row: int, widths: tuple[float, ...], size: float, width: Measure
) -> int:
    most = 1
    for column, room in zip(columns, widths, strict=True):
        text, bold = column[row]
        count = sum(_wrapped(line, room - _PAD, size, bold, width) for line in text.split("\n"))
        most = max(most, count)
    return most


def _wrapped(line: str, room: float, size: float, bold: bool, width: Measure) -> int:
    """How many lines the words take; a space is counted with the word before it."""
    count, used = 1, 0.0
    space = width(" ", size, bold)
    for word in _words(line):
        its = width(word, size, bold)
        if used and used + its > room:
            count, used = count + 1, 0.0
        used += its + space
    return count


def _reason(columns: list[list[tuple[str, bool]]], width: Measure) -> str:
    size = _SIZES[-1]
    longest = [max((word for text, _ in column for word in _words(text)), key=len) for column in columns]
    needed = sum(_PAD + max(width(word, size, b) for t, b in c for word in _words(t)) for c in columns)
    if needed <= LANDSCAPE[0]:
        text = max((text for column in columns for text, _ in column), key=len)
        return f"a row is higher than a page; its longest cell begins “{text[:60]}”"
    word = max(longest, key=len)
    return (
        f"its {len(columns)} columns need {needed:.0f} points and a turned page has {LANDSCAPE[0]:.0f}; "
        f"the longest word is “{word[:60]}”"
    )
