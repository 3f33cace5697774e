"""In: what templates are given, and texts that they made before; out: the text of the same values, made once.

Values are compared by a sum over all that they hold: 1.0 is not 1.00, and another order is another value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
from markupsafe import Markup

from ..compose.page import Page
from ..on_demand import Layers
from .together import Together

T = TypeVar("T")

#: How markup is told from text that is written the same way.
_MARKUP = 1


def _held(value: object) -> object:
    if isinstance(value, Markup):
        return msgspec.msgpack.Ext(_MARKUP, value.encode("utf-8", "surrogatepass"))
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no sum is made over {type(value)}")


_encode = msgspec.msgpack.Encoder(enc_hook=_held).encode


def _sum(*parts: bytes) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"%d:" % len(part) + part)
    return whole.digest()


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
        self._before, self._sums, self.between = before, sums or PageSums(), between
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
            return Layers(self.now, self._before)
        return self.now if self.complete else {**self._before, **self.now}

    def text(self, names: Sequence[str], page: Page, more: Mapping[str, Any], make: Callable[[], str]) -> str:
        """What these templates made of the page and what else they are given; made now where that is not known."""
        self.between()
        key = self.key(names, page, more)
        return self.kept(key, make) if key else make()

    def of(self, values: object, make: Callable[[], str]) -> str:
        """What was made of these values; made now where that is not known."""
        key = self.key_of(values)
        return self.kept(key, make) if key else make()

    def key(self, names: Sequence[str], page: Page, more: Mapping[str, Any]) -> str:
        """What is made of the page by these templates, and of what else they are given, is known by; empty where no sum
        can be made over it."""
        try:
            return _sum(self._sums.of(page), _encode((tuple(names), more))).hex()
        except (TypeError, ValueError, OverflowError):
            return ""

    def key_of(self, *values: object) -> str:
        """The same of any values."""
        try:
            return _sum(*map(_encode, values)).hex()
        except (TypeError, ValueError, OverflowError):
            return ""

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

    def takes(self, key: str) -> bool:
        """Whether the text of this key is known, without reading it: the next one may know it, too."""
        if key in self.now:
            return True
        if self._lasting:
            if key in self._before:
                self.taken[key] = None
            return key in self._before
        text = self._before.get(key)
        if text is not None:
            self.now[key] = text
        return text is not None

    def told(self, key: str, kind: type[T]) -> T | None:
        """The value that was told under this key; None where none was, or its text is not as it was written."""
        if not self.takes(key):
            return None
        text = self.now.get(key) or self._before.get(key)
        return None if text is None else msgspec.json.decode(text, type=kind)

    def tell(self, key: str, value: object) -> None:
        """Have a value known."""
        self.now[key] = msgspec.json.encode(value).decode()
