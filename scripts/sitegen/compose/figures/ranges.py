"""In: the declaration of a range chart; out: its drawing at a width, and the data behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.claim import NOT_STATED
from ...model.figure import RangeGroup, RangeRow, Ranges
from .axis import Axis, ends, tick_text
from .legend import FLAG_LEGEND_HEIGHT, flag_legend, source_legend
from .measure import text_width, wrapped
from .palette import series
from .shapes import LABEL, LEADING, SMALL, Drawing, Linked, Path, Shape, Words, bold, flag, line, lines_of, mark, path
from .values import DataRow, DataTable, Facts, Value, plain

#: The height of a line with a value; the target of its link is as high.
_LINE = 26.0
#: Below this width, labels stand above their lines instead of beside them.
_NARROW = 500
_DETAILS = {
    "measure": "Measure",
    "population": "Population",
    "endpoint": "Endpoint",
    "denominator": "Denominator",
    "comparator": "Compared with",
    "time": "Time",
    "country": "Country",
    "perspective": "Perspective",
    "horizon": "Horizon",
}


@dataclass(frozen=True)
class _Sheet:
    """What every row needs to know: the columns, the axis, and which details are printed."""

    facts: Facts
    details: tuple[str, ...]
    width: float
    label_width: float
    axis: Axis
    ticks: tuple[tuple[float, str], ...]
    is_narrow: bool


def values_of(spec: Ranges) -> Iterator[str]:
    """Every quantity that is drawn."""
    return (pointer for group in spec.groups for row in group.rows for pointer in row.quantities)


def draw(facts: Facts, spec: Ranges, width: float) -> Drawing:
    """Groups of rows under one axis."""
    values = [facts.value(pointer) for pointer in values_of(spec)]
    sheet = _sheet(facts, spec, values, width)
    legend, y = source_legend(values, width)
    shapes: list[Shape] = list(legend)
    top = y + 34 + (len(_axis_title(sheet, spec, values)) - 1) * SMALL * LEADING
    body: list[Shape] = []
    y = top
    for group in spec.groups:
        title = facts.name(group.entity, group.label)
        if title:
            y += 12 if y > top else 2
            body += [line((0, y), (width, y), "grid"), bold(0, y + 19, title)]
            y += 26
        first = y
        for row in group.rows:
            drawn, y = _row(sheet, row, y)
            body += drawn
        if not sheet.is_narrow:
            shapes += [line((x, first), (x, y), "grid") for x, _ in sheet.ticks]
    shapes += _axis(sheet, spec, values, top)
    shapes += body
    y += 6
    if any(value.doubted for value in values):
        shapes += flag_legend(0, y + 16, facts.say)
        y += FLAG_LEGEND_HEIGHT
    return Drawing(width, y, tuple(shapes))


def _sheet(facts: Facts, spec: Ranges, values: list[Value], width: float) -> _Sheet:
    is_narrow = width < _NARROW
    labels = [facts.name(row.entity, row.label) for group in spec.groups for row in group.rows]
    value_width = max(text_width(value.text, LABEL) + (18 if value.doubted else 0) for value in values)
    longest = max(text_width(label, LABEL) for label in labels)
    label_width = 0.0 if is_narrow else min(max(longest, 90 if not spec.details else 190), width * 0.36)
    left = 6 if is_narrow else label_width + 22
    right = width - 16 if is_narrow else width - value_width - 22
    ends_ = [float(end) for value in values for end in _ends(value)]
    start, end = ends(min(ends_), max(ends_), spec.scale == "log")
    start = float(spec.start) if spec.start is not None else start
    end = float(spec.end) if spec.end is not None else end
    axis = Axis(start, end, left, right, spec.scale == "log")
    return _Sheet(facts, spec.details, width, label_width, axis, _ticks(facts, spec, axis), is_narrow)


def _ends(value: Value) -> Iterator[float]:
    quantity = value.quantity
    for end in (quantity.value, quantity.low, quantity.high):
        if end is not None:
            yield float(end)
    if quantity.interval is not None:
        yield from (float(quantity.interval.low), float(quantity.interval.high))


def _ticks(facts: Facts, spec: Ranges, axis: Axis) -> tuple[tuple[float, str], ...]:
    """Where the axis has its ticks, and their words."""
    before, after = facts.unit_pattern(spec.unit)
    widest = max(text_width(tick_text(end, before, after), SMALL) for end in (axis.start, axis.end))
    ticks = axis.ticks(max(2, int((axis.right - axis.left) / (widest + 22)) + 1))
    return tuple((axis.at(tick), tick_text(tick, before, after)) for tick in ticks)


def _axis_title(sheet: _Sheet, spec: Ranges, values: list[Value]) -> tuple[str, ...]:
    """What is measured, in which unit, in lines."""
    measures = dict.fromkeys(sheet.facts.review.measures[value.quantity.measure].name for value in values)
    unit = sheet.facts.review.units[spec.unit].name
    title = f"{', '.join(measures)} ({unit}{', logarithmic scale' if sheet.axis.is_log else ''})"
    return wrapped(title, sheet.width - (0 if sheet.is_narrow else sheet.axis.left), SMALL)


def _axis(sheet: _Sheet, spec: Ranges, values: list[Value], top: float) -> list[Shape]:
    """What is measured, and the words of the ticks."""
    left = 0 if sheet.is_narrow else sheet.axis.left
    title = _axis_title(sheet, spec, values)
    first = top - 24 - (len(title) - 1) * SMALL * LEADING
    shapes: list[Shape] = [
        Words(left, first + n * SMALL * LEADING, text, "soft", SMALL) for n, text in enumerate(title)
    ]
    for index, (at, text) in enumerate(sheet.ticks):
        half = text_width(text, SMALL) / 2
        x = max(at, half) if index == 0 else min(at, sheet.width - half)
        shapes.append(Words(x, top - 6, text, "soft", SMALL, anchor="middle"))
    return shapes


def _row(sheet: _Sheet, row: RangeRow, y: float) -> tuple[list[Shape], float]:
    """The lines of a row, one a value; the details of several are not said twice."""
    label, said = sheet.facts.name(row.entity, row.label), ""
    shapes: list[Shape] = []
    for index, pointer in enumerate(row.quantities):
        value = sheet.facts.value(pointer)
        details = _details(sheet, value)
        shown = label if index == 0 else ""
        line_of_value = _narrow_line if sheet.is_narrow else _wide_line
        drawn, y = line_of_value(sheet, shown, label, "" if details == said else details, value, y)
        shapes += drawn
        said = details
    return shapes, y + (4 if sheet.is_narrow else 0)


def _wide_line(
    sheet: _Sheet, shown: str, label: str, details: str, value: Value, y: float
) -> tuple[list[Shape], float]:
    """The label and its details at the left; the value on the line of the label, or of its details."""
    room = sheet.label_width - 10
    texts = list(lines_of(shown, 10, y + 17, room)) if shown else []
    height = texts[-1].y - y if texts else 1.0
    if details:
        more = lines_of(details, 10, y + height + 16, room, fill="soft", size=SMALL)
        texts += more
        height = more[-1].y - y
    return [*texts, _line(sheet, label, value, y + 13)], y + max(_LINE, height + 9)


def _narrow_line(
    sheet: _Sheet, shown: str, label: str, details: str, value: Value, y: float
) -> tuple[list[Shape], float]:
    """The label and the value on one line, the details below, then the line itself."""
    room = sheet.width - text_width(value.text, LABEL) - (34 if value.doubted else 16)
    texts = list(lines_of(shown, 0, y + 17, room)) if shown else []
    height = texts[-1].y - y if texts else 1.0
    if details:
        more = lines_of(details, 0, y + height + 16, sheet.width if texts else room, fill="soft", size=SMALL)
        texts += more
        height = more[-1].y - y
    here = y + max(height, 17) + 14
    return [*texts, _line(sheet, label, value, here, words_at=y + 17)], here + 12


def _details(sheet: _Sheet, value: Value) -> str:
    """What is printed of a value below its label; what is not stated stands in the table."""
    found = [_detail(sheet.facts, value, name) for name in sheet.details]
    return "; ".join(dict.fromkeys(detail for detail in found if detail and not detail.startswith(NOT_STATED)))


def _detail(facts: Facts, value: Value, name: str) -> str:
    if name == "measure":
        return facts.review.measures[value.quantity.measure].name
    return str(getattr(value.quantity, name) or NOT_STATED)


def _line(sheet: _Sheet, label: str, value: Value, y: float, words_at: float | None = None) -> Linked:
    """One value on its line, with its words at the right; all of it leads to the claim."""
    axis, color = sheet.axis, series(value.source)
    quantity = value.quantity
    shapes: list[Shape] = []
    if sheet.is_narrow:
        shapes.append(line((axis.left, y), (axis.right, y), "grid"))
        shapes += [line((x, y - 4), (x, y + 4), "grid") for x, _ in sheet.ticks]
    else:
        shapes.append(line((axis.left, y), (axis.right, y), "grid", 1, "1 3"))
    if quantity.interval is not None:
        shapes += _interval(axis.at(quantity.interval.low), axis.at(quantity.interval.high), y)
    if quantity.value is not None:
        x = axis.at(quantity.value)
        shapes += _bound(quantity.bound, x, y, axis, color)
        shapes.append(mark(value.source, x, y, 12, color))
    elif quantity.low is not None and quantity.high is not None:
        low, high = axis.at(quantity.low), axis.at(quantity.high)
        shapes.append(Path(path("M", low, y, "L", high, y), "", color, 5.0))
        shapes += [mark(value.source, low, y, 11, color), mark(value.source, high, y, 11, color)]
    baseline = words_at or y + 4.8
    words = Words(sheet.width - (18 if value.doubted else 0), baseline, value.text, size=LABEL, anchor="end")
    shapes.append(words)
    if value.doubted:
        shapes += flag(sheet.width - 14, baseline - 4.8)
    return Linked(value.card, f"{label}: {value.text} ({value.source_label})", tuple(shapes))


def _interval(low: float, high: float, y: float) -> Iterable[Shape]:
    return (
        Path(
            path("M", low, y, "L", high, y, "M", low, y - 4, "L", low, y + 4, "M", high, y - 4, "L", high, y + 4),
            "",
            "rule",
            1.5,
        ),
    )


def _bound(bound: str, x: float, y: float, axis: Axis, color: str) -> Iterable[Shape]:
    """An open value points to where it may lie further."""
    if bound in ("more-than", "at-least"):
        tip = min(x + 30, axis.right + 8)
        return (
            Path(path("M", x, y, "L", tip, y, "M", tip - 6, y - 5, "L", tip, y, "L", tip - 6, y + 5), "", color, 2.2),
        )
    if bound in ("less-than", "up-to"):
        tip = max(x - 30, axis.left - 4)
        return (
            Path(path("M", x, y, "L", tip, y, "M", tip + 6, y - 5, "L", tip, y, "L", tip + 6, y + 5), "", color, 2.2),
        )
    return ()


def table(facts: Facts, figure: str, spec: Ranges) -> DataTable:
    """Each value with what was measured in whom, as the source says it."""
    shown = ("measure", "population", "endpoint", "denominator")
    more = tuple(name for name in spec.details if name not in shown)
    grouped = any(facts.name(group.entity, group.label) for group in spec.groups)
    columns = (
        *(("Group",) if grouped else ()),
        "What",
        "Value",
        *(_DETAILS[name] for name in (*shown, *more)),
        "Source",
    )
    rows = [
        _data_row(facts, figure, group, row, pointer, (*shown, *more), grouped)
        for group in spec.groups
        for row in group.rows
        for pointer in row.quantities
    ]
    return DataTable(columns, tuple(rows))


def _data_row(
    facts: Facts, figure: str, group: RangeGroup, row: RangeRow, pointer: str, details: tuple[str, ...], grouped: bool
) -> DataRow:
    value = facts.value(pointer)
    quantity = value.quantity
    text = facts.value_entry(value)
    interval, number = quantity.interval, facts.review.writing.number
    cells = [(facts.entity_entry(group.entity, group.label),)] if grouped else []
    cells += [
        (facts.entity_entry(row.entity, row.label),),
        (text, *plain(facts.say(f"interval {number(interval.low)}–{number(interval.high)}"))) if interval else (text,),
        *(plain(_detail(facts, value, name)) for name in details),
        plain(value.source_label),
    ]
    return DataRow(f"{figure}.{pointer}", tuple(cells), value.doubted)
