"""In: the declaration of shares; out: a bar for each, one of all together with what they leave open, and the data."""

from __future__ import annotations

from decimal import Decimal

from ...model.figure import Share, Shares
from .axis import Axis
from .legend import FLAG_LEGEND_HEIGHT, flag_legend
from .measure import BOLD, text_width
from .palette import series
from .shapes import (
    LABEL,
    LEADING,
    SMALL,
    Box,
    Drawing,
    Linked,
    Shape,
    Words,
    bold,
    flag,
    height_of,
    line,
    lines_of,
)
from .values import DataRow, DataTable, Facts, Value, plain

_BAR, _LINE = 18.0, 34.0
_NARROW = 500


def draw(facts: Facts, spec: Shares, width: float) -> Drawing:
    """One bar a share from a common start; below them all together, and the rest to the whole."""
    values = [facts.value(part.quantity) for part in spec.parts]
    narrow = width < _NARROW
    labels = [facts.name(part.entity, part.label) for part in spec.parts]
    label_width = 0.0 if narrow else min(max(text_width(label, LABEL) for label in labels) + 16, width * 0.36)
    room = max(text_width(value.text, LABEL) + (20 if value.doubted else 0) for value in values) + 10
    total = sum((value.quantity.value or Decimal(0) for value in values), Decimal(0))
    axis = Axis(0, float(max(total, spec.whole)), label_width, width - (2 if narrow else room))
    shapes: list[Shape] = []
    y = 4.0
    for index, (part, value) in enumerate(zip(spec.parts, values, strict=True)):
        shapes.append(_bar(facts, part, value, index, axis, y, narrow, width))
        y += 46 if narrow else _LINE
    drawn, y = _together(facts, spec, values, total, axis, y + 6, narrow, width)
    shapes += drawn
    if any(value.doubted for value in values):
        shapes += flag_legend(0, y + 18, facts.say)
        y += FLAG_LEGEND_HEIGHT + 2
    return Drawing(width, y + 4, tuple(shapes))


def _bar(
    facts: Facts, part: Share, value: Value, index: int, axis: Axis, y: float, narrow: bool, width: float
) -> Linked:
    label = facts.name(part.entity, part.label)
    top = y + (22 if narrow else 4)
    end = axis.at(value.quantity.value or 0)
    shapes: list[Shape] = [Box(axis.left, top, end - axis.left, _BAR, series(index))]
    if narrow:
        right = width - (20 if value.doubted else 0)
        shapes += [Words(0, y + 15, label), Words(right, y + 15, value.text, anchor="end")]
        shapes += flag(width - 15, y + 10) if value.doubted else ()
    else:
        baseline = top + _BAR / 2 + 4.8
        shapes += [Words(axis.left - 14, baseline, label, anchor="end"), Words(end + 9, baseline, value.text)]
        if value.doubted:
            shapes += flag(end + 14 + text_width(value.text, LABEL), baseline - 4.8)
    return Linked(value.card, f"{label}: {value.text} ({value.source_label})", tuple(shapes))


def _together(
    facts: Facts,
    spec: Shares,
    values: list[Value],
    total: Decimal,
    axis: Axis,
    y: float,
    narrow: bool,
    width: float,
) -> tuple[list[Shape], float]:
    """All shares end to end, what they add up to, and the rest as an empty field."""
    shapes: list[Shape] = [line((0, y), (width, y), "grid")]
    y += 10
    words, rest = sum_texts(facts, spec, values, total)
    label_width = axis.left - 14
    if narrow:
        shapes += lines_of(spec.total, 0, y + 15, width, weight=BOLD)
        y += height_of(spec.total, width, LABEL, BOLD) + 6
    else:
        height = height_of(spec.total, label_width, LABEL, BOLD)
        start = y + 24 + LABEL - height / 2
        shapes += lines_of(spec.total, label_width, start, label_width, weight=BOLD, anchor="end")
        y += 6
    x = axis.left
    for index, value in enumerate(values):
        end = x + axis.at(value.quantity.value or 0) - axis.left
        shapes.append(Box(x + 0.75, y, end - x - 1.5, 30, series(index)))
        text = facts.review.writing.number(value.quantity.value or Decimal(0))
        if end - x > text_width(text, SMALL, BOLD) + 6:
            shapes.append(Words((x + end) / 2, y + 19.4, text, "on", SMALL, BOLD, "middle"))
        x = end
    whole = axis.at(spec.whole)
    if rest:
        shapes.append(Box(x + 1.5, y + 0.75, whole - x - 2.25, 28.5, "", "rule", 1.5, dash="4 3"))
    y += 30
    shapes += [bold(axis.left, y + 19, words)]
    if rest:
        told = f"{rest} {spec.rest}"
        space = whole - axis.left - text_width(words, LABEL, BOLD) - 20
        if text_width(told, SMALL) <= space:
            shapes.append(Words(whole, y + 18, told, "soft", SMALL, anchor="end"))
        else:
            more = lines_of(told, axis.left, y + 19 + LABEL * LEADING, whole - axis.left, fill="soft", size=SMALL)
            shapes += more
            y = more[-1].y - 18
    return shapes, y + 26


def sum_texts(facts: Facts, spec: Shares, values: list[Value], total: Decimal) -> tuple[str, str]:
    """What the shares add up to, and what is left to the whole, both computed; `about` when one of them is."""
    before, after = facts.unit_pattern(spec.unit)
    writing = facts.review.writing
    bound = "about" if any(value.quantity.bound != "exact" for value in values) else "exact"
    rest = spec.whole - total
    left = writing.bounded(f"{before}{writing.number(rest)}{after}", bound) if rest > 0 else ""
    return facts.say(f"Sum: {writing.bounded(f'{before}{writing.number(total)}{after}', bound)}"), left


def table(facts: Facts, figure: str, spec: Shares) -> DataTable:
    """Each share, their computed sum, and the rest."""
    values = [facts.value(part.quantity) for part in spec.parts]
    rows = [
        DataRow(
            f"{figure}.{value.pointer}",
            (
                (facts.entity_entry(part.entity, part.label),),
                (facts.value_entry(value),),
                plain(value.quantity.endpoint),
                plain(value.quantity.denominator),
                plain(value.source_label),
            ),
            value.doubted,
        )
        for part, value in zip(spec.parts, values, strict=True)
    ]
    total = sum((value.quantity.value or Decimal(0) for value in values), Decimal(0))
    words, rest = sum_texts(facts, spec, values, total)
    ours = plain("computed by the editors")
    empty = plain("–")
    rows.append(DataRow(f"{figure}.sum", (plain(spec.total), plain(words), empty, empty, ours)))
    if rest:
        rows.append(DataRow(f"{figure}.rest", (plain(spec.rest.capitalize()), plain(rest), empty, empty, ours)))
    return DataTable(("What", "Share", "Endpoint", "Denominator", "Source"), tuple(rows))
