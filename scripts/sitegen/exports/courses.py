"""In: a Site; out: what browsers need to follow a course from page to page, and the courses as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..compose.addresses import web_path
from ..compose.courses import CourseView, QuestionView, StepView
from ..compose.page import Site
from ..model.json_text import compact, indented


def course_files(site: Site, address: str) -> Mapping[str, str]:
    """One script a course that names its steps, and api/courses.json; nothing without courses."""
    if not site.courses:
        return {}
    files = {f"assets/courses/{course.id}.js": _path(course) for course in site.courses}
    courses = [_json(course, site.info.edition.number, address) for course in site.courses]
    return files | {"api/courses.json": indented(courses) + "\n"}


def _path(course: CourseView) -> str:
    """A script and no data file, so that a copy opened from a disk, or in a closed frame, can load it."""
    value = {
        "id": course.id,
        "title": course.title,
        "home": web_path(course.home),
        "steps": [_step(step) for step in course.steps],
    }
    return f"reviewCourse({compact(value)})\n"


def _step(step: StepView) -> list[object]:
    """Its id, what it opens and where, what to look for, and the appraisals of what that says."""
    marks = [[mark.words, web_path(mark.target)] for mark in step.guide.appraisals]
    return [step.id, step.target.title, web_path(step.target), step.guide.text, marks]


def _json(course: CourseView, edition: str, address: str) -> dict[str, Any]:
    return {
        "id": course.id,
        "title": course.title,
        "description": course.description,
        "audience": course.audience,
        "level": course.level,
        "minutes": course.minutes,
        "edition": edition,
        "objectives": list(course.objectives),
        "prerequisites": list(course.prerequisites),
        "modules": [
            {
                "id": module.id,
                "title": module.title,
                "minutes": module.minutes,
                "steps": [
                    {
                        "id": step.id,
                        "title": step.target.title,
                        "guide": step.guide.text,
                        "minutes": step.minutes,
                        "address": address + web_path(step.target),
                        "short_address": f"{address}p/{step.short}",
                    }
                    for step in module.steps
                ],
                "questions": [_question(question) for question in module.questions],
                "discussion": [{"id": id_, "prompt": prompt.text} for id_, prompt, _ in module.discussion],
            }
            for module in course.modules
        ],
        "address": address + web_path(course.home),
        "package": address + course.cartridge.path,
    }


def _question(question: QuestionView) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": question.type,
        "asks": question.asks.text,
        "claims": [claim.anchor for claim in question.claims],
        "answers": [
            {"id": answer.id, "text": answer.text, "right": answer.right, "feedback": answer.feedback.text}
            for answer in question.answers
        ],
    }
