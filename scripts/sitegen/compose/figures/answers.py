"""In: a question and the quantities that answer it; out: a chart of the answers for each unit that several of them share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ...link.computed import quantity_at
from ...model.claim import Quantity
from ...model.figure import Figure, RangeGroup, RangeRow, Ranges
from ...model.question import Question
from ...model.review import Review
from ...on_demand import Each
from ..addresses import question_path
from ..page import Target, Views
from .values import Facts
from .view import FigureView, figure_view

#: From this ratio of the largest to the least value on, the axis is logarithmic.
_FAR_APART = 20
#: What is written with this sign is a share, whose axis shows the whole.
_SHARE, _WHOLE = "%", Decimal(100)


def answer_charts(review: Review, views: Views) -> Mapping[str, tuple[FigureView, ...]]:
    """The charts of every question, by its id."""
    facts = Facts(review, views)
    return Each(review.questions, lambda id_: _charts(facts, review.questions[id_]))


def _charts(facts: Facts, question: Question) -> tuple[FigureView, ...]:
    by_unit: dict[str, list[str]] = {}
    for pointer in question.answers:
        by_unit.setdefault(_quantity(facts, pointer).unit, []).append(pointer)
    home = Target(question.title, question_path(question.id))
    wanted = {unit: pointers for unit, pointers in by_unit.items() if len(pointers) > 1}
    return tuple(
        figure_view(facts, _figure(facts, question, unit, pointers, len(wanted) > 1), home)
        for unit, pointers in wanted.items()
    )


def _figure(facts: Facts, question: Question, unit: str, pointers: list[str], several: bool) -> Figure:
    """The declaration of a chart as an editor would write it: a row an answer."""
    ends = [end for pointer in pointers for end in _ends(_quantity(facts, pointer))]
    is_far = min(ends) > 0 and max(ends) / min(ends) >= _FAR_APART
    is_share = facts.unit_pattern(unit)[1] == _SHARE and max(ends) <= _WHOLE
    rows = tuple(RangeRow(label=_label(facts, question, pointer), quantities=(pointer,)) for pointer in pointers)
    name, say = facts.review.units[unit].name, facts.review.writing.say
    return Figure(
        id=f"answers-{question.id}" + (f"-{unit}" if several else ""),
        title=question.title,
        description=say(f"All answers in {name} on one axis, a line each, with the shape of the source that gives it."),
        caption=say("All answers side by side, as the sources give them; nothing is averaged."),
        ranges=Ranges(
            unit=unit,
            scale="log" if is_far and not is_share else "linear",
            start=Decimal(0) if is_share else None,
            end=_WHOLE if is_share else None,
            details=("measure", "population", "endpoint"),
            groups=(RangeGroup(rows=rows),),
        ),
    )


def _label(facts: Facts, question: Question, pointer: str) -> str:
    """What the answer is about first, unless that is what is asked; then its source."""
    claim = facts.review.claims[pointer.partition(".")[0]]
    if claim.about[0] in (question.subject, question.population):
        return facts.value(pointer).source_label
    return facts.review.entities[claim.about[0]].name


def _quantity(facts: Facts, pointer: str) -> Quantity:
    quantity = quantity_at(facts.review, pointer)
    if quantity is None:
        raise ValueError("an answer is a quantity; the rules see to it")
    return quantity


def _ends(quantity: Quantity) -> list[Decimal]:
    interval = quantity.interval
    ends = (quantity.value, quantity.low, quantity.high, *((interval.low, interval.high) if interval else ()))
    return [end for end in ends if end is not None]
