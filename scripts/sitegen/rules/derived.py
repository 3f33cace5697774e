"""In: a Review and its Records; out: problems of values that we computed: each is recomputed from what it names."""

from __future__ import annotations

from collections.abc import Iterator

from ..link.computed import result, stated
from ..model.claim import Quantity
from ..model.review import Review
from ..problems import Problem, nearest_of
from ..validate.records import Records


def derived_value_wrong(review: Review, records: Records) -> Iterator[Problem]:
    """A computed value equals what its computation gives."""
    for record in records.by_folder["claims"]:
        for name, quantity in record.value.quantities.items():
            if quantity.derived is None:
                continue
            for index, pointer in enumerate(quantity.derived.from_):
                if stated(review, pointer) is None:
                    at = record.place("quantities", name, "derived", "from", index)
                    valid = [f"{claim.id}.{other}" for claim in review.claims.values() for other in claim.quantities]
                    sentence = f"`quantities.{name}.derived.from` names '{pointer}', which has no single value"
                    yield Problem(
                        "unknown-id", at, sentence, "claim.quantity, such as c-7k2q.rate", nearest_of(pointer, valid)
                    )
                    break
            else:
                derived = quantity.derived
                value = result(review, derived.from_, derived.how, derived.digits)
                if value is None or quantity.value != value:
                    at = record.node.at("quantities").key(name).location
                    what = "divides by zero" if value is None else f"gives {value}"
                    sentence = f"`quantities.{name}` is {_shown(quantity)}, but its computation {what}"
                    fix = "correct `derived`" if value is None else f"write `value: {value}`, or correct `derived`"
                    yield Problem("derived-value-wrong", at, sentence, fix=fix)


def _shown(quantity: Quantity) -> str:
    return str(quantity.value) if quantity.value is not None else f"{quantity.low} to {quantity.high}"
