"""In: a Review before and after; out: what changes in its facts, as Markdown for those who look at a proposed change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..compose.changes import SORTS, Change, Changes, changes_between
from ..compose.snapshot import snapshot_of
from ..model.review import Review

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~@$])")


def facts_markdown(before: Review, now: Review) -> str:
    """Which claims and appraisals are added, changed, withdrawn."""
    return as_markdown(changes_between(snapshot_of(before), snapshot_of(now)))


def as_markdown(changes: Changes) -> str:
    """Counts first, then every claim and appraisal with what it said before and says now."""
    found = [(words, its) for sort, words in SORTS.items() if (its := changes.of(sort))]
    if not found:
        return "## What changes in the facts\n\nNothing: every claim and every appraisal says what it said.\n"
    counts = "; ".join(f"{words.lower()}: {len(its)}" for words, its in found)
    lines = ["## What changes in the facts", "", counts[0].upper() + counts[1:] + ".", ""]
    for words, its in found:
        lines += [f"### {words}", "", *(line for change in its for line in _lines(change)), ""]
    return "\n".join(lines)


def _lines(change: Change) -> Iterator[str]:
    about = f" (about {_text(', '.join(change.about))})" if change.about else ""
    yield f"- `{change.id}`{about}"
    if change.before:
        yield f"    - before: {_text(change.before)}"
    if change.after:
        yield f"    - now: {_text(change.after)}"
    if change.before and change.before == change.after:
        yield "    - the same words; a quantity has another population, endpoint or number behind them"


def _text(text: str) -> str:
    """Text on one line, in which nothing is Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
