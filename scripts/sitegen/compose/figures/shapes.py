"""In: nothing; out: the shapes that drawings are made of, placed and painted by role, as frozen values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

from ..page import Target
from .measure import BOLD, REGULAR, text_width, wrapped

Point = tuple[float, float]
#: Sizes of letters: of labels, and of what explains them.
LABEL, SMALL = 14.0, 12.5
#: From one line of words to the next.
LEADING = 1.28


@dataclass(frozen=True)
class Words:
    """One line of words; `y` is where the letters stand."""

    tag: ClassVar[str] = "words"
    x: float
    y: float
    text: str
    fill: str = "ink"
    size: float = LABEL
    weight: int = REGULAR
    anchor: Literal["start", "middle", "end"] = "start"
    style: Literal["normal", "italic"] = "normal"

    @property
    def width(self) -> float:
        """How wide it is."""
        return text_width(self.text, self.size, self.weight)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width


@dataclass(frozen=True)
class Box:
    """A rectangle; a role of paint, or none."""

    tag: ClassVar[str] = "box"
    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    thick: float = 1.0
    round: float = 0.0
    dash: str = ""


@dataclass(frozen=True)
class Path:
    """Lines and areas, in the language of SVG paths."""

    tag: ClassVar[str] = "path"
    d: str
    fill: str = ""
    stroke: str = ""
    thick: float = 1.0
    dash: str = ""
    cap: Literal["butt", "round"] = "butt"


@dataclass(frozen=True)
class Circle:
    """A circle."""

    tag: ClassVar[str] = "circle"
    x: float
    y: float
    r: float
    fill: str = ""
    stroke: str = ""
    thick: float = 1.0
    dash: str = ""


@dataclass(frozen=True)
class Linked:
    """Shapes that lead somewhere, with words for somebody who does not see them."""

    tag: ClassVar[str] = "linked"
    target: Target
    label: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Moved:
    """Shapes that are drawn somewhere else than they were placed."""

    tag: ClassVar[str] = "moved"
    x: float
    y: float
    shapes: tuple[Shape, ...]


Shape = Words | Box | Path | Circle | Linked | Moved


@dataclass(frozen=True)
class Drawing:
    """Placed shapes on a sheet of this size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def has_links(self) -> bool:
        """Whether a part of it leads somewhere."""
        return any(isinstance(shape, Linked) for shape in self.shapes)


def number(value: float) -> str:
    """A coordinate as SVG has it: to a tenth, never `-0`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path(*steps: str | float) -> str:
    """Steps of a path as one text."""
    return " ".join(step if isinstance(step, str) else number(step) for step in steps)


def line(start: Point, end: Point, stroke: str = "rule", thick: float = 1.0, dash: str = "") -> Path:
    """A straight line."""
    return Path(path("M", *start, "L", *end), "", stroke, thick, dash)


def lines_of(
    text: str,
    x: float,
    y: float,
    width: float,
    *,
    fill: str = "ink",
    size: float = LABEL,
    weight: int = REGULAR,
    anchor: Literal["start", "middle", "end"] = "start",
) -> tuple[Words, ...]:
    """Words wrapped to a width; `y` is where the letters of the first line stand."""
    return tuple(
        Words(x, y + index * size * LEADING, part, fill, size, weight, anchor)
        for index, part in enumerate(wrapped(text, width, size, weight))
    )


def height_of(text: str, width: float, size: float = LABEL, weight: int = REGULAR) -> float:
    """How high words are when wrapped."""
    return len(wrapped(text, width, size, weight)) * size * LEADING


def bold(x: float, y: float, text: str, size: float = LABEL, fill: str = "ink") -> Words:
    """One line of strong words."""
    return Words(x, y, text, fill, size, BOLD)


def arrow(points: tuple[Point, ...], stroke: str = "rule", thick: float = 1.6, head: float = 7.0) -> tuple[Path, ...]:
    """A line through the points with a head at its end. The head is a shape of its own: no marker, hence no id."""
    (x0, y0), (x1, y1) = points[-2:]
    angle = math.atan2(y1 - y0, x1 - x0)
    back = (x1 - head * math.cos(angle), y1 - head * math.sin(angle))
    side = (head * 0.55 * math.sin(angle), -head * 0.55 * math.cos(angle))
    steps: list[str | float] = ["M", *points[0]]
    for point in (*points[1:-1], back):
        steps += ["L", *point]
    tip = path("M", x1, y1, "L", back[0] + side[0], back[1] + side[1], "L", back[0] - side[0], back[1] - side[1], "Z")
    return (Path(path(*steps), "", stroke, thick), Path(tip, stroke))


def mark(index: int, x: float, y: float, size: float, fill: str) -> Shape:
    """The shape of a series: circle, square, diamond, triangle, hexagon, cross."""
    half = size / 2
    match index % 6:
        case 0:
            return Circle(x, y, half, fill)
        case 1:
            return Box(x - half * 0.9, y - half * 0.9, half * 1.8, half * 1.8, fill)
        case 2:
            far = half * 1.25
            return Path(path("M", x, y - far, "L", x + far, y, "L", x, y + far, "L", x - far, y, "Z"), fill)
        case 3:
            return Path(
                path("M", x, y - half * 1.15, "L", x + half * 1.15, y + half, "L", x - half * 1.15, y + half, "Z"), fill
            )
        case 4:
            corners = [
                (x + half * 1.1 * math.cos(a * math.pi / 3), y + half * 1.1 * math.sin(a * math.pi / 3))
                for a in range(6)
            ]
            steps = [part for n, corner in enumerate(corners) for part in ("L" if n else "M", *corner)]
            return Path(path(*steps, "Z"), fill)
    steps = ("M", x - half, y - half, "L", x + half, y + half, "M", x + half, y - half, "L", x - half, y + half)
    return Path(path(*steps), "", fill, half * 0.75)


def flag(x: float, y: float, size: float = 13.0) -> tuple[Shape, ...]:
    """The sign of an appraisal: a triangle with an exclamation mark; `x` is its left edge, `y` its middle."""
    top, foot, middle = y - size * 0.46, y + size * 0.42, x + size * 0.52
    outline = path("M", middle, top, "L", x + size * 1.04, foot, "L", x, foot, "Z")
    return (
        Path(outline, "paper", "flag", 1.5),
        Path(path("M", middle, y - size * 0.14, "L", middle, y + size * 0.14), "", "flag", 1.6),
        Circle(middle, y + size * 0.28, 0.95, "flag"),
    )
