"""In: a Review, its claims as pages show them, the pages made so far; out: courses as values, and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..link.pointers import PLACEHOLDER
from ..model.course import Answer, Course, Module, SelfCheck, Step
from ..model.review import Review
from ..on_demand import Each, Whole
from .addresses import (
    COURSES,
    appraisal_target,
    cartridge_path,
    chapter_path,
    claim_target,
    comparison_path,
    course_path,
    entity_target,
    figure_path,
    list_path,
    question_path,
    source_path,
    teacher_path,
)
from .page import AppraisalMark, Page, Target, Views
from .text import printed

_HOW = {
    "single": "Choose one answer.",
    "multiple": "Choose every answer that is right.",
    "true-false": "True or false?",
}
_HEADING = re.compile(r"^#{1,6} (.+?) *\{[^}]*#([^}\s]+)[^}]*\}\s*$", re.M)


@dataclass(frozen=True)
class Said:
    """A text of the editors with its numbers printed, and the appraisals of the claims that the numbers are from."""

    text: str
    appraisals: tuple[AppraisalMark, ...] = ()


@dataclass(frozen=True)
class StepView:
    """A step: what it opens and where, by its address and by its short id, and what to look for."""

    id: str
    number: int
    kind: str
    target: Target
    short: str
    guide: Said
    minutes: int


@dataclass(frozen=True)
class AnswerView:
    """An answer and what is said to who chose it; `see` is the claim that shows it."""

    id: str
    text: str
    right: bool
    feedback: Said
    see: Target


@dataclass(frozen=True)
class QuestionView:
    """A question with its answers; `claims` are what it rests on, with their appraisals."""

    id: str
    type: str
    how: str
    asks: Said
    answers: tuple[AnswerView, ...]
    claims: tuple[Target, ...]

    @property
    def right(self) -> tuple[AnswerView, ...]:
        """The right answers."""
        return tuple(answer for answer in self.answers if answer.right)


@dataclass(frozen=True)
class ModuleView:
    """A module with its steps, questions, prompts and, for teachers, notes."""

    id: str
    title: str
    minutes: int
    steps: tuple[StepView, ...]
    questions: tuple[QuestionView, ...]
    discussion: tuple[tuple[str, Said, Said], ...]
    notes: tuple[Said, ...]


@dataclass(frozen=True)
class CourseView:
    """A course as pages and packages show it."""

    id: str
    title: str
    description: str
    audience: str
    level: str
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...]
    minutes: int
    modules: tuple[ModuleView, ...]
    notes: tuple[Said, ...]
    home: Target
    teacher: Target
    cartridge: Target

    @property
    def steps(self) -> tuple[StepView, ...]:
        """All steps in order."""
        return tuple(step for module in self.modules for step in module.steps)

    @property
    def questions(self) -> tuple[QuestionView, ...]:
        """All questions in order."""
        return tuple(question for module in self.modules for question in module.questions)


def course_views(review: Review, views: Views, pages: Iterable[Page]) -> Mapping[str, CourseView]:
    """Every course, in order, by its id; the pages give lists their titles."""
    titles = {page.path: page.title for page in pages}
    return Each(review.courses, lambda id_: _course(review, views, titles, review.courses[id_]))


def _course(review: Review, views: Views, titles: Mapping[str, str], its: Course) -> CourseView:
    modules: list[ModuleView] = []
    done = 0
    for module in its.modules:
        modules.append(_module(review, views, titles, module, done))
        done += len(module.steps)
    return CourseView(
        its.id,
        printed(review, its.title),
        printed(review, its.description),
        its.audience,
        its.level,
        tuple(printed(review, text) for text in its.objectives),
        tuple(printed(review, text) for text in its.prerequisites),
        its.minutes,
        tuple(modules),
        tuple(_said(review, views, text) for text in its.notes),
        Target(its.title, course_path(its.id)),
        _teacher(its),
        Target("Course package (Common Cartridge)", cartridge_path(its.id)),
    )


def _teacher(its: Course) -> Target:
    return Target(f"{its.title}: for teachers", teacher_path(its.id))


def _module(review: Review, views: Views, titles: Mapping[str, str], its: Module, done: int) -> ModuleView:
    return ModuleView(
        its.id,
        printed(review, its.title),
        its.minutes + sum(step.minutes for step in its.steps),
        tuple(_step(review, views, titles, step, number) for number, step in enumerate(its.steps, done + 1)),
        tuple(_question(review, views, question) for question in its.questions),
        tuple((p.id, _said(review, views, p.prompt), _said(review, views, p.listen_for)) for p in its.discussion),
        tuple(_said(review, views, text) for text in its.notes),
    )


def _step(review: Review, views: Views, titles: Mapping[str, str], its: Step, number: int) -> StepView:
    kind, target, short = _place(review, views, titles, its)
    return StepView(its.id, number, kind, target, short, _said(review, views, its.guide), its.minutes)


def _place(review: Review, views: Views, titles: Mapping[str, str], its: Step) -> tuple[str, Target, str]:
    """What a step opens: the word for it, where it is, and its short address without `p/`."""
    if its.place is None:
        raise ValueError("a step opens one thing; the rules see to it")
    field, id_ = its.place
    if field == "chapter":
        chapter = review.chapters[id_]
        words = {anchor: heading for heading, anchor in _HEADING.findall(chapter.body)}
        title, anchor = chapter.head.title, its.heading or ""
        title += f": {words[anchor]}" if anchor else ""
        return (
            "Read",
            Target(title, chapter_path(chapter), anchor),
            f"chapter-{id_}/" + (f"#{anchor}" if anchor else ""),
        )
    if field == "claim":
        return "Claim", claim_target(review, review.claims[id_], f"Claim {id_}: {views[id_].card.title}"), f"{id_}/"
    if field == "appraisal":
        appraisal = review.appraisals[id_]
        return "Appraisal", appraisal_target(appraisal, printed(review, appraisal.title, appraisal.computed)), f"{id_}/"
    if field == "entity":
        return "Look up", entity_target(review, id_), f"{id_}/"
    if field == "table":
        return "Table", Target(review.comparisons[id_].title, comparison_path(id_)), f"table-{id_}/"
    if field == "figure":
        return "Figure", Target(review.figures[id_].title, figure_path(id_)), f"figure-{id_}/"
    if field == "question":
        return "Compare", Target(review.questions[id_].title, question_path(id_)), f"question-{id_}/"
    if field == "source":
        source = review.sources[id_]
        return "Source", Target(source.label, source_path(source)), f"source-{id_}/"
    path = list_path(id_)
    return "List", Target(titles.get(path, id_), path), f"page-{path.removesuffix('/index.md')}/"


def _question(review: Review, views: Views, its: SelfCheck) -> QuestionView:
    first = next(iter(its.claims))
    asks = _said(review, views, its.asks)
    marks = tuple(mark for claim in its.claims for mark in views[claim].appraisals)
    return QuestionView(
        its.id,
        its.type,
        _HOW[its.type],
        Said(asks.text, tuple(dict.fromkeys((*asks.appraisals, *marks)))),
        tuple(_answer(review, views, answer, first) for answer in its.answers),
        tuple(views[claim].card for claim in its.claims),
    )


def _answer(review: Review, views: Views, its: Answer, first: str) -> AnswerView:
    see = views[its.see or first].card
    return AnswerView(its.id, printed(review, its.text), its.right, _said(review, views, its.feedback), see)


def _said(review: Review, views: Views, text: str) -> Said:
    claims = dict.fromkeys(name.partition(".")[0] for name in PLACEHOLDER.findall(text))
    marks = dict.fromkeys(mark for claim in claims for mark in views[claim].appraisals)
    return Said(printed(review, text), tuple(marks))


def course_pages(review: Review, courses: Mapping[str, CourseView]) -> list[Page]:
    """The list of courses; for each its path of steps, and a view for teachers."""
    if not courses:
        return []
    description = (
        "Paths through this review, each with objectives, time, questions to check yourself, notes for teachers."
    )
    context = Whole(lambda: {"courses": tuple(courses.values())})
    pages = [Page(COURSES, "Courses", description, "index", ("courses.md.j2",), context)]
    for id_ in courses:
        pages += _course_pages(review, courses, review.courses[id_])
    return pages


def _course_pages(review: Review, courses: Mapping[str, CourseView], its: Course) -> list[Page]:
    edit = f"data/courses/{its.id}.yml"
    context = Whole(lambda: {"course": courses[its.id], "edition": review.info.edition})
    title, about = printed(review, its.title), printed(review, its.description)
    description = f"Answers, notes and what to listen for, for teachers of the course “{title}”."
    teacher = _teacher(its)
    return [
        Page(course_path(its.id), title, about, "course", ("course.md.j2",), context, edit),
        Page(teacher.path, teacher.title, description, "course", ("teacher.md.j2",), context, edit),
    ]
