"""In: a case; out: Verdict: a good render, problems that name their places, or a fault of the generator."""

from __future__ import annotations

import gc
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sitegen.codes import CODES
from sitegen.model.citations import odd_ones
from sitegen.pipeline import Prepared, prepare
from sitegen.places import template_folders
from sitegen.plugin import markdown_engine
from sitegen.problems import Problem, ProblemsFound, as_github, as_json, as_text, errors_of
from sitegen.render.markdown import render
from sitegen.render.renderer import PIPE_TABLES

from .campaign import campaign
from .case import Case, Place
from .safe import shown_as_typed, unreadable_in, unsafe_in

#: Seconds that one case may take; a good one takes a fifth of one.
PATIENCE = 20
#: Bytes that a process which judges may take; a case that wants more ends with an error, not with the machine.
MEMORY = 4 << 30


class TooLong(BaseException):
    """A case took longer than it may; no `except Exception` holds it up."""


@dataclass(frozen=True)
class Verdict:
    """What became of a case: `good`, `problems` or `fault`, and what exactly."""

    outcome: str
    what: str = ""
    seconds: float = 0.0


class Judge:
    """Renders one bad review after the other in one process."""

    def __init__(self, place: Place):
        self.place = place
        self._before = place.listing()
        self._engine = markdown_engine(place.root)
        #: What the generator's own templates put on pages, such as the form that filters works.
        self._ours = frozenset(what for one in prepare(place.root).documents for what in self._page(one.markdown)[1])

    def verdict(self, case: Case, run: Callable[[Case], Prepared] | None = None) -> Verdict:
        """Make the review bad, render it, look at what comes of it, make it good again."""
        self.place.make_bad(case)
        try:
            before = self.place.listing()
            start = time.perf_counter()
            found = self._outcome(case, run or self._rendered)
            seconds = time.perf_counter() - start
            if found.outcome != "fault" and self.place.listing() != before:
                return Verdict("fault", "the input is another than it was")
            return Verdict(found.outcome, found.what, seconds)
        finally:
            self.place.mend(case)

    def _outcome(self, case: Case, run: Callable[[Case], Prepared]) -> Verdict:
        try:
            with _limited(PATIENCE):
                prepared = run(case)
                wrong = [*wrong_in(prepared.gaps, str(self.place.root)), *self._wrong_with(case, prepared)]
        except ProblemsFound as found:
            return self._told(found.problems)
        except TooLong as error:
            return Verdict("fault", "takes too long\n" + "".join(traceback.format_tb(error.__traceback__)[-6:]))
        except BaseException as error:
            return Verdict("fault", "".join(traceback.format_exception(error)[-14:]))
        return Verdict("fault", "\n".join(wrong[:3])) if wrong else Verdict("good")

    def _told(self, problems: Sequence[Problem]) -> Verdict:
        try:
            wrong = list(wrong_in(problems, str(self.place.root)))
        except UnicodeError as error:
            return Verdict("fault", f"problems that cannot be printed: {error}")
        wrong += [] if errors_of(problems) else ["the render ends with problems of which none is an error"]
        return Verdict("fault", wrong[0]) if wrong else Verdict("problems", as_text(problems))

    def _rendered(self, case: Case) -> Prepared:
        """Read, validate, link, render for both sinks."""
        prepared = prepare(self.place.root)
        if len(case.name) % 4 == 0:  # the same pages, their tables written otherwise
            render(prepared.site, template_folders(self.place.root), PIPE_TABLES)
        if case.site:
            markdown_engine(self.place.root)
        return prepared

    def _wrong_with(self, case: Case, prepared: Prepared) -> Iterator[str]:
        known = {work.key for work in prepared.review.references.values()}
        for document in prepared.documents:
            page, unsafe = self._page(document.markdown)
            yield from (f"{document.path}: {what}" for what in unsafe if what not in self._ours)
            if case.typed and "zqx" in page and not shown_as_typed(page, case.typed):
                yield f"{document.path} does not show what was typed: {_around(page)}"
            for odd in odd_ones(document.markdown):
                yield f"{document.path}: {odd[:80]} would be taken for a citation"
            yield from (f"{document.path} cites {key}" for key in document.cites if key not in known)
        yield from unreadable_in(prepared.files)

    def _page(self, markdown: str) -> tuple[str, tuple[str, ...]]:
        return _converted(self._engine, markdown)


@lru_cache(maxsize=500)
def _converted(engine: Callable[[str], str], markdown: str) -> tuple[str, tuple[str, ...]]:
    page = engine(markdown)
    return page, tuple(unsafe_in(page))


def _around(page: str) -> str:
    at = page.index("zqx")
    return page[max(0, at - 60) : at + 200]


def wrong_in(problems: Sequence[Problem], root: str) -> Iterator[str]:
    """What is wrong with problems themselves: each names a file of the review, a place that is there, and a code."""
    for problem in problems:
        at, said = problem.location, as_text([problem])
        if problem.code not in CODES:
            yield f"no such code: {said}"
        if not at.file.path or at.file.path.startswith(("/", "..")) or at.line < 1 or at.column < 1 or at.width < 1:
            yield f"no place: {said}"
        if at.file.lines and at.line > len(at.file.lines):
            yield f"a line that the file does not have: {said}"
        if at.file.lines and at.column > len(at.text) + 2:
            yield f"a column that the line does not have: {said}"
        if not problem.sentence.strip() or "\n" in problem.sentence or root in said:
            yield f"no sentence for an editor: {said}"
        if re.search(r"[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", said):
            yield f"characters that a terminal obeys: {said!r}"
        if len(problem.sentence) > 600:
            yield f"a sentence of {len(problem.sentence)} characters: {problem.sentence[:300]}"
    as_json(problems).encode("utf-8")
    as_github(problems).encode("utf-8")
    as_text(problems).encode("utf-8")


def judged(tiny: Path, root: Path, seed: int, part: int, parts: int) -> list[tuple[str, str]]:
    """One part of a campaign, in a process of its own: the outcome of each case, and of a fault what it is."""
    place = Place(tiny, root)
    judge = Judge(place)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # What stays in memory meanwhile is looked through for garbage once.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    ends: list[tuple[str, str]] = []
    for case in campaign(place.good, seed)[part::parts]:
        verdict = judge.verdict(case)
        ends.append(
            (verdict.outcome, f"{case.sort}: {case.name!a}\n{verdict.what}" if verdict.outcome == "fault" else "")
        )
    return ends


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
