"""In: what a command is doing; out: on standard error how far it is: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from .stages import OF_A_BUILD


@dataclass(frozen=True)
class Took:
    """A stage that has ended: its name, seconds by the clock, and seconds of all processors, of other programs too."""

    name: str
    wall: float
    cpu: float


class Watch:
    """Times each stage, and shows it."""

    def __init__(self, show: Callable[[str], None], end: Callable[[], None] = lambda: None):
        self._show, self._end = show, end
        self.took: list[Took] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage, from its beginning to its end."""
        self._show(name)
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            self.took.append(Took(name, time.perf_counter() - wall, _cpu() - cpu))

    def close(self) -> None:
        """Take away what moves."""
        self._end()


def watch_for(format_: str, console: Console | None = None) -> Watch:
    """Nothing for programs; a moving line on a terminal; else a line a stage."""
    if format_ == "json":
        return Watch(lambda name: None)
    console = console or Console(file=sys.stderr)
    if not console.is_terminal:
        return Watch(lambda name: click.echo(f"{name} …", err=True))
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True)
    task = progress.add_task("", total=len(OF_A_BUILD))
    progress.start()

    def show(name: str) -> None:
        done = OF_A_BUILD.index(name) if name in OF_A_BUILD else 0
        progress.update(task, description=f"{name} …", completed=done)

    return Watch(show, progress.stop)


def profile_of(took: Sequence[Took]) -> str:
    """Stage by stage, in the order in which they were done, and together; one that was done twice is added up."""
    names = list(dict.fromkeys(one.name for one in took))
    rows = [
        (name, sum(one.wall for one in took if one.name == name), sum(one.cpu for one in took if one.name == name))
        for name in names
    ]
    rows.append(("Together", sum(one.wall for one in took), sum(one.cpu for one in took)))
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{'':<{width}}  {'wall s':>8}  {'CPU s':>8}"]
    return "\n".join([*lines, *(f"{name:<{width}}  {wall:>8.2f}  {cpu:>8.2f}" for name, wall, cpu in rows)])


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
