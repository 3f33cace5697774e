"""In: the path of a file of the review; out: its text and lines, or the problem that it cannot be read as text."""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from pathlib import Path

from ..problems import Location, Problem, ProblemsFound, SourceText

#: Far above any file that people edit; a larger one is a mistake.
LARGEST = 5_000_000
#: Characters that no editor shows as what they are; YAML and editors also disagree on which of them end a line.
#: Marks of direction make a line read otherwise than it is; characters of private use are marks of our own while pages
#: are made, and no font has them.
INVISIBLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]|\r(?!\n)"
)


def files_in(root: Path, folder: str, endings: tuple[str, ...], problems: list[Problem]) -> list[str]:
    """The paths of the files in a folder that end so, sorted; a linked folder, which is not followed, is a problem."""
    found: list[str] = []
    for directory, folders, names in os.walk(root / folder):
        inside = Path(directory).relative_to(root)
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if (Path(directory) / name).is_symlink():
                at = Location(SourceText((inside / name).as_posix(), ()))
                fix = "put the folder itself there"
                problems.append(Problem("unreadable-file", at, "the folder is a link, which is not followed", fix=fix))
        read = [(inside / name).as_posix() for name in names if _counts(name, endings)]
        problems += [_unseen_name(path) for path in read if INVISIBLE.search(path)]
        found += [path for path in read if not INVISIBLE.search(path)]
    return sorted(found)


def _unseen_name(path: str) -> Problem:
    """Bytes that are no UTF-8 are surrogates here: no message, page or list could name the file."""
    sentence = "the file's name holds a character that no editor shows, or is not UTF-8"
    return Problem("unreadable-file", Location(SourceText(path, ())), sentence, fix="rename the file")


def _counts(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().endswith(endings) and not name.startswith(".")


class _Unreadable(Exception):
    def __init__(self, at: Location, sentence: str, expected: str | None = None, fix: str | None = None):
        self.problem = Problem("unreadable-file", at, sentence, expected, fix=fix)


def text_of(root: Path, path: str, problems: list[Problem], largest: int = LARGEST) -> tuple[SourceText, str] | None:
    """The file's lines and text; None when it cannot be read, which is then a problem."""
    return Texts(root, {}).of(path, problems, largest)


#: Texts as they were read, by path: the bytes, the lines, the whole.
KnownTexts = dict[str, tuple[bytes, SourceText, str]]


class Texts:
    """The files of a review; one whose bytes are `known` is the text that it was, and what is read becomes known."""

    def __init__(self, root: Path, known: KnownTexts):
        self._root, self._known = root, known
        self._inside = Inside(root)

    def of(self, path: str, problems: list[Problem], largest: int = LARGEST) -> tuple[SourceText, str] | None:
        """As `text_of`."""
        try:
            raw = _bytes(self._inside, path, largest)
            known = self._known.get(path)
            if known is None or known[0] != raw:
                text = _decoded(path, raw)
                file = SourceText.of(path, text)
                _refuse_invisible(file, text)
                known = self._known[path] = (raw, file, text)
        except _Unreadable as error:
            problems.append(error.problem)
            return None
        return known[1:]


class Inside:
    """Whether files lie in a folder, wherever links lead; of their folders this is found once."""

    def __init__(self, root: Path):
        self.root = root
        self._real = Path(os.path.realpath(root))
        self._folders: dict[str, bool] = {}

    def holds(self, file: Path | str) -> bool:
        """Whether the file itself is there, or in a folder that is."""
        name = os.fspath(file)
        if os.path.islink(name):  # noqa: PTH114 – a path costs more than the looking
            return self._is_inside(name)
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._is_inside(folder)
        return self._folders[folder]

    # `Path.resolve` raises something else in each version of Python when a link leads to itself.
    def _is_inside(self, path: str) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(self._real)


def other_text(file: Path, path: str) -> str:
    """The text of a file that need be no part of the review, whatever characters it has; raises ProblemsFound."""
    try:
        return _decoded(path, _raw(file, path)).replace("\r\n", "\n").replace("\r", "\n")
    except _Unreadable as error:
        raise ProblemsFound([error.problem]) from error


def _raw(file: Path, path: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _Unreadable(Location(SourceText(path, ())), f"the file cannot be read: {error.strerror}") from error


def bytes_of(root: Path, path: str, problems: list[Problem], largest: int = LARGEST) -> bytes | None:
    """The file's bytes; None when it cannot be read, leads out of the review or is too large, which is a problem."""
    try:
        return _bytes(Inside(root), path, largest)
    except _Unreadable as error:
        problems.append(error.problem)
        return None


def _bytes(inside: Inside, path: str, largest: int = LARGEST) -> bytes:
    name = f"{inside.root}/{path}"
    if not inside.holds(name):
        sentence = "the file is a link that leads out of the review's folder"
        raise _Unreadable(Location(SourceText(path, ())), sentence, fix="put the file itself there")
    try:
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123
            size = os.fstat(file.fileno()).st_size
            raw = file.read() if size <= largest else b""
    except OSError as error:
        at = Location(SourceText(path, ()))
        raise _Unreadable(at, f"the file cannot be read: {error.strerror}") from error
    if size > largest:
        at = Location(SourceText(path, ()))
        raise _Unreadable(at, f"the file has {size:,} bytes", f"at most {largest:,}", "split it")
    # Windows editors put a byte order mark before UTF-8; it is no part of the text, nor of any column.
    return raw.removeprefix(codecs.BOM_UTF8)


def _decoded(path: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        file = SourceText.of(path, raw.decode("utf-8", "replace"))
        at = Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        sentence = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        raise _Unreadable(at, sentence, "UTF-8 text", "save the file with the encoding UTF-8") from error


def _refuse_invisible(file: SourceText, text: str) -> None:
    match = INVISIBLE.search(text)
    if match is None:
        return
    start, char = match.start(), match[0]
    at = Location(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    if char == "\r":
        fix = "save the file with the line endings LF"
        raise _Unreadable(at, "a line ends with a carriage return alone", "a line feed", fix)
    name = unicodedata.name(char, "a character of private use" if char > "\x9f" else "a control character")
    sentence = f"the file holds U+{ord(char):04X} ({name}), which no editor shows"
    raise _Unreadable(at, sentence, fix="delete the character")
