"""In: the name of a picture and its middle; out: the shapes of the picture, about 48 wide and high."""

from __future__ import annotations

import math
from collections.abc import Callable

from .shapes import Box, Circle, Path, Shape, arrow, line, path

Shapes = tuple[Shape, ...]


def icon(name: str, x: float, y: float) -> Shapes:
    """The picture of that name around (x, y)."""
    return _ICONS[name](x, y)


def _cell(x: float, y: float, r: float = 15.0, color: int = 1) -> Shapes:
    return (Circle(x, y, r, f"t{color}", f"c{color}", 1.8), Circle(x + r * 0.12, y + r * 0.08, r * 0.42, f"c{color}"))


def _tumor(x: float, y: float, r: float = 16.0) -> Shapes:
    steps: list[str | float] = []
    for n in range(9):
        a0, a1 = (2 * math.pi * (n + part) / 9 for part in (0.0, 0.5))
        near, far = (r * 0.86, r * 1.16)
        start = (x + near * math.cos(a0), y + near * math.sin(a0))
        top = (x + far * math.cos(a1), y + far * math.sin(a1))
        a2 = 2 * math.pi * (n + 1) / 9
        end = (x + near * math.cos(a2), y + near * math.sin(a2))
        steps += [*(("M", *start) if n == 0 else ()), "Q", *top, *end]
    return (Path(path(*steps, "Z"), "t2", "c2", 1.8), Circle(x - 2, y + 1, r * 0.42, "c2"))


def _antibody(x: float, y: float, size: float = 15.0, color: str = "c4") -> Shapes:
    d = path("M", x, y + size, "L", x, y, "L", x - size * 0.8, y - size * 0.9)
    e = path("M", x, y, "L", x + size * 0.8, y - size * 0.9)
    return (Path(d, "", color, 4.0, cap="round"), Path(e, "", color, 4.0, cap="round"))


def _receptors(x: float, y: float, r: float, count: int = 6, color: str = "c4") -> Shapes:
    found: list[Shape] = []
    for n in range(count):
        a = 2 * math.pi * (n + 0.5) / count
        near, far = r + 0.5, r + 5.5
        foot, top = (x + near * math.cos(a), y + near * math.sin(a)), (x + far * math.cos(a), y + far * math.sin(a))
        ears = [(x + (far + 4) * math.cos(a + d), y + (far + 4) * math.sin(a + d)) for d in (-0.2, 0.2)]
        found.append(line(foot, top, color, 2.0))
        found += [line(top, ear, color, 2.0) for ear in ears]
    return tuple(found)


def _drop(x: float, top: float, r: float, fill: str, stroke: str = "") -> Path:
    """A drop whose round part has the radius r."""
    y = top + 2 * r
    right = ("C", x + r * 0.35, top + r * 0.7, x + r, top + r * 1.3, x + r, y)
    left = ("C", x - r, top + r * 1.3, x - r * 0.35, top + r * 0.7, x, top)
    return Path(path("M", x, top, *right, "A", r, r, 0, 1, 1, x - r, y, *left, "Z"), fill, stroke, 1.8)


def _blood(x: float, y: float) -> Shapes:
    dots = ((-4, 7, 4.4, "c1"), (6, 2, 3.0, "c2"), (4, 12, 3.0, "c2"))
    return (_drop(x, y - 21, 13.5, "t2", "c2"), *(Circle(x + dx, y + dy, r, color) for dx, dy, r, color in dots))


def _separate(x: float, y: float) -> Shapes:
    cells = tuple(Circle(x + dx, y + dy, 4.6, "t1", "c1", 1.6) for dx, dy in ((-14, -13), (-3, -16), (-12, -3)))
    rest = tuple(Circle(x + dx, y + dy, 3.2, "c2") for dx, dy in ((10, 8), (17, 14), (5, 16), (15, 3)))
    return (*cells, *rest, line((x - 18, y + 17), (x + 17, y - 17), "rule", 1.6, "4 3"))


def _cells(x: float, y: float) -> Shapes:
    places = ((-13, -11), (2, -14), (15, -5), (-16, 5), (0, 2), (13, 11), (-5, 16))
    return tuple(shape for dx, dy in places for shape in _cell(x + dx, y + dy, 7.2))


def _freeze(x: float, y: float) -> Shapes:
    found: list[Shape] = []
    for n in range(3):
        a = math.pi * n / 3 + math.pi / 2
        for sign in (1, -1):
            far = (x + sign * 20 * math.cos(a), y + sign * 20 * math.sin(a))
            found.append(line((x, y), far, "c1", 2.2))
            for turn in (-0.45, 0.45):
                near = (x + sign * 12 * math.cos(a), y + sign * 12 * math.sin(a))
                ear = (x + sign * 18 * math.cos(a + turn), y + sign * 18 * math.sin(a + turn))
                found.append(line(near, ear, "c1", 1.8))
    return tuple(found)


def _infusion(x: float, y: float) -> Shapes:
    bag = Box(x - 11, y - 21, 22, 24, "t1", "c1", 1.8, 5)
    inside = Box(x - 9, y - 9, 18, 10, "c1", "", 1, 3)
    return (bag, inside, line((x, y + 3), (x, y + 12), "c1", 1.8), _drop(x, y + 13, 3.8, "c1"))


def _watch(x: float, y: float) -> Shapes:
    screen = Box(x - 21, y - 17, 42, 32, "t3", "c3", 1.8, 5)
    pulse = path("M", x - 16, y, "L", x - 7, y, "L", x - 3, y - 9, "L", x + 3, y + 9, "L", x + 7, y, "L", x + 16, y)
    return (screen, Path(pulse, "", "c3", 2.0, cap="round"), line((x - 8, y + 20), (x + 8, y + 20), "c3", 2.0))


def _engineered(x: float, y: float) -> Shapes:
    return (*_cell(x, y, 13), *_receptors(x, y, 13))


def _joined(x: float, y: float) -> Shapes:
    """A T cell and a tumor cell, held together by two molecules that fit."""
    return (*_cell(x - 17, y, 12), *_tumor(x + 18, y, 11.5), Box(x - 6, y - 3, 6, 6, "c1"), Box(x, y - 3, 7, 6, "c2"))


def _blocked(x: float, y: float) -> Shapes:
    """The same, kept apart by an antibody."""
    return (*_cell(x - 19, y + 3, 11), *_tumor(x + 20, y + 3, 10.5), *_antibody(x, y + 2, 13))


def _attack(x: float, y: float) -> Shapes:
    """A T cell that goes for a tumor cell."""
    return (*_cell(x - 18, y, 13), *arrow(((x - 2, y), (x + 7, y)), "ink", 1.8, 6), *_tumor(x + 21, y, 11))


def _engineered_attack(x: float, y: float) -> Shapes:
    """An engineered cell that goes for a tumor cell."""
    shapes = (*_cell(x - 18, y, 11), *_receptors(x - 18, y, 11, 5))
    return (*shapes, *arrow(((x - 2, y), (x + 7, y)), "ink", 1.8, 6), *_tumor(x + 21, y, 10))


def _release(x: float, y: float) -> Shapes:
    places = ((10, -15, 3.2), (18, -6, 2.6), (19, 6, 3.4), (11, 15, 2.6))
    return (*_cell(x - 6, y, 13), *(Circle(x + dx, y + dy, r, "c2") for dx, dy, r in places))


_ICONS: dict[str, Callable[[float, float], Shapes]] = {
    "antibody": _antibody,
    "attack": _attack,
    "blocked": _blocked,
    "blood": _blood,
    "cell": _cell,
    "cells": _cells,
    "engineered": _engineered,
    "engineered-attack": _engineered_attack,
    "freeze": _freeze,
    "infusion": _infusion,
    "joined": _joined,
    "release": _release,
    "separate": _separate,
    "tumor": _tumor,
    "watch": _watch,
}
