"""In: a Review and its Records; out: problems of courses: steps and questions that do not work, or went out of date."""

from __future__ import annotations

from collections.abc import Iterator

from ..link.course_checks import spoken, texts_of
from ..link.fingerprint import fingerprint
from ..link.pointers import PLACEHOLDER
from ..model.course import PLACES, Course, SelfCheck
from ..model.review import Review
from ..problems import Problem
from ..validate.records import Record, Records
from .numbers import loose_numbers, names_with_digits


def course_parts_once(review: Review, records: Records) -> Iterator[Problem]:
    """Modules, steps, questions and prompts of a course are anchors of one page: each has an id of its own."""
    for record in records.by_folder["courses"]:
        seen: dict[str, int] = {}
        for path, id_ in record.value.parts():
            at = record.place(*path, "id")
            if id_ in seen:
                sentence = f"`{spoken(path)}.id` is '{id_}' again; the first is on line {seen[id_]}"
                yield Problem("duplicate-id", at, sentence, fix="give each part of the course an id of its own")
            seen.setdefault(id_, at.line)


def step_is_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """A step opens exactly one thing; a heading is a chapter's."""
    for record in records.by_folder["courses"]:
        for number, module in enumerate(record.value.modules):
            for index, step in enumerate(module.steps):
                path = ("modules", number, "steps", index)
                given = [field for field in PLACES if getattr(step, field) is not None]
                if len(given) != 1:
                    code = "bad-value" if given else "missing-field"
                    said = f"opens {' and '.join(given)}" if given else "does not say what to open"
                    sentence, expected = f"the step '{step.id}' {said}", "exactly one of " + ", ".join(PLACES)
                    yield Problem(code, record.place(*path, "id"), sentence, expected)
                elif step.heading is not None and step.chapter is None:
                    sentence = f"the step '{step.id}' has a heading, but no chapter"
                    yield Problem("bad-value", record.place(*path, "heading"), sentence, "`chapter` beside `heading`")


def question_can_be_answered(review: Review, records: Records) -> Iterator[Problem]:
    """A question has the right answers that its type asks for; each of its answers has an id of its own."""
    for record in records.by_folder["courses"]:
        for number, module in enumerate(record.value.modules):
            for index, question in enumerate(module.questions):
                path = ("modules", number, "questions", index)
                wrong = _not_answerable(question)
                if wrong:
                    at = record.place(*path, "id")
                    yield Problem("bad-question", at, f"the question '{question.id}' {wrong[0]}", wrong[1])


def _not_answerable(question: SelfCheck) -> tuple[str, str] | None:
    """What is wrong with its answers, and what was expected; None when nothing is."""
    ids = [answer.id for answer in question.answers]
    right = sum(answer.right for answer in question.answers)
    if len(set(ids)) < len(ids):
        return "has two answers with one id", "an id of its own for each answer"
    if question.type == "true-false" and sorted(ids) != ["false", "true"]:
        return f"has the answers {', '.join(ids)}", "two answers with the ids `true` and `false`"
    if question.type == "single" and len(ids) < 3:
        return "has two answers", "three or more, as course packages ask for; or `type: true-false`"
    if question.type != "multiple" and right != 1:
        return f"has {right or 'no'} right answer{'s' if right > 1 else ''}", "exactly one with `right: true`"
    if question.type == "multiple" and right in (0, len(ids)):
        return f"has {'no' if not right else 'only'} right answers", "some answers with `right: true`, some without"
    return None


def question_outdated(review: Review, records: Records) -> Iterator[Problem]:
    """A question's claims still say what they said when it was written."""
    for record in records.by_folder["courses"]:
        for number, module in enumerate(record.value.modules):
            for index, question in enumerate(module.questions):
                for claim, seen in question.claims.items():
                    now = fingerprint(review.claims[claim])
                    if now != seen:
                        at = record.place("modules", number, "questions", index, "claims", claim)
                        sentence = f"the claim {claim} has changed since the question '{question.id}' was written"
                        fix = f"read both; when the question still holds, write {claim}: {now}"
                        yield Problem("question-outdated", at, sentence, fix=fix)


def course_types_a_number(review: Review, records: Records) -> Iterator[Problem]:
    """A number in the words of a course is printed from a quantity."""
    names = names_with_digits(review)
    yield from records.passed.each(_typed, records.by_folder["courses"], names, against=(names,))


def _typed(record: Record[Course], names: frozenset[str]) -> Iterator[Problem]:
    for path, text in texts_of(record.value):
        for _, word in loose_numbers(PLACEHOLDER.sub(" ", text), names):
            sentence = f"`{spoken(path)}` types the number '{word}'"
            fix = "print it by {c-….name}, the claim and its quantity"
            yield Problem("unbound-number", record.place_of(word, *path), sentence, fix=fix)
