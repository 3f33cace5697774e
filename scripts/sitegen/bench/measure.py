"""In: a review's folder, sizes, a seed; out: a Report of what ours, stock MkDocs and others cost on the same pages."""

from __future__ import annotations

import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from ..pipeline import prepare
from ..places import template_folders
from ..render.markdown import PIPE_TABLES, render
from ..sinks.swap import fresh_folder
from .compare import Texts, compare_sites
from .edits import EDITS
from .generate import Made, generate
from .live import seconds_to_see
from .others import commands_of
from .reader import weights
from .stock import write_stock

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-bibtex", "markdown", "pymdown-extensions", "jinja2", "pybtex", "lxml")
#: Set for both: no banner, and nothing of the caller's environment.
_UNSET = ("SITE_URL", "REVIEW_SERVE", "SOURCE_DATE_EPOCH")
_OURS = "from sitegen.cli import main; main()"
#: The largest review whose live preview and whose books are measured, and how long a preview is waited for.
LIVE, BOOKS, PATIENCE = 300, 300, 300.0


class BenchFailed(Exception):
    """A build that is measured ended with an error."""


@dataclass(frozen=True)
class Run:
    """One command in its own process: seconds, the largest memory, and a fixed loop's seconds right before it.

    The loop tells how fast the machine was just then: on shared cores that changes from minute to minute.
    """

    wall: float
    user: float
    system: float
    peak_mb: float
    loop: float

    @property
    def cpu(self) -> float:
        """The seconds that the processor worked."""
        return self.user + self.system


@dataclass(frozen=True)
class Measured:
    """One size: what was made, every run of both commands, what both outputs say, and what else was measured.

    `more` has one run each: our builds after an edit, our books, other engines. `sizes` are bytes: of whole sites,
    and of what a reader loads.
    """

    made: Made
    ours: tuple[Run, ...]
    stock: tuple[Run, ...]
    texts: Texts
    more: Mapping[str, Run] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    live: float | None = None


@dataclass(frozen=True)
class Report:
    """All sizes, and the facts about machine and versions that the figures depend on."""

    date: str
    seed: int
    machine: dict[str, object]
    sizes: tuple[Measured, ...]


def bench(root: Path, sizes: Sequence[int], seed: int, rounds: int, say: Callable[[str], None]) -> Report:
    """Measure each size in turn, in fresh folders under build/ that are gone afterwards."""
    date = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H%M%SZ")
    machine = _machine()
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8")
    measured: list[Measured] = []
    for size in sorted(set(sizes)):
        with fresh_folder(root / "build") as folder:
            measured.append(_measure(folder, size, seed, rounds, configuration, say))
    return Report(date, seed, machine, tuple(measured))


def _measure(
    folder: Path, size: int, seed: int, rounds: int, configuration: str, say: Callable[[str], None]
) -> Measured:
    ours, stock = folder / "ours", folder / "stock"
    made = generate(ours, size, seed, configuration)
    say(f"{made.entities} entities, {made.claims} claims, {made.citations} citations, {made.references} references …")
    site = prepare(ours).site
    plain = render(site, template_folders(ours), PIPE_TABLES)
    write_stock(plain, (ours / "references.bib").read_text(encoding="utf-8"), stock)
    commands = {
        "stock": [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(stock / "mkdocs.yml")],
        "ours": [sys.executable, "-m", "sitegen.bench.whole", str(ours)],
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            for kept in ("build", ".cache"):
                shutil.rmtree(ours / kept, ignore_errors=name == "stock" or not (ours / kept).exists())
            runs[name].append(_said(run(command, folder / f"{name}.log"), name, say))
    texts = compare_sites(ours / "build" / "site", stock / "site")
    sizes = {"stock": _bytes(stock / "site"), "ours": _bytes(ours / "build" / "site")}
    entities = [page.path.removesuffix(".md") for page in site.pages if page.role == "entity"]
    sizes |= weights(ours / "build" / "site", entities)
    more = {}
    for name, command in commands_of(ours, folder, made.entities).items():
        more[name] = _said(run(command, folder / "other.log"), name, say)
    for name, edit in EDITS.items():
        edit(ours)
        more[f"ours, {name}"] = _said(run(commands["ours"], folder / "ours.log"), f"ours, {name}", say)
    live = None
    if made.entities <= LIVE:
        live = seconds_to_see(ours, [sys.executable, "-c", _OURS], PATIENCE)
        say(f"  live edit: {'not seen' if live is None else f'{live:.1f} s'}")
    if made.entities <= BOOKS:
        book = [sys.executable, "-c", _OURS, "book", "--root", str(ours)]
        more["our books, apart"] = _said(run(book, folder / "book.log"), "our books, apart", say)
    return Measured(made, tuple(runs["ours"]), tuple(runs["stock"]), texts, more, sizes, live)


def _said(its: Run, name: str, say: Callable[[str], None]) -> Run:
    say(f"  {name}: {its.cpu:.1f} s CPU, {its.wall:.1f} s, {its.peak_mb:.0f} MB")
    return its


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def run(command: Sequence[str], log: Path) -> Run:
    """Run a command in its own process and ask the system what it took; its output goes into a file."""
    loop = _loop()
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET}
    package = str(Path(__file__).resolve().parent.parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    environment["NO_MKDOCS_2_WARNING"] = "1"
    alone = [sys.executable, "-I", "-S", str(Path(__file__).with_name("alone.py")), str(log)]
    figures = json.loads(subprocess.run([*alone, *command], env=environment, stdout=subprocess.PIPE, check=True).stdout)
    code = figures.pop("code")
    if code != 0:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
        raise BenchFailed(f"{log.stem} ended with {code}:\n{last}")
    return Run(**figures, loop=loop)


def _loop() -> float:
    start, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number
    return time.process_time() - start


def _machine() -> dict[str, object]:
    """Facts, no names or paths."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load": [round(part, 2) for part in os.getloadavg()],
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }
