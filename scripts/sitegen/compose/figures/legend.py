"""In: the values of a figure; out: which shape and color stands for which source, and what the sign of doubt means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .measure import text_width
from .palette import series
from .shapes import LEADING, SMALL, Shape, Words, flag, mark
from .values import Value

#: What the sign of an appraisal means, in a figure and below its data.
FLAG_WORDS = "An appraisal of high severity doubts this; the claim shows it."
FLAG_LEGEND_HEIGHT = 26.0


def source_legend(values: Sequence[Value], width: float) -> tuple[list[Shape], float]:
    """The shapes of the sources in lines of this width, and where the legend ends; nothing for a single source."""
    sources = dict(sorted({value.source: value.source_label for value in values}.items()))
    if len(sources) < 2:
        return [], 6.0
    shapes: list[Shape] = []
    x, y = 0.0, 10.0
    for number, label in sources.items():
        needed = 18 + text_width(label, SMALL)
        if x and x + needed > width:
            x, y = 0.0, y + SMALL * LEADING + 4
        shapes += [mark(number, x + 6, y, 11, series(number)), Words(x + 18, y + 4.3, label, "soft", SMALL)]
        x += needed + 20
    return shapes, y + 16


def flag_legend(x: float, y: float, say: Callable[[str], str]) -> list[Shape]:
    """The sign of doubt and its words."""
    return [*flag(x, y - 4.5), Words(x + 20, y, say(FLAG_WORDS), "soft", SMALL)]
