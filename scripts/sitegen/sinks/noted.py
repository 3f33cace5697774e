"""In: texts by their keys, and what they were made with; out: one file of them, in which a later build looks each up alone.

A line with a mark and the sum of the next one; a line with what they were made with and, for each text, where it begins, its
length and its sum; then the texts. What is not as it was written is not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import weakref
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from ..on_demand import Layers

_MARK = b"review-texts 1 "
#: Of a note, less than one of so many is written beside it.
_FEW = 4
_NONE: Mapping[str, str] = MappingProxyType({})


class Noted(Mapping[str, str]):
    """The texts of a file, each read when it is asked for, and taken for missing where its sum is another one."""

    def __init__(self, file: int, begin: int, places: Mapping[str, tuple[int, int, str]]):
        self._file, self._begin, self._places = file, begin, places
        weakref.finalize(self, os.close, file)

    def __getitem__(self, key: str) -> str:
        begin, length, wanted = self._places[key]
        raw = os.pread(self._file, length, self._begin + begin)
        if _sum(raw) != wanted:
            raise KeyError(key)
        return raw.decode("utf-8", "surrogatepass")

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def noted_texts(file: Path, made_with: str) -> Mapping[str, str]:
    """The texts that were noted with the same; none where the file is missing, cut off, changed, or no note of ours.

    Beside it lies another with those that came later.
    """
    return Layers(_noted(_later(file), made_with), _noted(file, made_with))


def _later(file: Path) -> Path:
    return file.with_suffix(".later")


def _noted(file: Path, made_with: str) -> Mapping[str, str]:
    try:
        with file.open("rb", buffering=0) as opened:
            line, index = _first_lines(opened)
            if line != _MARK + _sum(index).encode():
                return _NONE
            note = json.loads(index)
            places = {
                str(key): (int(begin), int(size), str(sum_)) for key, (begin, size, sum_) in note["texts"].items()
            }
            if note["of"] != made_with:
                return _NONE
            return Noted(os.dup(opened.fileno()), len(line) + len(index) + 2, places)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _NONE


def _first_lines(opened: BinaryIO) -> tuple[bytes, bytes]:
    """The mark and the index: each ends with its line."""
    read, lines = b"", 0
    while lines < 2:
        more = opened.read(1 << 20)
        if not more:
            raise ValueError("it ends before the texts begin")
        read += more
        lines = read.count(b"\n")
    line, index, _ = read.split(b"\n", 2)
    return line, index


def note_more_texts(
    file: Path, texts: Mapping[str, str], taken: Collection[str], made: Collection[str], made_with: str
) -> None:
    """Note texts for the next build: those that were `taken` of the last note, and those that were made since.

    What lies in the file is not written again, as long as most of it is of use and little came later.
    """
    main, later = _noted(file, made_with), _noted(_later(file), made_with)
    more = [*(key for key in taken if key not in main), *made]
    if main and _FEW * len(more) <= len(main) and _FEW * sum(key not in taken for key in main) <= len(main):
        if made or set(more) != set(later):
            note_texts(_later(file), texts, made_with, more)
        return
    note_texts(file, texts, made_with, (*taken, *made))
    with suppress(OSError):
        _later(file).unlink()


def note_texts(file: Path, texts: Mapping[str, str], made_with: str, keys: Collection[str] | None = None) -> None:
    """Write those of these keys that are there, all or none; where the folder cannot be written, nothing is kept.

    Each text is asked for twice, and none is held: they may be of a whole review.
    """
    places: dict[str, tuple[int, int, str]] = {}
    end = 0
    for key in dict.fromkeys(texts if keys is None else keys):
        if (text := texts.get(key)) is None:  # somebody has changed the note that it lies in
            continue
        raw = text.encode("utf-8", "surrogatepass")
        places[key] = (end, len(raw), _sum(raw))
        end += len(raw)
    index = json.dumps({"of": made_with, "texts": places}, separators=(",", ":")).encode()
    half = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as output:
            output.write(_MARK + _sum(index).encode() + b"\n" + index + b"\n")
            for key in places:
                output.write(texts[key].encode("utf-8", "surrogatepass"))
        half.replace(file)
    except (OSError, KeyError):
        return
    finally:
        with suppress(OSError):  # it is in its place, or nobody is to find it
            half.unlink()


def _sum(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
