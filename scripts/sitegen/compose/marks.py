"""In: the appraisals of what a page shows; out: a placeholder in its text, which rendering turns into numbered marks."""

from __future__ import annotations

from collections.abc import Iterable

from .page import AppraisalMark

#: Around the marks of one statement, `claim/appraisal` each. Private-use characters, which no text of a review may hold.
MARKS_BEGIN, MARKS_END = "\ue003", "\ue004"


def marks_of(appraisals: Iterable[AppraisalMark]) -> str:
    """The placeholder; nothing when nothing is appraised."""
    named = dict.fromkeys(f"{mark.claim}/{mark.id}" for mark in appraisals)
    return f"{MARKS_BEGIN}{' '.join(named)}{MARKS_END}" if named else ""
