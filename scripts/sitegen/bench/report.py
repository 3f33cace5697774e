"""In: sizes that were measured; out: a report in Markdown, with ratios and growth, and the lines of a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from ..stages import READ_TO_RENDER
from .compare import EXPLAINED, Texts
from .measure import Measured
from .run import Run

#: What is compared, each with the column's heading.
FIGURES = {"cpu": "CPU s", "wall": "wall s", "peak_mb": "peak MB"}
_STOCK, _OURS = "stock MkDocs + Material + mkdocs-bibtex", "ours, from nothing"
_LONG = {"stock": _STOCK, "ours": _OURS, "sphinx": "Sphinx + MyST-parser + sphinxcontrib-bibtex"}
_SHOWN = 10
_HEAD = """\
# What a build costs

Written by `make bench`: made-up reviews of several sizes, built by this generator and by others on the same machine. A build is
the whole site: pages, search, bibliography, downloads of data; books, PDFs and pictures are timed apart. Seconds are those
of the processor and of the clock, memory is what all processes of a command have at once. One run each; where there were
several rounds, the least counts. Sphinx and stock MkDocs get the same pages and format the citations themselves; Zensical
and ProperDocs get the folder `build/markdown`, where citations are formatted already, and no search; both build it strictly.

![CPU seconds of each command by the number of entities](chart.svg)
"""


def least(runs: Sequence[Run], figure: str) -> float:
    """The smallest of all rounds: others on the machine only ever add."""
    return min(getattr(run, figure) for run in runs)


def ratio(size: Measured, figure: str) -> float | None:
    """Ours divided by stock, where both finished."""
    return least(size.ours, figure) / least(size.stock, figure) if size.ours and size.stock else None


def commands(size: Measured) -> dict[str, Sequence[Run]]:
    """Every command that finished, with its runs."""
    found: dict[str, Sequence[Run]] = {"stock": size.stock, "ours": size.ours}
    found |= {name: (its,) for name, its in size.more.items()}
    return {name: runs for name, runs in found.items() if runs}


def growth(sizes: Sequence[Measured], command: str, figure: str) -> list[float | None]:
    """From each size to the next, the exponent: 1 is twice the cost for twice the review, 2 is four times."""
    found: list[float | None] = []
    for small, large in pairwise(sizes):
        one, other = commands(small).get(command), commands(large).get(command)
        known = one and other and min(least(one, figure), least(other, figure)) > 0
        times = log(large.made.entities / small.made.entities)
        found.append(log(least(other, figure) / least(one, figure)) / times if one and other and known else None)
    return found


def lines_of(sizes: Sequence[Measured]) -> Mapping[str, list[tuple[float, float]]]:
    """For the chart: by command the CPU seconds at each size at which it finished."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for size in sizes:
        for name, runs in commands(size).items():
            lines.setdefault(name, []).append((size.made.entities, max(least(runs, "cpu"), 0.001)))
    return lines


def as_text(sizes: Sequence[Measured]) -> str:
    """The report."""
    parts = [_HEAD, *(_size(size) for size in sizes)]
    if len(sizes) > 1:
        parts.append(_growth(sizes))
    return "\n".join([*parts, _left_aside()])


def _size(size: Measured) -> str:
    made, machine = size.made, size.machine
    lines = [f"## {made.entities:,} entities", ""]
    lines.append(
        f"{made.claims:,} claims, {made.citations:,} citations, {made.references:,} works. "
        f"{_machine(size.date, size.seed, machine)}"
    )
    heads = (*FIGURES.values(), "CPU of stock", "site MB")
    lines += ["", f"| | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(heads)]
    for name, runs in commands(size).items():
        figures = [f"{least(runs, figure):,.1f}" for figure in FIGURES]
        part = f"{least(runs, 'cpu') / least(size.stock, 'cpu'):.2f}" if size.stock else "–"
        weight = f"{size.sizes[name] / 1e6:.1f}" if name in size.sizes else ""
        lines.append(f"| {_LONG.get(name, name)} | {' | '.join([*figures, part, weight])} |")
    lines += [f"| {_LONG.get(name, name)} | {why} |{' |' * (len(heads) - 1)}" for name, why in size.unfinished.items()]
    ratios = {head: ratio(size, figure) for figure, head in FIGURES.items()}
    told = [f"{head} {its:.2f}" for head, its in ratios.items() if its is not None]
    lines += ["", f"Ours ÷ stock: {', '.join(told) or 'not known'}."]
    lines[-1] += f" An edit under `serve` is seen after {size.live:.1f} s." if size.live is not None else ""
    lines += _stages(size)
    loaded = [f"{name} {count / 1000:.0f} KB" for name, count in size.sizes.items() if name not in commands(size)]
    if loaded:
        lines += ["", f"A reader loads: {', '.join(loaded)}."]
    lines += ["", *_texts("stock", size.texts)]
    for name, texts in size.others.items():
        lines += _texts(name, texts)
    return "\n".join([*lines, ""])


def _stages(size: Measured) -> Iterator[str]:
    """What our own line takes, and what comes behind it; of several rounds the least of each."""
    if not size.stages:
        return
    own = min(sum(its.get(name, 0.0) for name in READ_TO_RENDER) for its in size.stages)
    part = f", {own / least(size.stock, 'cpu'):.3f} of stock" if size.stock else ""
    later = {name: min(its.get(name, 0.0) for its in size.stages) for name in size.stages[0]}
    told = [f"{name.lower()} {its:.1f} s" for name, its in later.items() if name not in READ_TO_RENDER and its >= 0.05]
    whole = "; ".join(filter(None, (f"from read to render {own:.1f} s CPU{part}", ", ".join(told))))
    yield from ("", f"Of ours, from nothing: {whole}.")


def _machine(date: str, seed: int, machine: Mapping[str, object]) -> str:
    known = {"system": "{}", "cores": "{} cores", "memory_gb": "{} GB", "python": "Python {}", "load": "load {}"}
    facts = [words.format(machine[name]) for name, words in known.items() if name in machine]
    return f"Measured on {', '.join([date, *facts])}; seed {seed}."


def _growth(sizes: Sequence[Measured]) -> str:
    steps = [f"{small.made.entities:,} → {large.made.entities:,}" for small, large in pairwise(sizes)]
    lines = ["## Growth", "", "The exponent from size to size: 1 is proportional, below 1 is less.", ""]
    heads = [f"{head}, {step}" for head in (FIGURES["cpu"], FIGURES["peak_mb"]) for step in steps]
    lines += [f"| | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(heads)]
    for name in dict.fromkeys(name for size in sizes for name in commands(size)):
        found = [its for figure in ("cpu", "peak_mb") for its in growth(sizes, name, figure)]
        if any(its is not None for its in found):
            cells = ("–" if its is None else f"{its:.2f}" for its in found)
            lines.append(f"| {_LONG.get(name, name)} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _texts(name: str, texts: Texts | None) -> Iterator[str]:
    if texts is None:
        yield f"Texts of {name}: not compared, since not both finished."
        return
    counts = f"{texts.pages:,} pages, {texts.words:,} words, {texts.marks:,} footnote marks compared"
    found = texts.differences
    told = f"{len(found)} difference{'' if len(found) == 1 else 's'}:" if found else "no difference."
    yield f"Texts of {name} and ours: {counts}, {told}"
    yield from (f"- {line}" for line in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"- and {len(found) - _SHOWN} more"
    yield ""


def _left_aside() -> str:
    return "\n".join(["## What the comparison of texts leaves aside", "", *(f"- {reason}" for reason in EXPLAINED), ""])
