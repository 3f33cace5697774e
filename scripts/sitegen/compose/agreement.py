"""In: a Review and its claims as pages show them; out: a page a question, its answers side by side, and their list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..link.agreement import Pair, independent, pairs, trial_of
from ..link.computed import quantity_at
from ..model.claim import Quantity
from ..model.question import Question
from ..model.review import Review
from ..on_demand import Whole
from .addresses import AGREEMENT, entity_target, question_path
from .figures.view import FigureView
from .page import Cell, ClaimView, Entry, Head, Page, Row, Table, Target, Views
from .text import printed, quantity_text

VERDICTS = {
    "agree": "agree",
    "overlap": "overlap",
    "differ": "differ",
    "not-comparable": "not comparable",
    "same-trial": "same trial, counted once",
}
_HEADS = (
    Head("said", "Said in"),
    Head("about", "Of"),
    Head("measure", "What is measured"),
    Head("population", "Population"),
    Head("endpoint", "Endpoint"),
    Head("denominator", "Denominator"),
    Head("trial", "Trial"),
)


@dataclass(frozen=True)
class PairView:
    """Two answers and what can be said of them together."""

    first: Target
    second: Target
    verdict: str
    because: str


@dataclass(frozen=True)
class TrialView:
    """Answers that come from one trial."""

    name: str
    entity: Target | None
    answers: tuple[Target, ...]
    why: str


@dataclass(frozen=True)
class ReasonView:
    """A recorded reason for a difference, and the claims that it is about."""

    text: str
    claims: tuple[ClaimView, ...]


def question_pages(review: Review, views: Views, charts: Mapping[str, tuple[FigureView, ...]]) -> list[Page]:
    """One page a question, and the list of all questions."""
    if not review.questions:
        return []
    pages = [_question_page(review, views, question, charts) for question in review.questions.values()]
    context = Whole(lambda: {"questions": tuple(_line(review, question) for question in review.questions.values())})
    description = (
        "Questions that several numbers of the sources answer: side by side, compared by rule, never averaged."
    )
    return [Page(AGREEMENT, "Agreement", description, "index", ("agreement.md.j2",), context), *pages]


def _line(review: Review, question: Question) -> tuple[Target, int, int, tuple[tuple[str, int], ...]]:
    found = Counter(pair.verdict for pair in pairs(review, question))
    counts = tuple((words, found[verdict]) for verdict, words in VERDICTS.items() if found[verdict])
    return (Target(question.title, question_path(question.id)), len(question.answers), independent(question), counts)


def _question_page(
    review: Review, views: Views, question: Question, charts: Mapping[str, tuple[FigureView, ...]]
) -> Page:
    context = Whole(lambda: _told(review, views, question, charts))
    count = len(question.answers)
    description = (
        f"{count} {'number' if count == 1 else 'numbers'} side by side: what each counts, in whom, out of whom."
    )
    path = question_path(question.id)
    return Page(path, question.title, description, "comparison", ("question.md.j2",), context)


def _told(
    review: Review, views: Views, question: Question, charts: Mapping[str, tuple[FigureView, ...]]
) -> Mapping[str, Any]:
    found = pairs(review, question)
    groups = tuple(
        (words, tuple(_pair(review, question, pair) for pair in found if pair.verdict == verdict))
        for verdict, words in VERDICTS.items()
    )
    return {
        "question": question,
        "measures": tuple(review.measures[measure].name for measure in question.measures),
        "about": tuple(entity_target(review, id_) for id_ in (question.subject, question.population) if id_),
        "table": _table(review, views, question),
        "charts": charts[question.id],
        "groups": tuple(group for group in groups if group[1]),
        "independent": independent(question),
        "trials": tuple(
            TrialView(
                trial.name,
                entity_target(review, trial.entity) if trial.entity else None,
                tuple(_answer(review, question, pointer) for pointer in trial.quantities),
                trial.why,
            )
            for trial in question.same_trial
        ),
        "reasons": tuple(
            ReasonView(printed(review, reason.text), tuple(views[claim] for claim in reason.on))
            for reason in question.reasons
        ),
        "others": tuple(
            (_pointed(review, views, other.quantity), views[other.quantity.partition(".")[0]], other.reason)
            for other in question.not_answers
        ),
    }


def _quantity(review: Review, pointer: str) -> Quantity:
    quantity = quantity_at(review, pointer)
    if quantity is None:
        raise ValueError("an answer is a quantity; the rules see to it")
    return quantity


def _row_id(question: Question, pointer: str) -> str:
    return f"{question.id}.{pointer}"


def _answer(review: Review, question: Question, pointer: str) -> Target:
    """A link to an answer's row."""
    text = quantity_text(review, _quantity(review, pointer))
    return Target(text, question_path(question.id), _row_id(question, pointer))


def _pointed(review: Review, views: Views, pointer: str) -> Target:
    claim = pointer.partition(".")[0]
    return Target(quantity_text(review, _quantity(review, pointer)), views[claim].card.path, claim)


def _pair(review: Review, question: Question, pair: Pair) -> PairView:
    because = "; ".join(pair.because) if pair.verdict != "same-trial" else ""
    return PairView(
        _answer(review, question, pair.first), _answer(review, question, pair.second), VERDICTS[pair.verdict], because
    )


def _table(review: Review, views: Views, question: Question) -> Table:
    home = Target(question.title, question_path(question.id))
    rows = tuple(_row(review, views, question, pointer) for pointer in question.answers)
    caption = "Each number leads to its claim. What a source does not say is “not stated”."
    return Table(question.id, "All answers side by side", caption, "Number", _HEADS, rows, home)


def _row(review: Review, views: Views, question: Question, pointer: str) -> Row:
    claim = pointer.partition(".")[0]
    view, quantity, id_ = views[claim], _quantity(review, pointer), _row_id(question, pointer)
    trial = trial_of(question, pointer)
    name = question.same_trial[trial].name if trial is not None else "not stated, or not known"
    said = Entry(view.card.title, view.card.title, (), view.cites, (view.card,), appraisals=view.appraisals)
    details = (review.measures[quantity.measure].name, quantity.population, quantity.endpoint, quantity.denominator)
    of = Entry("", "", tuple(target for target in view.about if target.path not in _asked(review, question))[:3])
    words = map(_plain, (*details, name))
    about = of if of.targets else _plain("as asked")
    entries = dict(
        zip(
            ("said", "about", "measure", "population", "endpoint", "denominator", "trial"),
            (said, about, *words),
            strict=True,
        )
    )
    cells = tuple(Cell(f"{id_}.{column}", (entry,), "not stated") for column, entry in entries.items())
    return Row(id_, Target(quantity_text(review, quantity), view.card.path, claim), cells)


def _plain(text: str) -> Entry:
    return Entry(text, text)


def _asked(review: Review, question: Question) -> set[str]:
    """The pages of what the question itself names: said once above the table, not in every row."""
    return {entity_target(review, id_).path for id_ in (question.subject, question.population) if id_}
