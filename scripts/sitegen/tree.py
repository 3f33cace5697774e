"""In: a folder; out: every file below it and what it holds, sooner than pathlib finds them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path) -> dict[str, str]:
    """Every file below a folder in order of names: its name in the folder, parts joined by `/`, and its whole path."""
    found: dict[str, str] = {}
    waiting = [("", str(folder))]
    while waiting:
        before, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{before}{entry.name}/", entry.path))
                elif _is_file(entry):
                    found[before + entry.name] = entry.path
    return dict(sorted(found.items()))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """A link that leads to itself is none: it is told of by whoever reads what it stands for."""
    try:
        return entry.is_file()
    except OSError:
        return False


def stats_below(folder: str) -> dict[str, os.stat_result]:
    """What the system says of all that lies below a folder and is no folder, by its name.

    Links are told of as links, and nobody goes where they lead.
    """
    return {name: entry.stat(follow_symlinks=False) for name, entry, is_folder in _all_below(folder) if not is_folder}


def names_below(folder: str) -> set[str]:
    """The names alone, which cost less."""
    return {name for name, _, is_folder in _all_below(folder) if not is_folder}


def _all_below(folder: str) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Each name below the folder, with its entry and whether it is a folder."""
    waiting = [("", folder)]
    while waiting:
        before, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                name = before + entry.name
                if is_folder := entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{name}/", entry.path))
                yield name, entry, is_folder


def content_of(file: str) -> bytes:
    """The bytes of a file, sooner than pathlib has them."""
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 – a path costs more than the reading
        return opened.read()
