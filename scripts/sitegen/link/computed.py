"""In: a Review and what a number is computed from; out: the number, or the pointer that has no single value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from ..model.claim import Quantity
from ..model.review import Review

_OPERATIONS = {
    "sum": lambda one, other: one + other,
    "difference": lambda one, other: one - other,
    "product": lambda one, other: one * other,
    "ratio": lambda one, other: one / other,
}


def quantity_at(review: Review, pointer: str) -> Quantity | None:
    """The quantity that `claim.quantity` names."""
    claim, _, name = pointer.partition(".")
    return review.claims[claim].quantities.get(name) if claim in review.claims else None


def stated(review: Review, pointer: str) -> Decimal | None:
    """The single value that a pointer names: `claim.quantity`, or an end of a range, `claim.quantity.low`."""
    name, _, end = pointer.rpartition(".")
    if end in ("low", "high") and "." in name:
        quantity = quantity_at(review, name)
        return getattr(quantity, end) if quantity is not None else None
    quantity = quantity_at(review, pointer)
    return quantity.value if quantity is not None else None


def result(review: Review, pointers: Sequence[str], how: str, digits: int) -> Decimal | None:
    """The operation taken in the order given; None when it divides by zero."""
    values = [value for pointer in pointers if (value := stated(review, pointer)) is not None]
    if how == "ratio" and any(value == 0 for value in values[1:]):
        return None
    return reduce(_OPERATIONS[how], values).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
