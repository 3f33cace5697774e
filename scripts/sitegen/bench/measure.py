"""In: a review's folder, a size, a seed; out: Measured: what ours, stock MkDocs and others cost on the same pages."""

from __future__ import annotations

import datetime
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from ..pipeline import prepare
from ..places import template_folders
from ..render.markdown import render
from ..render.renderer import PIPE_TABLES
from .compare import Texts, compare_pages, compare_sites
from .edits import EDITS
from .generate import Made, generate
from .live import seconds_to_see
from .others import commands_of
from .reader import weights
from .run import LIMIT, NotFinished, Run, run
from .stock import write_stock
from .whole import stages_in

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-bibtex", "markdown", "pymdown-extensions", "jinja2", "pybtex", "lxml")
_OURS = (sys.executable, "-m", "sitegen")
#: The largest review whose books are measured, and whose pages are compared with those of other engines than stock MkDocs.
BOOKS, COMPARED = 300, 1000
#: A preview is waited for so many seconds at least.
PATIENCE = 300.0


@dataclass(frozen=True)
class Measured:
    """One size: what was made, every run of both commands, what both outputs say, and what else was measured.

    `more` has one run each: our builds after an edit, our books, other engines; `unfinished` what was not waited for, or
    not tried, and why. `texts` is None where stock did not finish. `others` compares our pages with those of engines that
    build the folder of Markdown. `sizes` are bytes: of whole sites, and of what a reader loads. `stages` are the CPU seconds of
    each stage of ours, a mapping for each of its runs.
    """

    made: Made
    ours: tuple[Run, ...]
    stock: tuple[Run, ...]
    texts: Texts | None
    more: Mapping[str, Run] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    live: float | None = None
    unfinished: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Texts] = field(default_factory=dict)
    stages: tuple[Mapping[str, float], ...] = ()
    date: str = ""
    seed: int = 1
    machine: Mapping[str, object] = field(default_factory=dict)


def measure(
    root: Path,
    below: Path,
    size: int,
    seed: int,
    say: Callable[[str], None],
    *,
    rounds: int = 1,
    limit: float = LIMIT,
    skipped: Mapping[str, str] | None = None,
) -> Measured:
    """Measure one size in a folder of its own below another; `skipped` is not tried, for the reason given.

    Nothing is removed meanwhile: ext4 without a journal passes over the numbers of files that were removed within the
    last minutes, one by one, for each file that is made. Ours, with many files, then took four times the system's seconds.
    """
    date = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC")
    machine = _machine()
    configuration = (root / "mkdocs.yml").read_text(encoding="utf-8")
    folder = below / str(size)
    folder.mkdir()
    return _Bench(folder, limit, dict(skipped or {}), say).measured(size, seed, rounds, configuration, date, machine)


@dataclass
class _Bench:
    """A folder for one size, and what did not finish."""

    folder: Path
    limit: float
    unfinished: dict[str, str]
    say: Callable[[str], None]

    def measured(
        self, size: int, seed: int, rounds: int, configuration: str, date: str, machine: Mapping[str, object]
    ) -> Measured:
        ours, stock = self.folder / "ours", self.folder / "stock"
        made = generate(ours, size, seed, configuration)
        self.say(
            f"{made.entities} entities, {made.claims} claims, {made.citations} citations, {made.references} references …"
        )
        entities = _write_stock(ours, stock)
        commands = {
            "stock": [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(stock / "mkdocs.yml")],
            "ours": [sys.executable, "-m", "sitegen.bench.whole", str(ours)],
        }
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        stages: list[Mapping[str, float]] = []
        for turn in range(rounds):
            for name, command in commands.items():
                for kept in ("build", ".cache") if name == "ours" else ():
                    if (ours / kept).exists():
                        (ours / kept).rename(self.folder / f"{kept}-{turn}")
                runs[name] += self._timed(name, command)
                if name == "ours" and len(runs[name]) > len(stages):
                    stages.append(stages_in(self._log(name)))
        site = ours / "build" / "site"
        if not runs["ours"]:
            return Measured(
                made, (), tuple(runs["stock"]), None, unfinished=self.unfinished, **_when(date, seed, machine)
            )
        sizes = {"ours": _bytes(site), **weights(site, entities)}
        texts = None
        if runs["stock"]:
            texts, sizes["stock"] = compare_sites(site, stock / "site"), _bytes(stock / "site")
        more, others = self._others(ours, made.entities, sizes)
        for name, edit in EDITS.items():
            edit(ours)
            for its in self._timed(f"ours, {name}", commands["ours"]):
                more[f"ours, {name}"] = its
        live = seconds_to_see(ours, _OURS, max(PATIENCE, 3 * runs["ours"][-1].wall))
        self.say(f"  live edit: {'not seen' if live is None else f'{live:.1f} s'}")
        if made.entities <= BOOKS:
            book = [*_OURS, "book", "--root", str(ours)]
            for its in self._timed("our books, apart", book):
                more["our books, apart"] = its
        own, other = tuple(runs["ours"]), tuple(runs["stock"])
        return Measured(
            made,
            own,
            other,
            texts,
            more,
            sizes,
            live,
            self.unfinished,
            others,
            tuple(stages),
            **_when(date, seed, machine),
        )

    def _others(self, ours: Path, entities: int, sizes: dict[str, int]) -> tuple[dict[str, Run], dict[str, Texts]]:
        more: dict[str, Run] = {}
        texts: dict[str, Texts] = {}
        for name, (command, site, same) in commands_of(ours, self.folder).items():
            for its in self._timed(name, command):
                more[name], sizes[name] = its, _bytes(site)
                if same and entities <= COMPARED:
                    texts[name] = compare_pages(ours / "build" / "site", site)
                    self.say(f"  {name}: {texts[name].pages} pages, {len(texts[name].differences)} differ from ours")
        return more, texts

    def _log(self, name: str) -> Path:
        return self.folder / f"{name.replace(' ', '-')}.log"

    def _timed(self, name: str, command: Sequence[str]) -> list[Run]:
        """One run, or none where the command is not tried or does not finish."""
        if name in self.unfinished:
            self.say(f"  {name}: {self.unfinished[name]}")
            return []
        try:
            its = run(command, self._log(name), self.limit)
        except NotFinished as found:
            self.unfinished[name] = str(found)
            self.say(f"  {name}: {found}")
            return []
        self.say(f"  {name}: {its.cpu:.1f} s CPU, {its.wall:.1f} s, {its.peak_mb:.0f} MB")
        return [its]


def _write_stock(ours: Path, stock: Path) -> list[str]:
    """Write the same pages for stock MkDocs; gives the addresses of the pages of entities."""
    site = prepare(ours).site
    plain = render(site, template_folders(ours), PIPE_TABLES)
    write_stock(plain, (ours / "references.bib").read_text(encoding="utf-8"), stock)
    return [page.path.removesuffix(".md") for page in site.pages if page.role == "entity"]


def _when(date: str, seed: int, machine: Mapping[str, object]) -> dict[str, object]:
    return {"date": date, "seed": seed, "machine": machine}


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _machine() -> Mapping[str, object]:
    """Facts, no names or paths."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load": [round(part, 2) for part in os.getloadavg()],
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }
