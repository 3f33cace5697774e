"""In: rows and topics; out: how many claims there are on each as circles, which way they point, gaps, and the data."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...link.selection import directions_of
from ...model.direction import DIRECTIONS
from ...model.figure import Matrix
from ..addresses import entity_path, entity_target
from ..page import Entry, Target
from .measure import BOLD, text_width, wrapped
from .shapes import LABEL, LEADING, SMALL, Box, Circle, Drawing, Linked, Shape, Words, line, lines_of
from .values import DataRow, DataTable, Facts, plain

_NARROW = 500
#: The area of a circle grows with the number of claims; the largest fills its cell.
_LEAST, _MOST = 5.0, 17.0
#: The bar below a circle: its half length is all claims of the cell.
_HALF, _THICK = 20.0, 4.0
_BAR_WORDS = "Bar below a circle: the share of its claims that is favorable, to the right, or unfavorable, to the left."


@dataclass(frozen=True)
class _Row:
    entity: str
    claims: tuple[tuple[str, ...], ...]


def _rows(facts: Facts, spec: Matrix) -> list[_Row]:
    """The rows with the claims of each cell, fullest first when all of a kind are asked for."""
    review = facts.review
    wanted = spec.entities or tuple(entity.id for entity in review.entities.values() if entity.kind == spec.kind)
    rows = [
        _Row(
            entity,
            tuple(
                tuple(claim for claim in review.claims_about.get(entity, ()) if review.claims[claim].topic == topic)
                for topic in spec.topics
            ),
        )
        for entity in wanted
    ]
    rows = [row for row in rows if _count(row) >= spec.least]
    return rows if spec.entities else sorted(rows, key=lambda row: (-_count(row), row.entity))


def _count(row: _Row) -> int:
    return sum(len(claims) for claims in row.claims)


def draw(facts: Facts, spec: Matrix, width: float) -> Drawing:
    """A grid of circles with their numbers."""
    rows = _rows(facts, spec)
    narrow = width < _NARROW
    names = [facts.review.entities[row.entity].name for row in rows]
    labels = 0.0 if narrow else min(max(text_width(name, LABEL) for name in names) + 16, width * 0.34)
    step = (width - labels) / len(spec.topics)
    most = max((len(claims) for row in rows for claims in row.claims), default=1)
    judged = directions_of(facts.review)
    size = 11.5 if narrow else SMALL
    headings = [wrapped(facts.review.topics[topic].name, step - 6, size, BOLD) for topic in spec.topics]
    top = max(len(lines) for lines in headings) * size * LEADING + 8
    shapes: list[Shape] = []
    for index, lines in enumerate(headings):
        first = top - 10 - (len(lines) - 1) * size * LEADING
        x = labels + step * (index + 0.5)
        shapes += [Words(x, first + n * size * LEADING, t, "ink", size, BOLD, "middle") for n, t in enumerate(lines)]
    y = top
    for number, (row, name) in enumerate(zip(rows, names, strict=True)):
        height = 74.0 if narrow else 54.0
        middle = y + (42 if narrow else 22)
        if number % 2 == 0:
            shapes.append(Box(0, y, width, height, "panel"))
        x = 8 if narrow else 6
        baseline = y + 17 if narrow else middle + 4.8
        words = lines_of(name, x, baseline, width if narrow else labels - 10)
        shift = 0 if narrow else (len(words) - 1) * LABEL * LEADING / 2
        target = entity_target(facts.review, row.entity)
        label = tuple(Words(word.x, word.y - shift, word.text) for word in words)
        shapes.append(Linked(target, name, label))
        for index, claims in enumerate(row.claims):
            x = labels + step * (index + 0.5)
            shapes.append(_cell(facts, spec, row, index, x, middle, most, _ways(judged, claims)))
        y += height
    if not any(claim in judged for row in rows for claims in row.claims for claim in claims):
        return Drawing(width, y + 2, tuple(shapes))
    legend = wrapped(facts.say(_BAR_WORDS), width, SMALL)
    shapes += [Words(0, y + 20 + n * SMALL * LEADING, text, "soft", SMALL) for n, text in enumerate(legend)]
    return Drawing(width, y + 12 + len(legend) * SMALL * LEADING, tuple(shapes))


def _ways(judged: Mapping[str, str], claims: Sequence[str]) -> Counter[str]:
    """How many of the claims point which way; none where nobody judged any of them."""
    return (
        Counter(judged.get(claim, "not judged") for claim in claims) if any(c in judged for c in claims) else Counter()
    )


def _said(ways: Counter[str]) -> str:
    return ", ".join(f"{ways[way]} {way}" for way in (*DIRECTIONS, "not judged") if ways[way])


def _cell(
    facts: Facts, spec: Matrix, row: _Row, index: int, x: float, y: float, most: int, ways: Counter[str]
) -> Shape:
    claims = row.claims[index]
    if not claims:
        return Circle(x, y, _LEAST, "", "rule", 1.2, "2 2")
    topic = facts.review.topics[spec.topics[index]]
    entity = facts.review.entities[row.entity]
    r = max(_LEAST, _MOST * math.sqrt(len(claims) / most))
    text = str(len(claims))
    inside = r > text_width(text, SMALL, BOLD) / 2 + 3
    number = (
        Words(x, y + 4.4, text, "on", SMALL, BOLD, "middle")
        if inside
        else Words(x + r + 4, y + 4.4, text, "ink", SMALL)
    )
    spoken = f"{entity.name}, {topic.name}: {text} {'claim' if len(claims) == 1 else 'claims'}"
    spoken += f" ({_said(ways)})" if ways else ""
    target = Target(spoken, entity_path(facts.review, entity), topic.id)
    return Linked(target, spoken, (Circle(x, y, r, "c1"), number, *_bar(ways, x, y + _MOST + 7)))


def _bar(ways: Counter[str], x: float, y: float) -> list[Shape]:
    """To which side the claims lean: place tells, color only helps."""
    if not ways:
        return []
    left, right = (_HALF * ways[way] / ways.total() for way in ("unfavorable", "favorable"))
    parts = [Box(x - left, y - _THICK / 2, left, _THICK, "c2")] if left else []
    parts += [Box(x, y - _THICK / 2, right, _THICK, "c3")] if right else []
    return [line((x - _HALF, y), (x + _HALF, y), "grid"), *parts, line((x, y - 4), (x, y + 4), "rule")]


def table(facts: Facts, figure: str, spec: Matrix) -> DataTable:
    """Each count, which leads to the claims that are counted."""
    columns = ("What", *(facts.review.topics[topic].name for topic in spec.topics))
    judged = directions_of(facts.review)
    rows = []
    for row in _rows(facts, spec):
        path = entity_path(facts.review, facts.review.entities[row.entity])
        cells = [
            _counted(claims, path, topic, _said(_ways(judged, claims))) if claims else plain("no claim")
            for topic, claims in zip(spec.topics, row.claims, strict=True)
        ]
        rows.append(DataRow(f"{figure}.{row.entity}", ((facts.entity_entry(row.entity, None),), *cells)))
    return DataTable(columns, tuple(rows))


def _counted(claims: tuple[str, ...], path: str, topic: str, said: str) -> tuple[Entry, ...]:
    number = Entry("", targets=(Target(str(len(claims)), path, topic),))
    return (number, *plain(said)) if said else (number,)
