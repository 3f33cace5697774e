"""In: a Review and its Records; out: problems of questions: answers of another measure, quantities that are passed over."""

from __future__ import annotations

from collections.abc import Iterator

from ..link.computed import quantity_at
from ..model.question import Question
from ..model.review import Review
from ..problems import Problem, one_of
from ..validate.records import Records


def answer_of_another_measure(review: Review, records: Records) -> Iterator[Problem]:
    """Each quantity that answers a question has one of its measures."""
    for record in records.by_folder["questions"]:
        measures = record.value.measures
        for index, pointer in enumerate(record.value.answers):
            quantity = quantity_at(review, pointer)
            if quantity is not None and quantity.measure not in measures:
                sentence = f"`answers[{index}]` is {pointer}, whose measure is {quantity.measure}"
                expected = one_of(measures, noun="measures of the question")
                yield Problem("answer-of-another-measure", record.place("answers", index), sentence, expected)


def of_one_trial_are_answers(review: Review, records: Records) -> Iterator[Problem]:
    """Quantities that count once are answers of the question."""
    for record in records.by_folder["questions"]:
        for index, trial in enumerate(record.value.same_trial):
            for position, pointer in enumerate(trial.quantities):
                if pointer not in record.value.answers:
                    at = record.place("same-trial", index, "quantities", position)
                    sentence = f"`same-trial[{index}]` names {pointer}, which is not an answer of the question"
                    yield Problem("bad-value", at, sentence, one_of(record.value.answers, noun="answers"))


def answer_unlisted(review: Review, records: Records) -> Iterator[Problem]:
    """A quantity of a question's measures in a claim about its entities is an answer, or said not to be one."""
    for record in records.by_folder["questions"]:
        question = record.value
        listed = {*question.answers, *(other.quantity for other in question.not_answers)}
        for pointer in candidates(review, question):
            if pointer not in listed:
                at = record.node.key("answers").location
                sentence = f"{pointer} has a measure of '{question.id}' and is about its entities, but is not listed"
                fix = "list it under `answers`, or under `not-answers` with the reason"
                yield Problem("answer-unlisted", at, sentence, fix=fix)


def candidates(review: Review, question: Question) -> list[str]:
    """Every quantity of the question's measures in a claim about its entities; none when it names no entity."""
    wanted = {entity for entity in (question.subject, question.population) if entity is not None}
    about = (set(review.claims_about.get(entity, ())) for entity in wanted)
    found = set.intersection(*about) if wanted else set()
    return [
        f"{claim.id}.{name}"
        for claim in review.claims.values()
        if claim.id in found
        for name, quantity in claim.quantities.items()
        if quantity.measure in question.measures
    ]
