"""In: a drawing, its title and its sources; out: a sheet that can be used without its page."""

from __future__ import annotations

from .measure import BOLD
from .shapes import LEADING, SMALL, Box, Drawing, Moved, Shape, lines_of

_MARGIN = 24.0
_TITLE = 19.0


def sheet(drawing: Drawing, title: str, sources: str) -> Drawing:
    """The drawing on paper, its title above, what it is drawn from below."""
    width = drawing.width + 2 * _MARGIN
    heading = lines_of(title, _MARGIN, _MARGIN + _TITLE, drawing.width, size=_TITLE, weight=BOLD)
    top = heading[-1].y + 22
    foot = top + drawing.height + 26
    credit = lines_of(sources, _MARGIN, foot, drawing.width, fill="soft", size=SMALL) if sources else ()
    height = foot + (len(credit) - 1) * SMALL * LEADING + _MARGIN if credit else top + drawing.height + _MARGIN
    shapes: tuple[Shape, ...] = (
        Box(0, 0, width, height, "paper"),
        *heading,
        Moved(_MARGIN, top, drawing.shapes),
        *credit,
    )
    return Drawing(width, height, shapes)
