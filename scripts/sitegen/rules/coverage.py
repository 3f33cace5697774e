"""In: a Review and its Records; out: problems of coverage: passages that are neither used nor left out for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.review import Review
from ..model.source import Source
from ..problems import Problem, nearest_of, one_of
from ..validate.records import Record, Records

REPEATS = "repeats another passage"


def passage_unaccounted(review: Review, records: Records) -> Iterator[Problem]:
    """Each passage is used by a claim, or left out for a reason that is named."""
    for record in records.by_folder["sources"]:
        source = record.value
        left_out = {locator for group in source.left_out for locator in group.passages}
        for index, passage in enumerate(source.passages):
            if passage.locator not in left_out and not review.claims_at.get(f"{source.id}:{passage.locator}"):
                at = record.place("passages", index, "locator")
                sentence = f"no claim is made from {source.id}:{passage.locator}, and it is not left out"
                fix = "write its claims, or name it under `left-out` with the reason"
                yield Problem("passage-unaccounted", at, sentence, fix=fix)


def left_out_without_reason(review: Review, records: Records) -> Iterator[Problem]:
    """A passage that is left out exists, is not used, and, where it repeats another, names the one it repeats."""
    for record in records.by_folder["sources"]:
        source = record.value
        locators = [passage.locator for passage in source.passages]
        for index, group in enumerate(source.left_out):
            yield from _group(review, record, source, index, locators)
            if (group.because == REPEATS) != (group.repeats is not None):
                missing = group.repeats is None
                sentence = f"`left-out[{index}]` " + (
                    "does not name what it repeats" if missing else f"repeats nothing but names '{group.repeats}'"
                )
                fix = "add `repeats: LOCATOR`" if missing else f"leave out `repeats`, or write `because: {REPEATS}`"
                yield Problem("left-out-without-reason", record.place("left-out", index, "because"), sentence, fix=fix)
            elif group.repeats is not None and group.repeats not in locators:
                sentence = f"`left-out[{index}].repeats` is '{group.repeats}', which the index does not hold"
                at = record.place("left-out", index, "repeats")
                yield Problem("unknown-passage", at, sentence, one_of(locators), nearest_of(group.repeats, locators))


def _group(
    review: Review, record: Record[Source], source: Source, index: int, locators: list[str]
) -> Iterator[Problem]:
    for position, locator in enumerate(source.left_out[index].passages):
        at = record.place("left-out", index, "passages", position)
        claims = review.claims_at.get(f"{source.id}:{locator}", ())
        if locator not in locators:
            sentence = f"`left-out[{index}].passages` names '{locator}', which the index does not hold"
            yield Problem("unknown-passage", at, sentence, one_of(locators), nearest_of(locator, locators))
        elif claims:
            sentence = f"{source.id}:{locator} is left out, but claim {claims[0]} is made from it"
            yield Problem("left-out-without-reason", at, sentence, fix="take it out of `left-out`, or drop the claim")
