"""In: a Report; out: a table for people, with ratios and growth, and JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from .chart import chart
from .compare import EXPLAINED
from .measure import Measured, Report, Run

#: What is compared, each with the column's heading.
FIGURES = {"cpu": "CPU s", "wall": "wall s", "peak_mb": "peak MB"}
_COMMANDS = ("stock", "ours")
_SHOWN = 10


def least(runs: Sequence[Run], figure: str) -> float:
    """The smallest of all rounds: others on the machine only ever add."""
    return min(getattr(run, figure) for run in runs)


def ratio(size: Measured, figure: str) -> float:
    """Ours divided by stock."""
    return least(size.ours, figure) / least(size.stock, figure)


def growth(sizes: Sequence[Measured], command: str, figure: str) -> list[float]:
    """From each size to the next, the exponent: 1 is twice the cost for twice the review, 2 is four times."""
    return [
        log(least(getattr(large, command), figure) / least(getattr(small, command), figure))
        / log(large.made.entities / small.made.entities)
        for small, large in pairwise(sizes)
    ]


def as_text(report: Report) -> str:
    """The table, the growth, and what the comparison of texts found."""
    lines = [f"{'entities':>8}  {'pages':>6}  {'':<13}" + "".join(f"{head:>10}" for head in FIGURES.values())]
    for size in report.sizes:
        start = f"{size.made.entities:>8}  {size.texts.pages:>6}  "
        for command in _COMMANDS:
            figures = "".join(f"{least(getattr(size, command), figure):>10.1f}" for figure in FIGURES)
            lines.append(f"{start}{command:<13}{figures}")
        lines.append(f"{start}{'ours ÷ stock':<13}" + "".join(f"{ratio(size, figure):>10.2f}" for figure in FIGURES))
        for name, its in size.more.items():
            part = its.cpu / least(size.stock, "cpu")
            lines.append(
                f"{start}{name}: {its.cpu:.1f} s CPU ({part:.2f} of stock), {its.wall:.1f} s, {its.peak_mb:.0f} MB"
            )
        if size.live is not None:
            lines.append(f"{start}live edit: {size.live:.1f} s until the page shows it")
        if size.sizes:
            lines.append(start + ", ".join(f"{name}: {bytes_ / 1e6:.2f} MB" for name, bytes_ in size.sizes.items()))
    for figure, head in list(FIGURES.items())[::2] if len(report.sizes) > 1 else ():
        lines.append(f"\nGrowth exponent of {head} from size to size (1 is proportional):")
        for command in _COMMANDS:
            steps = (f"{exponent:.2f}" for exponent in growth(report.sizes, command, figure))
            lines.append(f"  {command:<6}{', '.join(steps)}")
    return "\n".join([*lines, "", *_texts(report)])


def _texts(report: Report) -> list[str]:
    totals = {name: sum(getattr(size.texts, name) for size in report.sizes) for name in ("pages", "words", "marks")}
    found = [f"{size.made.entities} entities: {line}" for size in report.sizes for line in size.texts.differences]
    lines = ["Texts: {pages} pages, {words} words, {marks} footnote marks compared. Left aside:".format(**totals)]
    lines += [f"  - {reason}" for reason in EXPLAINED]
    lines.append(f"{len(found)} other difference{'' if len(found) == 1 else 's'}:" if found else "No other difference.")
    lines += [f"  - {line}" for line in found[:_SHOWN]]
    return lines + ([f"  - and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else [])


def write_json(report: Report, folder: Path) -> Path:
    """Write everything, each single run among it, into a file named after the date."""
    sizes = [_size(size) for size in report.sizes]
    exponents = {
        command: {figure: [round(step, 3) for step in growth(report.sizes, command, figure)] for figure in FIGURES}
        for command in _COMMANDS
    }
    whole = {"date": report.date, "seed": report.seed, "machine": report.machine, "sizes": sizes, "growth": exponents}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{report.date}.json"
    file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return file


def write_chart(report: Report, folder: Path) -> Path:
    """Draw the CPU seconds of all that was measured, into a file named after the date."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for size in report.sizes:
        runs = {name: least(getattr(size, name), "cpu") for name in _COMMANDS}
        for name, seconds in {**runs, **{name: its.cpu for name, its in size.more.items()}}.items():
            lines.setdefault(name, []).append((size.made.entities, max(seconds, 0.001)))
    file = folder / f"{report.date}.svg"
    file.write_text(chart(f"CPU seconds of a build, {report.date[:10]}", lines), encoding="utf-8", newline="\n")
    return file


def _size(size: Measured) -> dict[str, Any]:
    runs = {
        command: [{name: round(value, 3) for name, value in asdict(run).items()} for run in getattr(size, command)]
        for command in _COMMANDS
    }
    ratios = {figure: round(ratio(size, figure), 3) for figure in FIGURES}
    more = {name: {part: round(value, 3) for part, value in asdict(its).items()} for name, its in size.more.items()}
    whole = {"made": asdict(size.made), **runs, "ours_by_stock": ratios, "texts": asdict(size.texts)}
    return {**whole, "more": more, "bytes": dict(size.sizes), "live_edit_seconds": size.live}
