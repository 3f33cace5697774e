"""In: a phrase of course packages and what stands in its holes; out: it in the review's language, as escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from .markup import words

ABOUT = "About this course"
OVERVIEW = "Overview, license, how to cite"
GUIDE = "What to look for"
STEP = "{1}. {2} (edition {3})"
QUIZ = "Check yourself: {1}"
FOR = "For: {1}"
LEVEL = "Level: {1}"
TIME = "Time: about {1} minutes"
TIME_IN_PARTS = "Time: about {1} minutes in {2} modules"
EDITION = "Edition: {1} of {2}; every link of this course leads to {3}"
OBJECTIVES = "What you will be able to do"
PREREQUISITES = "What to know before"
LICENSE = "License, and how to cite"
TERMS = "Text under {1}: use it, change it, pass it on, and name its origin. See also {2}."
HERE = "the course on the site"
CITE = "{1}. {2}. Edition {3}, {4}. {5}"
MINUTES = "About {1} minutes."
STEP_MINUTES = "{1} ({2} min): {3}"
DISCUSSION = "Talk about it"
FOOT = "{1} (edition {2})"
RIGHT, WRONG = "Right.", "Not right."
APPRAISAL = "Appraisal, {1}: {2}"

#: What packages say, for whoever puts it into another language.
PHRASES = (
    *(ABOUT, OVERVIEW, GUIDE, STEP, QUIZ, FOR, LEVEL, TIME, TIME_IN_PARTS, EDITION, OBJECTIVES, PREREQUISITES, LICENSE),
    *(TERMS, HERE, CITE, MINUTES, STEP_MINUTES, DISCUSSION, FOOT, RIGHT, WRONG, APPRAISAL),
)
_HOLE = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Words:
    """Says phrases in a review's language; `say` gives a text of the program in it."""

    say: Callable[[str], str] = str

    def plain(self, phrase: str, *held: object) -> str:
        """A phrase as text, its holes filled."""
        return _HOLE.sub(lambda hole: str(held[int(hole[1]) - 1]), self.say(phrase))

    def html(self, phrase: str, *held: object) -> Markup:
        """A phrase as HTML: what is in its holes is escaped unless it is markup."""
        parts = _HOLE.split(self.say(phrase))  # text and numbers of holes in turn
        inside = (part if place % 2 else words(part) for place, part in enumerate(parts))
        return Markup("").join(
            _escaped(held[int(part) - 1]) if place % 2 else part for place, part in enumerate(inside)
        )


def _escaped(held: object) -> Markup:
    return held if isinstance(held, Markup) else words(str(held))
