"""In: quantities, and texts of editors that name them in braces; out: the same in words, every number printed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..model.appraisal import Computed
from ..model.claim import Quantity
from ..model.review import Review
from .computed import quantity_at, result, stated
from .pointers import PLACEHOLDER


def quantity_text(review: Review, quantity: Quantity) -> str:
    """A quantity in words: bound, number or range, unit: `about 60–70%`, `$437,927`; in German `etwa 1.250,5 m`."""
    number_text = review.writing.number
    pattern = review.units[quantity.unit].pattern
    before, _, after = pattern.partition("{}")
    grouped = quantity.unit != "year"
    if quantity.value is not None:
        number = before + number_text(quantity.value, grouped) + after
    elif quantity.low is not None and quantity.high is not None:
        number = f"{before}{number_text(quantity.low, grouped)}–{before}{number_text(quantity.high, grouped)}{after}"
    else:
        raise ValueError("a quantity has a value or a range; the rules see to it")
    return review.writing.bounded(number, quantity.bound)


def printed(review: Review, text: str, computed: Mapping[str, Computed] = MappingProxyType({})) -> str:
    """A text of the editors with each `{c-7k2q.rate}` and each `{computed}` replaced by its number."""
    return PLACEHOLDER.sub(lambda match: _number_named(review, match.group(1), computed), text)


def _number_named(review: Review, name: str, computed: Mapping[str, Computed]) -> str:
    quantity = quantity_at(review, name)
    if quantity is not None:
        return quantity_text(review, quantity)
    its = computed.get(name)
    value = result(review, its.from_, its.how, its.digits) if its is not None else stated(review, name)
    if value is None:
        raise ValueError("what braces name is a number; the rules see to it")
    unit = its.unit if its is not None else None
    number = review.writing.number(value)
    return review.units[unit].pattern.replace("{}", number) if unit else number
