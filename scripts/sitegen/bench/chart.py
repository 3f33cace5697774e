"""In: the seconds of each command at each size; out: a chart as SVG, both axes by powers of ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 460, 70, 210, 40, 50
#: Colors that differ in lightness, too; each line has its name beside it and its own dashes.
_COLORS = ("#b3261e", "#0b57d0", "#146c2e", "#7a4a00", "#6a1b9a", "#00696e", "#4d4d4d", "#9c4146")
_DASHES = ("", "", "6 3", "2 3", "8 3 2 3", "4 4", "1 4", "10 4")

Points = Sequence[tuple[float, float]]


def chart(title: str, lines: Mapping[str, Points]) -> str:
    """One line a command; a point a size."""
    lines = {name: points for name, points in lines.items() if points}
    xs = [log10(x) for points in lines.values() for x, _ in points]
    ys = [log10(y) for points in lines.values() for _, y in points]
    low, high, bottom, top = (
        min(xs),
        max(max(xs), min(xs) + 0.1),
        floor(min(ys)),
        max(ceil(max(ys)), floor(min(ys)) + 1),
    )

    def x_of(x: float) -> float:
        return round(_LEFT + (log10(x) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT), 1)

    def y_of(y: float) -> float:
        return round(_HEIGHT - _BOTTOM - (log10(y) - bottom) / (top - bottom) * (_HEIGHT - _TOP - _BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(title)}</text>',
    ]
    for power in range(bottom, top + 1):
        y = y_of(10**power)
        parts.append(f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>')
    for size in sorted({x for points in lines.values() for x, _ in points}):
        x = x_of(size)
        parts.append(f'<path d="M{x} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#eee"/>')
        parts.append(f'<text x="{x}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{size:g}</text>')
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 10}">entities</text>')
    ends: list[float] = []
    for number, (name, points) in enumerate(sorted(lines.items(), key=lambda line: line[1][-1][1], reverse=True)):
        color, dash = _COLORS[number % len(_COLORS)], _DASHES[number % len(_DASHES)]
        places = [(x_of(x), y_of(y)) for x, y in points]
        path = "L".join(f"{x} {y}" for x, y in places)
        parts.append(
            f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{dash or "none"}"/>'
        )
        parts += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{color}"/>' for x, y in places]
        label = max([places[-1][1] + 4, *(end + 16 for end in ends[-1:])])
        ends.append(label)
        parts.append(f'<text x="{places[-1][0] + 10}" y="{label}" fill="{color}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
