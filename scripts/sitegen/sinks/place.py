"""In: a folder that is being filled, and the one that it will replace; out: files in it: unchanged ones share their bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..seen import Seen
from ..tree import content_of, names_below, stats_below


class Place:
    """Where files are put, by their names. What lies there already with the same bytes stays; what lies `before` is linked.

    Both names then mean one file, so nobody may write into what is there: who puts another content makes a new file.
    What was there and was not put again goes when the place is settled. Who writes in his own way frees the name first.
    """

    def __init__(self, folder: Path, before: Path | None = None, seen: Seen | None = None):
        self.folder = folder
        self._folder, self._before = str(folder), None if before is None else str(before)
        self._seen = Seen() if seen is None else seen
        #: What an earlier build left and nobody has touched since, and all that is put, with its sum where that is known.
        self._left: dict[str, os.stat_result] = {}
        self._sums: dict[str, str] = {}
        #: Whether everybody says what he writes, so that nobody has to look for it.
        self._is_told = True
        #: Whether something was put that did not lie before; where it is not, what lies there may be more, or other.
        self.differs = False
        #: Those in which a file was put anew: they are there, unless somebody took them away.
        self._folders: set[str] = {""}
        if self._before not in (None, self._folder) and not os.path.isdir(self._before):  # noqa: PTH112
            self._before = None
        if self._before != self._folder and os.path.isdir(self._folder):  # noqa: PTH112
            self._left = {name: its for name, its in stats_below(self._folder).items() if self._is_file(name, its)}

    def put(self, name: str, content: bytes) -> None:
        """Have a file hold this, in a folder that is made when it is not there."""
        if self._before == self._folder:
            if not _holds(f"{self._folder}/{name}", content):
                self._write(name, content)
            return
        sum_ = hashlib.sha256(content).hexdigest()
        if self._sums.get(name) != sum_:
            its = self._left.get(name)
            if not (its is not None and its.st_size == len(content) and self._stays(name, sum_)) and not self._linked(
                name, sum_, len(content)
            ):
                self._write(name, content)
        self._sums[name] = sum_

    def put_text(self, name: str, text: str) -> None:
        """The same for text."""
        self.put(name, text.encode("utf-8"))

    def keep(self, sums: Mapping[str, str]) -> bool:
        """Have all these files as they were, by their sums; False, and nothing done, where one is not there so."""
        if self._before == self._folder:
            return all(_sum_is(f"{self._folder}/{name}", sum_, self._seen) for name, sum_ in sums.items())
        wanting = [name for name, sum_ in sums.items() if not self._stays(name, sum_)]
        if not all(_sum_is(f"{self._before}/{name}", sums[name], self._seen) for name in wanting):
            return False
        for name in wanting:
            if not self._link(name):
                self._write(name, content_of(f"{self._before}/{name}"))
        self._sums.update(sums)
        return True

    def free(self, name: str) -> None:
        """Have no file there, for somebody who writes it in his own way."""
        self.wrote(name)
        _remove(f"{self._folder}/{name}")

    def wrote(self, name: str) -> None:
        """Take note that somebody else wrote a file, whose name was free."""
        self._left.pop(name, None)
        self._sums[name] = ""

    def empty(self) -> None:
        """Have nothing there, and nothing linked: for who does not say what he writes."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._left, self._sums, self._before, self._is_told = {}, {}, None, False

    def settle(self) -> None:
        """Remove what an earlier build left and nobody put again, and folders that hold nothing then.

        What somebody wrote who said nothing is there, too, once the place was emptied for him.
        """
        gone = self._left.keys() - self._sums.keys()
        for name in gone:
            del self._left[name]
            if not os.path.isdir(file := f"{self._folder}/{name}"):  # noqa: PTH112 – a folder may be in its place now
                _remove(file)
        if self._is_told:
            freed = {name for name, sum_ in self._sums.items() if not sum_ and not self._is_there(name)}
            self._sums = {name: sum_ for name, sum_ in self._sums.items() if name not in freed}
            gone |= freed
        else:
            there = names_below(self._folder) if os.path.isdir(self._folder) else ()  # noqa: PTH112
            self._sums = {name: self._sums.get(name, "") for name in there}
        for name in gone:
            _remove_folders(self._folder, name)

    def sums(self) -> dict[str, str]:
        """The sum of each file that is there, in order of names; those that others wrote are read."""
        return {name: self.sum_of(name) for name in sorted(self._sums)}

    def sum_of(self, name: str) -> str:
        """The sum of one file that is there; one that others wrote is read, once."""
        sum_ = self._sums.get(name)
        if not sum_:
            sum_ = self._sums[name] = self._seen.sum_of(f"{self._folder}/{name}")
        return sum_

    def remember(self) -> None:
        """Have the next run know all files that are there."""
        for name, sum_ in self.sums().items():
            its = self._left.get(name)
            self._seen.note(os.lstat(f"{self._folder}/{name}") if its is None else its, sum_)

    def double(self, folder: Path) -> None:
        """Have all files by other names, too, in a folder that is made; where the system links no files, not all of them."""
        other = Place(folder, self.folder)
        for name in self._sums:
            if not other._link(name):
                return

    def _is_file(self, name: str, its: os.stat_result) -> bool:
        """Whether a file was left; what is anything else, as a link, goes, since it would lead a writer elsewhere."""
        if stat.S_ISREG(its.st_mode):
            return True
        _remove(f"{self._folder}/{name}")
        return False

    def _is_there(self, name: str) -> bool:
        return os.path.lexists(f"{self._folder}/{name}")

    def _stays(self, name: str, sum_: str) -> bool:
        """Whether what was left, or put before, is just this."""
        its = self._left.get(name)
        if its is None:
            return self._sums.get(name) == sum_
        return self._seen.sum_of(f"{self._folder}/{name}", its) == sum_

    def _linked(self, name: str, sum_: str, size: int | None = None) -> bool:
        """Link the file that lies before, where it is just this."""
        if self._before is None or not _sum_is(f"{self._before}/{name}", sum_, self._seen, size):
            self.differs = True
            return False
        return self._link(name)

    def _link(self, name: str) -> bool:
        """Link the file that lies before."""
        old, new = f"{self._before}/{name}", f"{self._folder}/{name}"
        self._have_folder(name)
        try:
            try:
                os.link(old, new, follow_symlinks=False)
            except (FileNotFoundError, FileExistsError, NotADirectoryError):
                self._make_room(name)
                os.link(old, new, follow_symlinks=False)
        except OSError:  # the system links no files
            return False
        self._left.pop(name, None)
        return True

    def _write(self, name: str, content: bytes) -> None:
        file = f"{self._folder}/{name}"
        self._left.pop(name, None)
        self._have_folder(name)
        try:
            _new_file(file, content)
        except (FileNotFoundError, FileExistsError, NotADirectoryError):
            self._make_room(name)
            _new_file(file, content)

    def _have_folder(self, name: str) -> None:
        """Make the folder of a new file, sooner than to learn that there is none. Where that fails, `_make_room` does more."""
        if (above := name.rpartition("/")[0]) not in self._folders:
            self._folders.add(above)
            with suppress(OSError):
                os.mkdir(f"{self._folder}/{above}")  # noqa: PTH102

    def _make_room(self, name: str) -> None:
        """Have folders for a file, and nothing in its place."""
        file = f"{self._folder}/{name}"
        above = os.path.dirname(file)  # noqa: PTH120
        try:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103
        except (FileExistsError, NotADirectoryError):  # where a folder has to be now, a file was left
            parts = name.split("/")[:-1]
            for number in range(len(parts)):
                if not os.path.isdir(way := "/".join([self._folder, *parts[: number + 1]])):  # noqa: PTH112
                    _remove(way)
            os.makedirs(above, exist_ok=True)  # noqa: PTH103
        _remove(file)


def _remove(file: str) -> None:
    """Remove a file, or a folder in the place of one; it is well when there is none."""
    try:
        os.unlink(file)  # noqa: PTH108
    except (IsADirectoryError, PermissionError):  # the latter is what other systems than Linux say of a folder
        shutil.rmtree(file)
    except (FileNotFoundError, NotADirectoryError):
        return


def _remove_folders(folder: str, name: str) -> None:
    """Remove the folders that a name lay in, up to the first that holds something else."""
    with suppress(OSError):
        while name := name.rpartition("/")[0]:
            os.rmdir(f"{folder}/{name}")  # noqa: PTH106


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


def _sum_is(file: str, sum_: str, seen: Seen, size: int | None = None) -> bool:
    """Whether a file is there, a file and no link to one, and its bytes have this sum, and its size is this one."""
    try:
        its = os.lstat(file)
        return stat.S_ISREG(its.st_mode) and size in (None, its.st_size) and seen.sum_of(file, its) == sum_
    except OSError:
        return False
