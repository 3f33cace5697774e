"""In: what is found from a Review alone; out: the same, found once for all who ask of one review."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar
from weakref import ref

from ..model.review import Review

_T = TypeVar("_T")


class _Last(Generic[_T]):
    def __init__(self, review: Review, found: _T):
        self.review, self.found = ref(review), found


def once(find: Callable[[Review], _T]) -> Callable[[Review], _T]:
    """Remember what was found of the review that was asked for last, as long as it is there."""
    last: list[_Last[_T]] = []

    @wraps(find)
    def found(review: Review) -> _T:
        if not last or last[0].review() is not review:
            last[:] = [_Last(review, find(review))]
        return last[0].found

    return found
