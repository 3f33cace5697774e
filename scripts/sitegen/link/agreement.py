"""In: a Review and a Question; out: each pair of its answers compared by a stated rule, and how many answers count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from ..model.claim import NOT_STATED, Quantity
from ..model.question import Question
from ..model.review import Review
from .computed import quantity_at

verdict_on_pair = Literal["agree", "overlap", "differ", "not-comparable", "same-trial"]

#: What two numbers must share before they can be compared, and how a reader is told that they do not.
_SHARED = ("population", "endpoint", "denominator")


@dataclass(frozen=True)
class Pair:
    """Two answers, the verdict on them, and for a pair that cannot be compared why not."""

    first: str
    second: str
    verdict: verdict_on_pair
    because: tuple[str, ...]


def pairs(review: Review, question: Question) -> tuple[Pair, ...]:
    """Compare every answer with every other; nothing is averaged and no answer is preferred."""
    return tuple(_pair(review, question, *two) for two in combinations(question.answers, 2))


def independent(question: Question) -> int:
    """How many answers there are when those of one trial count once."""
    trials = [frozenset(trial.quantities) for trial in question.same_trial]
    repeated = sum(len(trial) - 1 for trial in trials)
    return len(question.answers) - repeated


def trial_of(question: Question, pointer: str) -> int | None:
    """Which of the question's trials an answer comes from; None for an answer whose trial is not known."""
    return next((i for i, trial in enumerate(question.same_trial) if pointer in trial.quantities), None)


def _pair(review: Review, question: Question, first: str, second: str) -> Pair:
    one, other = quantity_at(review, first), quantity_at(review, second)
    if one is None or other is None:
        raise ValueError("an answer is a quantity; the rules see to it")
    trial = trial_of(question, first)
    if trial is not None and trial == trial_of(question, second):
        return Pair(first, second, "same-trial", (question.same_trial[trial].name,))
    because = tuple(_differences(review, one, other))
    return Pair(first, second, "not-comparable" if because else _compared(one, other), because)


def _differences(review: Review, one: Quantity, other: Quantity) -> Iterator[str]:
    """Why two numbers cannot be compared: in words, what is not stated and what is not the same."""
    if one.measure != other.measure:
        names = sorted(review.measures[quantity.measure].name.lower() for quantity in (one, other))
        yield f"different measures ({' and '.join(names)})"
    if one.unit != other.unit:
        yield "different units"
    for field in _SHARED:
        values = [" ".join(str(getattr(quantity, field)).casefold().split()) for quantity in (one, other)]
        if NOT_STATED in values:
            yield f"{field} not stated" + (" for either" if values[0] == values[1] else " for one")
        elif values[0] != values[1]:
            yield f"different {field}s" if field != "population" else "different populations"


def _compared(one: Quantity, other: Quantity) -> verdict_on_pair:
    if _ends(one) == _ends(other):
        return "agree"
    (low, high), (other_low, other_high) = _ends(one), _ends(other)
    starts_before = low is None or other_high is None or low <= other_high
    ends_after = high is None or other_low is None or high >= other_low
    return "overlap" if starts_before and ends_after else "differ"


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The range that a number allows; an end that its bound leaves open is None."""
    low = quantity.low if quantity.value is None else quantity.value
    high = quantity.high if quantity.value is None else quantity.value
    if quantity.bound in ("up-to", "less-than"):
        return None, high
    if quantity.bound in ("at-least", "more-than"):
        return low, None
    return low, high
