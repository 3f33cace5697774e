"""In: the moments of data/timeline.yml; out: them along an axis from top to bottom, and the data behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...model.figure import DatedMoments
from ...model.glossary import Moment
from .legend import FLAG_LEGEND_HEIGHT, flag_legend, source_legend
from .palette import series
from .shapes import LEADING, SMALL, Drawing, Linked, Path, Shape, Words, bold, flag, line, lines_of, mark, path
from .values import DataRow, DataTable, Facts, Value, plain

_AXIS = 82.0
_BREAK = 44.0


@dataclass(frozen=True)
class _Dated:
    moment: Moment
    value: Value
    year: Decimal


def _dated(facts: Facts) -> list[_Dated]:
    """Moments by year, in their own order within a year."""
    found = []
    for moment in facts.review.moments:
        value = facts.value(f"{moment.claim}.{moment.date}")
        year = value.quantity.value if value.quantity.value is not None else value.quantity.low
        found.append(_Dated(moment, value, year or Decimal(0)))
    return sorted(found, key=lambda dated: dated.year)


def draw(facts: Facts, spec: DatedMoments, width: float) -> Drawing:
    """Years at the left, what happened at the right; a long time without a moment breaks the axis."""
    moments = _dated(facts)
    legend, y = source_legend([dated.value for dated in moments], width)
    shapes: list[Shape] = list(legend)
    y += 8
    start, text_left = y, _AXIS + 22
    body: list[Shape] = []
    breaks: list[float] = []
    previous: Decimal | None = None
    for dated in moments:
        if previous is not None and dated.year - previous >= spec.gap:
            body.append(
                Words(text_left, y + _BREAK / 2 + 2, "no dated moment in the sources", "soft", SMALL, style="italic")
            )
            breaks.append(y + _BREAK / 2 - 2)
            y += _BREAK
        elif previous is not None:
            y += 10 if dated.year != previous else 0
        parts: list[Shape] = [bold(0, y + 18, dated.value.text, 17)] if dated.year != previous else []
        day = dated.value.quantity.time
        texts = list(lines_of(dated.moment.what, text_left, y + 17, width - text_left - 22))
        more = [Words(text_left, texts[-1].y + SMALL * LEADING, day, "soft", SMALL)] if day else []
        parts += [mark(dated.value.source, _AXIS, y + 12, 12, series(dated.value.source)), *texts, *more]
        if dated.value.doubted:
            parts += flag(texts[-1].x + texts[-1].width + 7, texts[-1].y - 4.8)
        when = f", {day}" if day else ""
        spoken = f"{dated.value.text}: {dated.moment.what}{when} ({dated.value.source_label})"
        body.append(Linked(dated.value.card, spoken, tuple(parts)))
        y = (more or texts)[-1].y + 14
        previous = dated.year
    shapes += _axis(start + 12, y - 14, breaks)
    if any(dated.value.doubted for dated in moments):
        body += flag_legend(0, y + 10, facts.say)
        y += FLAG_LEGEND_HEIGHT
    return Drawing(width, y, (*shapes, *body))


def _axis(top: float, bottom: float, breaks: list[float]) -> list[Shape]:
    """The axis, interrupted by two strokes at each break."""
    shapes: list[Shape] = []
    for middle in breaks:
        shapes.append(line((_AXIS, top), (_AXIS, middle - 5), "rule", 1.5))
        for y in (middle - 3, middle + 3):
            shapes.append(Path(path("M", _AXIS - 7, y + 3, "L", _AXIS + 7, y - 3), "", "rule", 1.5))
        top = middle + 5
    return [*shapes, line((_AXIS, top), (_AXIS, bottom), "rule", 1.5)]


def table(facts: Facts, figure: str, spec: DatedMoments) -> DataTable:
    """Each moment with its date and its claim."""
    rows = tuple(
        DataRow(
            f"{figure}.{dated.value.pointer}",
            (
                plain(dated.moment.what),
                (facts.value_entry(dated.value),),
                plain(dated.value.quantity.time or "not stated"),
                plain(dated.value.source_label),
            ),
            dated.value.doubted,
        )
        for dated in _dated(facts)
    )
    return DataTable(("What", "Year", "Day", "Source"), rows)
