"""Two answers are compared by a stated rule, and never otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from sitegen.link.agreement import independent, pairs
from sitegen.model.claim import Quantity
from sitegen.model.question import Question, SameTrial
from sitegen.model.review import Review
from sitegen.pipeline import load

TINY = Path(__file__).resolve().parent.parent / "tiny_review"
WHO = {"measure": "share", "unit": "percent", "population": "drinkers", "endpoint": "calm", "denominator": "asked"}


@pytest.fixture(scope="module")
def review() -> Review:
    """The tiny review; each test gives one of its claims other quantities."""
    found, _ = load(TINY)
    assert found is not None
    return found


def _with(review: Review, **quantities: dict[str, object]) -> tuple[Review, Question]:
    made = {name: msgspec.convert({**WHO, **fields}, Quantity) for name, fields in quantities.items()}
    claim = msgspec.structs.replace(review.claims["c-n002"], quantities=made)
    question = msgspec.structs.replace(
        review.questions["calm-of-teas"], answers=tuple(f"c-n002.{name}" for name in quantities)
    )
    return replace(review, claims={**review.claims, "c-n002": claim}), question


def _number(value: int, **more: object) -> dict[str, object]:
    return {"value": Decimal(value), **more}


def _range(low: int, high: int) -> dict[str, object]:
    return {"low": Decimal(low), "high": Decimal(high)}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (_number(60), _number(60), "agree"),
        (_range(60, 70), _range(60, 70), "agree"),
        (_range(60, 70), _range(65, 80), "overlap"),
        (_range(60, 70), _number(70), "overlap"),
        (_number(85), _number(80, bound="more-than"), "overlap"),
        (_number(75), _number(80, bound="at-least"), "differ"),
        (_number(85), _number(80, bound="up-to"), "differ"),
        (_number(60), _number(61), "differ"),
        (_range(10, 20), _range(21, 30), "differ"),
    ],
)
def test_comparable_numbers(review: Review, one: dict, other: dict, verdict: str) -> None:
    """The same, ranges or bounds that meet, or neither; the order of the two does not matter."""
    for first, second in ((one, other), (other, one)):
        (pair,) = pairs(*_with(review, one=first, other=second))
        assert (pair.verdict, pair.because) == (verdict, ())


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"population": "not stated"}, "population not stated for one"),
        ({"endpoint": "sleep"}, "different endpoints"),
        ({"denominator": "Not  stated"}, "denominator not stated for one"),
        ({"measure": "height"}, "different measures (height and share of drinkers)"),
        ({"unit": "meters"}, "different units"),
    ],
)
def test_what_cannot_be_compared_says_why(review: Review, more: dict, because: str) -> None:
    """One thing that is missing or other is enough, also when the numbers are the same."""
    (pair,) = pairs(*_with(review, one=_number(60), other=_number(60, **more)))
    assert (pair.verdict, pair.because) == ("not-comparable", (because,))


def test_what_neither_states_is_no_agreement(review: Review) -> None:
    """Two numbers without a denominator are not the same for that."""
    (pair,) = pairs(
        *_with(review, one=_number(60, denominator="not stated"), other=_number(60, denominator="not stated"))
    )
    assert (pair.verdict, pair.because) == ("not-comparable", ("denominator not stated for either",))


def test_one_trial_counts_once(review: Review) -> None:
    """Two numbers of one trial are one answer, and are not held against each other."""
    changed, question = _with(review, one=_number(60), other=_number(65), third=_number(70))
    trial = SameTrial(name="Hills", quantities=("c-n002.one", "c-n002.other"), why="Both cite it.")
    question = msgspec.structs.replace(question, same_trial=(trial,))
    assert [pair.verdict for pair in pairs(changed, question)] == ["same-trial", "differ", "differ"]
    assert independent(question) == 2
