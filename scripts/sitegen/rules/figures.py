"""In: a Review and its Records; out: problems of declared figures: their form, their units, numbers typed in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..link.computed import quantity_at
from ..link.figure_checks import WORDS, parts_of
from ..link.pointers import PLACEHOLDER
from ..model.citations import without_citations
from ..model.claim import Quantity
from ..model.figure import FORMS, Figure, Ranges
from ..model.review import Review
from ..problems import Problem
from ..validate.records import Record, Records
from .numbers import loose_numbers, names_with_digits


def figure_is_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """A figure has exactly one form."""
    for record in records.by_folder["figures"]:
        given = [name for name in FORMS if getattr(record.value, name) is not None]
        if len(given) != 1:
            at = record.place("id")
            sentence = f"the figure has {' and '.join(given)}" if given else "the figure says nothing about its form"
            code = "bad-value" if given else "missing-field"
            yield Problem(code, at, sentence, "exactly one of " + ", ".join(FORMS))


def figure_has_one_unit(review: Review, records: Records) -> Iterator[Problem]:
    """All quantities of a range chart, and all shares, have the unit of their axis."""
    for record in records.by_folder["figures"]:
        for form, paths in _measured(record):
            unit = getattr(record.value, form).unit
            for path, pointer in paths:
                quantity = quantity_at(review, pointer)
                if quantity is not None and quantity.unit != unit and unit in review.units:
                    sentence = f"{pointer} is in {quantity.unit}, but the axis is in {unit}"
                    fix = "make a figure for each unit: values of two units have no common axis"
                    yield Problem("bad-value", record.place(*path), sentence, f"quantities in {unit}", fix=fix)


def figure_fits_its_scale(review: Review, records: Records) -> Iterator[Problem]:
    """Every value lies on its axis, a logarithmic one begins above zero, none ends before it begins; a share is one value."""
    for record in records.by_folder["figures"]:
        ranges, measured = record.value.ranges, dict(_measured(record))
        if ranges is not None:
            yield from _axis(record, ranges)
            for path, pointer in measured["ranges"]:
                if any(not _lies_on(ranges, end) for end in _ends(quantity_at(review, pointer))):
                    sentence = f"{pointer} does not lie on the axis"
                    expected = "values from `start` to `end`, on a logarithmic axis above zero"
                    yield Problem("bad-value", record.place(*path), sentence, expected, fix="correct the axis")
        for path, pointer in measured.get("shares", ()):
            quantity = quantity_at(review, pointer)
            if quantity is not None and quantity.value is None:
                sentence = f"{pointer} is a range, which has no place among shares that are added"
                yield Problem("bad-value", record.place(*path), sentence, "a quantity with one `value`")


def _axis(record: Record[Figure], ranges: Ranges) -> Iterator[Problem]:
    if ranges.start is not None and ranges.end is not None and ranges.start >= ranges.end:
        sentence = f"the axis begins at {ranges.start} and ends at {ranges.end}"
        yield Problem("low-above-high", record.place("ranges", "start"), sentence, "an end above the start")
    elif ranges.scale == "log" and ranges.start is not None and ranges.start <= 0:
        sentence = f"a logarithmic axis cannot begin at {ranges.start}"
        yield Problem("bad-value", record.place("ranges", "start"), sentence, "a number above zero")


def _ends(quantity: Quantity | None) -> Iterator[Decimal]:
    if quantity is not None:
        interval = quantity.interval
        ends = (quantity.value, quantity.low, quantity.high, *((interval.low, interval.high) if interval else ()))
        yield from (end for end in ends if end is not None)


def _lies_on(ranges: Ranges, value: Decimal) -> bool:
    above = ranges.start is None or value >= ranges.start
    return above and (ranges.end is None or value <= ranges.end) and (ranges.scale == "linear" or value > 0)


def figure_types_a_number(review: Review, records: Records) -> Iterator[Problem]:
    """A number in the words of a figure is printed from a quantity."""
    names = names_with_digits(review)
    yield from records.passed.each(_typed, records.by_folder["figures"], names, against=(names,))


def _typed(record: Record[Figure], names: frozenset[str]) -> Iterator[Problem]:
    for path, name, text in parts_of(record.value):
        if name not in WORDS:
            continue
        for _, word in loose_numbers(PLACEHOLDER.sub(" ", without_citations(text)), names):
            sentence = f"`{name}` types the number '{word}'"
            fix = "print it by {c-….name}, the claim and its quantity"
            yield Problem("unbound-number", record.place_of(word, *path), sentence, fix=fix)


def _measured(record: Record[Figure]) -> Iterator[tuple[str, Sequence[tuple[tuple[str | int, ...], str]]]]:
    """The forms with an axis, and the place of each quantity on it."""
    for form in ("ranges", "shares"):
        spec = getattr(record.value, form)
        if spec is not None:
            found = parts_of(spec, (form,))
            yield form, [(path, text) for path, name, text in found if name in ("quantity", "quantities")]
