"""In: a course and Known; out: a problem for each id, heading or quantity that it names in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.course import PLACES, Course, Module, Step
from ..model.review import Review
from ..problems import Problem, nearest_of, one_of
from ..validate.records import Record
from .known import Known
from .pointers import PLACEHOLDER

_HEADING = re.compile(r"^#{1,6} .*\{[^}]*#([^}\s]+)[^}]*\}\s*$", re.M)

Path = tuple[str | int, ...]


def course_problems(record: Record[Course], review: Review, known: Known) -> Iterator[Problem]:
    """Check every step, question and text of a course."""
    for number, module in enumerate(record.value.modules):
        yield from _module(record, ("modules", number), module, review, known)
    for path, text in texts_of(record.value):
        for name in PLACEHOLDER.findall(text):
            at = record.place_of(f"{{{name}}}", *path)
            if "." in name:
                yield from known.quantity(name, at, spoken(path))
            else:
                sentence = f"`{spoken(path)}` prints `{{{name}}}`, which is not a quantity"
                yield Problem("unknown-placeholder", at, sentence, "a quantity such as {c-7k2q.rate}")


def texts_of(course: Course) -> Iterator[tuple[Path, str]]:
    """Every text of a course, with its place."""
    for field in ("title", "description", "audience", "level"):
        yield (field,), getattr(course, field)
    for field in ("objectives", "prerequisites", "notes"):
        yield from (((field, index), text) for index, text in enumerate(getattr(course, field)))
    for number, module in enumerate(course.modules):
        yield from _texts_of_module(module, ("modules", number))


def _texts_of_module(module: Module, here: Path) -> Iterator[tuple[Path, str]]:
    yield (*here, "title"), module.title
    yield from (((*here, "notes", index), text) for index, text in enumerate(module.notes))
    for index, step in enumerate(module.steps):
        yield (*here, "steps", index, "guide"), step.guide
    for index, prompt in enumerate(module.discussion):
        yield (*here, "discussion", index, "prompt"), prompt.prompt
        yield (*here, "discussion", index, "listen-for"), prompt.listen_for
    for index, question in enumerate(module.questions):
        yield (*here, "questions", index, "asks"), question.asks
        for position, answer in enumerate(question.answers):
            for field in ("text", "feedback"):
                yield (*here, "questions", index, "answers", position, field), getattr(answer, field)


def spoken(path: Path) -> str:
    """A place in words: `modules[0].steps[2].guide`."""
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else (f".{step}" if words else step)
    return words


def _module(record: Record[Course], here: Path, module: Module, review: Review, known: Known) -> Iterator[Problem]:
    for index, step in enumerate(module.steps):
        yield from _step(record, (*here, "steps", index), step, review, known)
    for index, question in enumerate(module.questions):
        path = (*here, "questions", index)
        for claim in question.claims:
            at = record.node.at(*path, "claims").key(claim).location
            yield from known.id("claims", claim, at, f"{spoken(path)}.claims")
        for position, answer in enumerate(question.answers):
            if answer.see is not None:
                its = (*path, "answers", position, "see")
                yield from known.id("claims", answer.see, record.place(*its), spoken(its))


def _step(record: Record[Course], here: Path, step: Step, review: Review, known: Known) -> Iterator[Problem]:
    for field, namespace in PLACES.items():
        id_ = getattr(step, field)
        if id_ is not None and namespace:
            yield from known.id(namespace, id_, record.place(*here, field), f"{spoken(here)}.{field}")
    chapter = review.chapters.get(step.chapter or "")
    if step.heading is not None and chapter is not None:
        valid = _HEADING.findall(chapter.body)
        if step.heading not in valid:
            at = record.place(*here, "heading")
            sentence = f"`{spoken(here)}.heading` names '{step.heading}', which {chapter.path} does not have"
            expected = one_of(valid, chapter.path, "headings")
            yield Problem("unknown-id", at, sentence, expected, nearest_of(step.heading, valid))
