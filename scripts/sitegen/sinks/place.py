"""In: a folder that is being filled, and the one that it will replace; out: files in it: unchanged ones share their bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..tree import content_of


class Place:
    """Where files are put, by their names. What lies `before` with the same bytes is linked, which costs a tenth.

    Both names then mean one file, so nobody may write into what is there: who puts another content makes a new file.
    """

    def __init__(self, folder: Path, before: Path | None = None):
        self.folder = folder
        self._folder, self._before = str(folder), None if before is None else str(before)

    def put(self, name: str, content: bytes) -> None:
        """Have a file hold this, in a folder that is made when it is not there."""
        if self._before is None or not _holds(f"{self._before}/{name}", content):
            self._write(name, content)
        else:
            self.keep(name, content)

    def put_text(self, name: str, text: str) -> None:
        """The same for text."""
        self.put(name, text.encode("utf-8"))

    def keep(self, name: str, content: bytes) -> None:
        """The same where it is known that the file `before` holds just this."""
        old, new = f"{self._before}/{name}", f"{self._folder}/{name}"
        if old == new:
            return
        try:
            try:
                os.link(old, new, follow_symlinks=False)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(new), exist_ok=True)  # noqa: PTH103, PTH120 – a path costs more than the work
                os.link(old, new, follow_symlinks=False)
        except OSError:  # it is there already, or the system links no files
            self._write(name, content)

    def free(self, name: str) -> None:
        """Have no file there, for somebody who writes it in his own way."""
        try:
            os.unlink(f"{self._folder}/{name}")  # noqa: PTH108
        except OSError:
            return

    def _write(self, name: str, content: bytes) -> None:
        file = f"{self._folder}/{name}"
        try:
            _new_file(file, content)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
            _new_file(file, content)
        except FileExistsError:
            self.free(name)
            _new_file(file, content)


def _new_file(file: str, content: bytes) -> None:
    with open(file, "xb", buffering=0) as opened:  # noqa: PTH123
        rest = memoryview(content)
        while rest:
            rest = rest[opened.write(rest) :]


def _holds(file: str, content: bytes) -> bool:
    """Whether a file is there, a file and no link to one, and holds these bytes."""
    try:
        its = os.lstat(file)
        return stat.S_ISREG(its.st_mode) and its.st_size == len(content) and content_of(file) == content
    except OSError:
        return False
