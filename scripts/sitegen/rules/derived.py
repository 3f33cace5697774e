"""In: a Review and its Records; out: problems of values that we computed: each is recomputed from what it names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from ..model.claim import Derivation, Quantity
from ..model.review import Review
from ..problems import Problem, nearest_of
from ..validate.records import Records

_OPERATIONS = {
    "sum": lambda one, other: one + other,
    "difference": lambda one, other: one - other,
    "product": lambda one, other: one * other,
    "ratio": lambda one, other: one / other,
}


def derived_value_wrong(review: Review, records: Records) -> Iterator[Problem]:
    """A computed value equals what its computation gives."""
    for record in records.by_folder["claims"]:
        for name, quantity in record.value.quantities.items():
            if quantity.derived is None:
                continue
            for index, pointer in enumerate(quantity.derived.from_):
                if _stated(review, pointer) is None:
                    at = record.place("quantities", name, "derived", "from", index)
                    valid = [f"{claim.id}.{other}" for claim in review.claims.values() for other in claim.quantities]
                    sentence = f"`quantities.{name}.derived.from` names '{pointer}', which has no single value"
                    yield Problem(
                        "unknown-id", at, sentence, "claim.quantity, such as c-7k2q.rate", nearest_of(pointer, valid)
                    )
                    break
            else:
                result = _result(review, quantity.derived)
                if result is None or quantity.value != result:
                    at = record.node.at("quantities").key(name).location
                    what = "divides by zero" if result is None else f"gives {result}"
                    sentence = f"`quantities.{name}` is {_shown(quantity)}, but its computation {what}"
                    fix = "correct `derived`" if result is None else f"write `value: {result}`, or correct `derived`"
                    yield Problem("derived-value-wrong", at, sentence, fix=fix)


def _stated(review: Review, pointer: str) -> Decimal | None:
    claim, _, name = pointer.partition(".")
    if claim not in review.claims or name not in review.claims[claim].quantities:
        return None
    return review.claims[claim].quantities[name].value


def _result(review: Review, derived: Derivation) -> Decimal | None:
    values = [value for pointer in derived.from_ if (value := _stated(review, pointer)) is not None]
    if derived.how == "ratio" and any(value == 0 for value in values[1:]):
        return None
    whole = reduce(_OPERATIONS[derived.how], values)
    return whole.quantize(Decimal(1).scaleb(-derived.digits), ROUND_HALF_UP)


def _shown(quantity: Quantity) -> str:
    return str(quantity.value) if quantity.value is not None else f"{quantity.low} to {quantity.high}"
