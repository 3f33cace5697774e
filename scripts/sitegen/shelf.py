"""In: texts and bytes by name; out: a mapping of them that lies in a file without a name: memory holds names and places.

A build of a large review makes each page's text early and needs it late; meanwhile it need not be held. Pickled, a shelf is
its contents alone.
"""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any, TypeVar

V = TypeVar("V", str, str | bytes)


class Shelf(MutableMapping[str, V]):
    """Contents by name, in the order in which the names came; what is overwritten keeps its place in the order."""

    def __init__(self, contents: Mapping[str, V] = MappingProxyType({})) -> None:
        with tempfile.TemporaryFile(buffering=0) as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)  # it lasts as long as the shelf
        self._end = 0
        #: Where each begins, how long it is, and whether it is text.
        self._places: dict[str, tuple[int, int, bool]] = {}
        self.update(contents)

    def __reduce__(self) -> tuple[Any, ...]:
        return Shelf, (dict(self),)

    def __setitem__(self, name: str, content: V) -> None:
        is_text = isinstance(content, str)
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        rest = memoryview(raw)
        while rest:
            rest = rest[os.pwrite(self._file, rest, self._end + len(raw) - len(rest)) :]
        self._places[name] = (self._end, len(raw), is_text)
        self._end += len(raw)

    def __getitem__(self, name: str) -> V:
        begin, length, is_text = self._places[name]
        raw = os.pread(self._file, length, begin)
        return raw.decode("utf-8", "surrogatepass") if is_text else raw  # type: ignore[return-value]

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
