"""In: the declaration of a process or mechanism; out: its steps as cards with arrows between them, and the data."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.figure import Panel, Step, Steps
from .icons import icon
from .legend import FLAG_LEGEND_HEIGHT, flag_legend
from .measure import BOLD
from .shapes import LABEL, Box, Circle, Drawing, Linked, Shape, Words, arrow, bold, flag, height_of, lines_of
from .values import DataRow, DataTable, Facts, plain

_NARROW = 500
_GAP = 28.0
_TEXT = 13.0


def draw(facts: Facts, spec: Steps, width: float) -> Drawing:
    """Panels from top to bottom; in each, the steps in rows, or on a narrow sheet one below the other."""
    shapes: list[Shape] = []
    y = 0.0
    number = 0
    for panel in spec.panels:
        if panel.label:
            y += 8 if y else 0
            shapes.append(bold(0, y + 16, facts.filled(panel.label), 15))
            y += 30
        numbers = tuple(range(number + 1, number + 1 + len(panel.steps))) if spec.numbered else ()
        number += len(panel.steps)
        drawn, y = (_column if width < _NARROW else _rows)(facts, panel, numbers, y, width)
        shapes += drawn
        y += 16
    if facts.is_doubted(claim for panel in spec.panels for step in panel.steps for claim in step.claims):
        shapes += flag_legend(0, y + 8, facts.say)
        y += FLAG_LEGEND_HEIGHT
    return Drawing(width, y - 10, tuple(shapes))


def _rows(facts: Facts, panel: Panel, numbers: Sequence[int], y: float, width: float) -> tuple[list[Shape], float]:
    count = len(panel.steps)
    a_row = count if count <= 4 else -(-count // -(-count // 4))
    card = (width - _GAP * (a_row - 1)) / a_row
    shapes: list[Shape] = []
    before: float | None = None
    for start in range(0, count, a_row):
        steps = panel.steps[start : start + a_row]
        titles = max(height_of(facts.name(step.entity, step.label), card - 24, LABEL, BOLD) for step in steps)
        height = 84 + titles + max(height_of(facts.filled(step.says), card - 24, _TEXT) for step in steps) + 8
        if before is not None:
            shapes += _turn(width - card / 2, before, card / 2, y)
        for index, step in enumerate(steps):
            x = index * (card + _GAP)
            number = numbers[start + index] if numbers else None
            shapes.append(_card(facts, step, number, x, y, card, height, titles))
            if index + 1 < len(steps):
                shapes += arrow(((x + card + 4, y + 44), (x + card + _GAP - 4, y + 44)), "rule", 2, 9)
        before = y + height
        y += height + _GAP + 8
    return shapes, y - _GAP - 8 + 14


def _turn(x0: float, y0: float, x1: float, y1: float) -> Sequence[Shape]:
    """From the end of a row to the beginning of the next."""
    middle = (y0 + y1) / 2
    return arrow(((x0, y0 + 3), (x0, middle), (x1, middle), (x1, y1 - 3)), "rule", 2, 9)


def _card(
    facts: Facts, step: Step, number: int | None, x: float, y: float, width: float, height: float, titles: float
) -> Linked:
    title, says = facts.name(step.entity, step.label), facts.filled(step.says)
    shapes: list[Shape] = [Box(x, y, width, height, "panel", "", 1, 8)]
    shapes += icon(step.icon, x + width / 2, y + 44)
    shapes += _number(number, x + 20, y + 20)
    shapes += lines_of(title, x + 12, y + 96, width - 24, weight=BOLD)
    shapes += lines_of(says, x + 12, y + 96 + titles, width - 24, size=_TEXT)
    if facts.is_doubted(step.claims):
        shapes += flag(x + width - 24, y + 18)
    return Linked(facts.views[step.claims[0]].card, _spoken(number, title, says), tuple(shapes))


def _column(facts: Facts, panel: Panel, numbers: Sequence[int], y: float, width: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    left = 96.0
    for index, step in enumerate(panel.steps):
        title, says = facts.name(step.entity, step.label), facts.filled(step.says)
        room = width - left - 10
        titles = height_of(title, room, LABEL, BOLD)
        height = max(76.0, titles + height_of(says, room, _TEXT) + 24)
        number = numbers[index] if numbers else None
        parts: list[Shape] = [Box(0, y, width, height, "panel", "", 1, 8)]
        parts += icon(step.icon, 52, y + max(40.0, min(height / 2, 52)))
        parts += _number(number, 16, y + 16)
        parts += lines_of(title, left, y + 23, room, weight=BOLD)
        parts += lines_of(says, left, y + 23 + titles, room, size=_TEXT)
        if facts.is_doubted(step.claims):
            parts += flag(width - 22, y + 16)
        shapes.append(Linked(facts.views[step.claims[0]].card, _spoken(number, title, says), tuple(parts)))
        y += height
        if index + 1 < len(panel.steps):
            shapes += arrow(((52, y + 3), (52, y + 21)), "rule", 2, 8)
            y += 24
    return shapes, y + 10


def _number(number: int | None, x: float, y: float) -> Sequence[Shape]:
    if number is None:
        return ()
    return (Circle(x, y, 11, "ink"), Words(x, y + 4.8, str(number), "paper", LABEL, BOLD, "middle"))


def _spoken(number: int | None, title: str, says: str) -> str:
    return f"{f'{number}. ' if number else ''}{title}: {says}"


def table(facts: Facts, figure: str, spec: Steps) -> DataTable:
    """Each step with the claims behind it."""
    rows: list[DataRow] = []
    with_panels = any(panel.label for panel in spec.panels)
    for panel in spec.panels:
        for step in panel.steps:
            cells = [plain(facts.filled(panel.label or ""))] if with_panels else []
            cells += [
                (facts.entity_entry(step.entity, step.label),),
                plain(facts.filled(step.says)),
                facts.claim_entries(step.claims),
            ]
            rows.append(DataRow(f"{figure}.{len(rows) + 1}", tuple(cells), facts.is_doubted(step.claims)))
    columns = (*(("Part",) if with_panels else ()), "Step", "What happens", "Stated by")
    return DataTable(columns, tuple(rows))
