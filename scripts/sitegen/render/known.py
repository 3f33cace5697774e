"""In: what templates are given, and texts that they made before; out: the text of the same values, made once.

Values are compared by a sum over all that they hold: 1.0 is not 1.00, and another order is another value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec
from markupsafe import Markup

from ..compose.page import Page
from .together import Together

#: How markup is told from text that is written the same way.
_MARKUP = 1


def _held(value: object) -> object:
    if isinstance(value, Markup):
        return msgspec.msgpack.Ext(_MARKUP, str(value).encode("utf-8", "surrogatepass"))
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no sum is made over {type(value)}")


_encode = msgspec.msgpack.Encoder(enc_hook=_held).encode


def _sum(*parts: bytes) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"%d:" % len(part) + part)
    return whole.digest()


class Layers(Mapping[str, str]):
    """Texts of several mappings, the first one that gives a text first; one may have a key and not give its text."""

    def __init__(self, layers: Sequence[Mapping[str, str]]):
        self._layers = layers

    def __getitem__(self, key: str) -> str:
        for layer in self._layers:
            try:
                return layer[key]
            except KeyError:
                continue
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(key for layer in self._layers for key in layer))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class PageSums:
    """A sum over each page and all that its templates are given, made once for all who ask."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Page, bytes]] = {}

    def of(self, page: Page) -> bytes:
        """The sum; TypeError or ValueError where a page holds what no sum can be made over."""
        known = self._known.get(id(page))
        if known is None or known[0] is not page:
            known = self._known[id(page)] = (page, _sum(_encode(page)))
        return known[1]


class Rendered:
    """Texts by the sums of what they were made of; `now` are those that were asked for, or made where those of before
    are `lasting`, as in a file."""

    def __init__(
        self,
        before: Mapping[str, str] = MappingProxyType({}),
        sums: PageSums | None = None,
        between: Callable[[], None] = lambda: None,
        together: Together | None = None,
        now: MutableMapping[str, str] | None = None,
        lasting: bool = False,
    ):
        self._before, self._sums, self._between = before, sums or PageSums(), between
        self._lasting = lasting
        self.now: MutableMapping[str, str] = {} if now is None else now
        #: What all pages together knew when they were rendered last.
        self.together = together
        #: Those of before that were asked for: they are read where they lie, each time.
        self.taken: dict[str, None] = {}
        #: Whether all pages were asked for, so that no other text is of use.
        self.complete = True

    def left(self) -> Mapping[str, str]:
        """What the next one may know."""
        if self._lasting:
            return Layers((self.now, self._before))
        return self.now if self.complete else {**self._before, **self.now}

    def text(self, names: Sequence[str], page: Page, more: Mapping[str, Any], make: Callable[[], str]) -> str:
        """What these templates made of the page and what else they are given; made now where that is not known."""
        self._between()
        try:
            key = _sum(self._sums.of(page), _encode((tuple(names), more))).hex()
        except (TypeError, ValueError, OverflowError):
            return make()
        return self.kept(key, make)

    def of(self, values: object, make: Callable[[], str]) -> str:
        """What was made of these values; made now where that is not known."""
        try:
            key = _sum(_encode(values)).hex()
        except (TypeError, ValueError, OverflowError):
            return make()
        return self.kept(key, make)

    def kept(self, key: str, make: Callable[[], str]) -> str:
        """The text of this key; made now where it is not known."""
        text = self.now.get(key)
        if text is None:
            text = self._before.get(key)
            if text is not None and self._lasting:
                self.taken[key] = None
                return text
            self.now[key] = text = make() if text is None else text
        return text
