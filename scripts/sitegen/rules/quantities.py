"""In: a Review and its Records; out: problems of quantities."""

from __future__ import annotations

from collections.abc import Iterator

from ..link.pointers import PLACEHOLDER
from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records


def low_above_high(review: Review, records: Records) -> Iterator[Problem]:
    """A quantity is one value, or a range whose low end is not above its high end."""
    for record in records.by_folder["claims"]:
        for name, quantity in record.value.quantities.items():
            path = ("quantities", name)
            spoken = f"quantities.{name}"
            at = record.node.at("quantities").key(name).location
            ends = [end for end in ("low", "high") if getattr(quantity, end) is not None]
            if quantity.value is not None and ends:
                sentence = f"`{spoken}` has a value and a range"
                yield Problem(
                    "bad-value", at, sentence, "`value`, or `low` and `high`", fix="split it into two quantities"
                )
            elif quantity.value is None and len(ends) < 2:
                missing = "high" if ends == ["low"] else "low" if ends == ["high"] else "value"
                sentence = f"`{spoken}` has no `{missing}`"
                yield Problem("missing-field", at, sentence, "`value`, or `low` and `high`", fix=f"add `{missing}: …`")
            elif len(ends) == 2 and quantity.low > quantity.high:
                sentence = f"`{spoken}` goes from {quantity.low} down to {quantity.high}"
                yield Problem(
                    "low-above-high", record.place(*path, "low"), sentence, "`low` at most `high`", fix="swap the two"
                )
            interval = quantity.interval
            if interval is not None and interval.low > interval.high:
                sentence = f"`{spoken}.interval` goes from {interval.low} down to {interval.high}"
                place = record.place(*path, "interval", "low")
                yield Problem("low-above-high", place, sentence, "`low` at most `high`", fix="swap the two")


def unused_quantity(review: Review, records: Records) -> Iterator[Problem]:
    """Each quantity of a claim is printed by its `says`."""
    for record in records.by_folder["claims"]:
        printed = set(PLACEHOLDER.findall(record.value.says))
        is_misspelled = not printed <= set(record.value.quantities)  # reported as such, and may be meant for this one
        for name in record.value.quantities:
            if name not in printed and not is_misspelled:
                at = record.node.at("quantities").key(name).location
                sentence = f"`quantities.{name}` is not printed by `says`"
                yield Problem(
                    "unused-quantity", at, sentence, fix=f"write {{{name}}} where the sentence gives the number"
                )
