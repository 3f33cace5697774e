"""In: values that are checked again and again; out: problems; a value that passed passes while all it is held against stays.

Only that nothing was found is kept, never a problem: its words may name the nearest id, or the line of another file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import is_
from typing import Any, TypeVar

from ..problems import Problem

T = TypeVar("T")
#: What was the same for all values, and each value that passed, with what it alone was held against.
_Looked = tuple[Sequence[Any], dict[int, tuple[Any, Sequence[Any]]]]


def _nothing(value: Any) -> Sequence[Any]:
    return ()


class Passed:
    """By check: the values that passed. A record is the same one as long as its file is."""

    def __init__(self) -> None:
        self._by_check: dict[Callable[..., Any], _Looked] = {}

    def each(
        self,
        check: Callable[..., Iterable[Problem]],
        values: Iterable[T],
        *given: Any,
        against: Sequence[Any] = (),
        own: Callable[[T], Sequence[Any]] = _nothing,
    ) -> Iterator[Problem]:
        """The problems of `check(value, *given)` for each value.

        `against` is all that the check holds every value against, compared as values are; `own` is what it holds one value
        against, as the objects themselves. A check whose answer depends on anything else must not be asked here.
        """
        common, before = self._by_check.get(check, ((), {}))
        if common != against:
            before = {}
        now: dict[int, tuple[Any, Sequence[Any]]] = {}
        for value in values:
            key, its = id(value), own(value)
            known = before.get(key)
            if known is not None and known[0] is value and _same(known[1], its):
                now[key] = known
                continue
            found = tuple(check(value, *given))
            if not found:
                now[key] = (value, its)
            yield from found
        self._by_check[check] = (against, now)


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))
