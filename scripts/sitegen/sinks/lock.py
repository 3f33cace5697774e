"""In: the folder `build`; out: that one run at a time writes there, and that what a killed one left is put in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import Location, Problem, ProblemsFound, SourceText
from .swap import put_in_order

if sys.platform != "win32":
    import fcntl

#: The folders that this process holds: a run inside a run is the same run.
_HELD: set[Path] = set()


def _say_nothing(_: str) -> None:
    """Wait without a word."""


@contextmanager
def alone(build: Path, say: Callable[[str], None] = _say_nothing) -> Iterator[None]:
    """Hold the folder until done; another run waits. What cannot be written, or has no room, is raised as a problem."""
    whole = Path(os.path.abspath(build))  # noqa: PTH100 - a link stays a link: two reviews may build into one folder
    if whole in _HELD:
        yield
        return
    is_new = not build.exists()
    try:
        build.mkdir(parents=True, exist_ok=True)
        with _locked(build, say):
            _HELD.add(whole)
            try:
                put_in_order(build)
                yield
            finally:
                _HELD.discard(whole)
                if is_new and build.is_dir() and not any(build.iterdir()):
                    build.rmdir()  # nothing was built
    except OSError as error:
        raise ProblemsFound([unwritten(error, build.parent)]) from error


@contextmanager
def _locked(build: Path, say: Callable[[str], None]) -> Iterator[None]:
    """The lock is on the folder itself: no file of it lies about, and the system lifts it when a run is killed."""
    if sys.platform == "win32":
        yield
        return
    number = os.open(build, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another run is writing into {build.name}/; waiting until it is done.")
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def unwritten(error: OSError, root: Path) -> Problem:
    """What could not be written, and why; a file of the review is named as its editors know it."""
    named = error.filename if isinstance(error.filename, str) else ""
    inside = os.path.relpath(named, root) if named and Path(named).is_absolute() else named
    path = inside if inside and not inside.startswith("..") else "build"
    # Where a build lays out what it makes has another name each time.
    path = "/".join(part for part in path.split("/") if not part.startswith(".new-"))
    sentence = f"this cannot be written: {error.strerror or type(error).__name__}"
    fix = "make room, or let yourself write there; what was built before is as it was"
    return Problem("cannot-write", Location(SourceText(path, ())), sentence, fix=fix)
