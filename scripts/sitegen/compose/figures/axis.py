"""In: the least and the largest value and the ends of a line; out: an Axis: where values lie on it, and its ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Axis:
    """A linear or logarithmic axis from `start` at `left` to `end` at `right`."""

    start: float
    end: float
    left: float
    right: float
    is_log: bool = False

    def at(self, value: float | Decimal) -> float:
        """Where a value lies."""
        low, high, here = (self._scaled(part) for part in (self.start, self.end, float(value)))
        return self.left + (here - low) / (high - low) * (self.right - self.left)

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.is_log else value

    def ticks(self, room: int) -> tuple[float, ...]:
        """Round values on the axis, at most as many as there is room for."""
        return self._powers(room) if self.is_log else self._steps(room)

    def _powers(self, room: int) -> tuple[float, ...]:
        for factors in ((1, 2, 5), (1, 3), (1,)):
            found = [
                factor * 10.0**power
                for power in range(math.floor(math.log10(self.start)), math.ceil(math.log10(self.end)) + 1)
                for factor in factors
                if self.start <= factor * 10.0**power <= self.end
            ]
            if len(found) <= room:
                break
        return tuple(found)

    def _steps(self, room: int) -> tuple[float, ...]:
        step = nice_step((self.end - self.start) / max(1, room - 1))
        first = math.ceil(self.start / step - 1e-9)
        last = math.floor(self.end / step + 1e-9)
        return tuple(round(index * step, 10) for index in range(first, last + 1))


def nice_step(least: float) -> float:
    """The next step of one, two or five times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= least - 1e-12)


def ends(low: float, high: float, is_log: bool) -> tuple[float, float]:
    """Round ends for values from low to high: a linear axis begins at zero, or below what lies below zero."""
    if not is_log:
        step = nice_step(max(high, high - low, 1e-9) / 4)
        return min(0.0, math.floor(low / step) * step), math.ceil(high / step - 1e-9) * step
    return _round_log(low / 1.15, math.floor), _round_log(high * 1.15, math.ceil)


def _round_log(value: float, towards: object) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    factors = (1, 2, 5, 10)
    fitting = [f for f in factors if (f * power <= value if towards is math.floor else f * power >= value)]
    return power * (max(fitting) if towards is math.floor else min(fitting))


def tick_text(value: float, before: str, after: str) -> str:
    """A tick's label: the unit's sign stays with the number, its words stand in the axis' title."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,g}"
    return f"{before}{text}{after if len(after) <= 1 else ''}"
