"""In: rows and topics; out: how many claims there are on each as circles, gaps as gaps, and the data behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...model.figure import Matrix
from ..addresses import entity_path, entity_target
from ..page import Entry, Target
from .measure import BOLD, text_width, wrapped
from .shapes import LABEL, LEADING, SMALL, Box, Circle, Drawing, Linked, Shape, Words, lines_of
from .values import DataRow, DataTable, Facts, plain

_NARROW = 500
#: The area of a circle grows with the number of claims; the largest fills its cell.
_LEAST, _MOST = 5.0, 17.0


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
        height = 62.0 if narrow else 42.0
        middle = y + (42 if narrow else 21)
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
            shapes.append(_cell(facts, spec, row, index, claims, labels + step * (index + 0.5), middle, most))
        y += height
    return Drawing(width, y + 2, tuple(shapes))


def _cell(
    facts: Facts, spec: Matrix, row: _Row, index: int, claims: tuple[str, ...], x: float, y: float, most: int
) -> Shape:
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
    target = Target(spoken, entity_path(facts.review, entity), topic.id)
    return Linked(target, spoken, (Circle(x, y, r, "c1"), number))


def table(facts: Facts, figure: str, spec: Matrix) -> DataTable:
    """Each count, which leads to the claims that are counted."""
    columns = ("What", *(facts.review.topics[topic].name for topic in spec.topics))
    rows = []
    for row in _rows(facts, spec):
        path = entity_path(facts.review, facts.review.entities[row.entity])
        cells = [
            (Entry("", targets=(Target(str(len(claims)), path, topic),)),) if claims else plain("no claim")
            for topic, claims in zip(spec.topics, row.claims, strict=True)
        ]
        rows.append(DataRow(f"{figure}.{row.entity}", ((facts.entity_entry(row.entity, None),), *cells)))
    return DataTable(columns, tuple(rows))
