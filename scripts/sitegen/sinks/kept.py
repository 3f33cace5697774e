"""In: what each page is made of, and the site as it was built before; out: the files of pages that still stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ..seen import Seen
from ..tree import files_below
from .place import Place
from .whole import write_whole

#: Written before the content of every file that is kept between builds: another program's file begins otherwise.
_MARK = b"review-kept 1 "


@dataclass(frozen=True)
class Made:
    """A page that was made: a sum over all that it is made of, and its files with the sum of each one's bytes."""

    key: str
    files: Mapping[str, str]


@dataclass(frozen=True)
class Earlier:
    """The pages of an earlier build, and the folder with their files."""

    site: Path
    pages: Mapping[str, Made] = field(default_factory=dict)

    def bring(self, page: str, key: str, into: Place) -> bool:
        """Take over the files of a page that is made of the same; False when one is missing or is not as it was made."""
        made = self.pages.get(page)
        return made is not None and made.key == key and into.keep(made.files)


@dataclass(frozen=True)
class InPlace(Earlier):
    """The same for a folder that the next build goes on with: what stands is there already."""

    def bring(self, page: str, key: str, into: Place) -> bool:
        """Whether the page is made of the same."""
        made = self.pages.get(page)
        return made is not None and made.key == key


def sum_of_folders(folders: Iterable[Path], seen: Seen | None = None) -> str:
    """A sum over the files in some folders, by their names and bytes; those that were `seen` are not read."""
    whole, seen = hashlib.sha256(), Seen() if seen is None else seen
    for number, folder in enumerate(folders):
        for name, file in files_below(folder).items():
            whole.update(f"{number}/{name}\0{seen.sum_of(file)}\0".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def sum_of_texts(texts: Mapping[str, str]) -> str:
    """A sum over texts by their names, in their order."""
    return hashlib.sha256(json.dumps(list(texts.items())).encode()).hexdigest()


def earlier(file: Path, site: Path) -> Earlier:
    """What an earlier build noted; nothing when the note is missing, cut off, changed, or no note of ours."""
    return Earlier(site, made_before(file))


def made_before(file: Path, program: str = "") -> Mapping[str, Made]:
    """The same of one sort of files, whose keys do not name the program."""
    value = read_kept(file)
    if not isinstance(value, dict) or value.pop("", "") != program:
        return {}
    try:
        return {str(path): Made(str(key), dict(files)) for path, (key, files) in value.items()}
    except (TypeError, ValueError):
        return {}


def keep(file: Path, pages: Mapping[str, Made], program: str = "") -> None:
    """Note what was made; where the folder cannot be written, nothing is kept."""
    noted: dict[str, object] = {path: [made.key, dict(made.files)] for path, made in pages.items()}
    write_kept(file, {"": program, **noted} if program else noted)


def read_kept(file: Path) -> object:
    """The value in a file that we have written; None when it is not there, or its sum is not that of its content."""
    body = read_sealed(file)
    try:
        return None if body is None else msgspec.json.decode(body)
    except (msgspec.MsgspecError, ValueError):
        return None


def read_sealed(file: Path) -> bytes | None:
    """The same of bytes that mean something to somebody else."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    head, _, body = raw.partition(b"\n")
    return body if head == _MARK + hashlib.sha256(body).hexdigest().encode() else None


def write_kept(file: Path, value: object) -> None:
    """Write a value with its sum, whole or not at all."""
    write_sealed(file, msgspec.json.encode(value))


def write_sealed(file: Path, body: bytes) -> None:
    """The same of bytes that mean something to somebody else."""
    try:
        write_whole({file: _MARK + hashlib.sha256(body).hexdigest().encode() + b"\n" + body})
    except OSError:
        return
