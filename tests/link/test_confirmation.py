"""A claim is confirmed when it and the second reading agree: computed, never typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.link.confirmation import Confirmation, confirmations
from sitegen.pipeline import load

READING = """- at: leaf-notes:t1.r1.c1
  names: [{names}]
  numbers: [{{value: 60, unit: percent, of: share}}, {{value: {high}, unit: percent, of: share}}]
"""


def _confirmation(tiny: Path, reading: str) -> Confirmation:
    folder = tiny / "data/readings"
    folder.mkdir()
    (folder / "leaf-notes.yml").write_text(reading, encoding="utf-8")
    review, problems = load(tiny)
    assert review is not None
    assert not problems
    return confirmations(review)["c-n002"]


def test_agreement_confirms(tiny: Path) -> None:
    """Same numbers, and every entity noted, under any of its names, in the plural or inside longer words."""
    found = _confirmation(tiny, READING.format(names="hill leaf, calms after drinking", high=70))
    assert found.confirmed
    assert not found.differences


@pytest.mark.parametrize(
    ("names", "high", "difference"),
    [
        ("north tea, calm", 75, "the reader found no number 70 (share)"),
        ("north tea", 70, "the reader did not note Calm"),
    ],
)
def test_a_difference_stands_open(tiny: Path, names: str, high: int, difference: str) -> None:
    """A number or an entity that the reader did not find leaves the claim unconfirmed, and says so."""
    found = _confirmation(tiny, READING.format(names=names, high=high))
    assert not found.confirmed
    assert found.differences == (difference,)


def test_a_settled_difference_confirms(tiny: Path) -> None:
    """A difference that was settled in the open no longer stands in the way, and is told."""
    settled = (
        "  settled: [{claim: c-n002, settles: [share], what: the reader read 75,"
        " how: the leaflet was read again; it says 70}]\n"
    )
    found = _confirmation(tiny, READING.format(names="north tea, calm", high=75) + settled)
    assert found.confirmed
    assert found.settled == (("the reader read 75", "the leaflet was read again; it says 70"),)


def test_a_later_difference_is_seen(tiny: Path) -> None:
    """What was settled is one difference; another one of the same claim stands open all the same."""
    settled = "  settled: [{claim: c-n002, settles: [share], what: the reader read 75, how: it says 70}]\n"
    found = _confirmation(tiny, READING.format(names="north tea", high=75) + settled)
    assert not found.confirmed
    assert found.differences == ("the reader did not note Calm",)


def test_a_passage_that_nobody_read_again_confirms_nothing(tiny: Path) -> None:
    """Without a reading of its passage a claim is not confirmed."""
    review, _ = load(tiny)
    assert review is not None
    assert not any(found.confirmed for found in confirmations(review).values())
