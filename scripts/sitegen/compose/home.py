"""In: a Review, its claims and appraisals as pages show them; out: the home page: what this is, how sure, the ways in."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..link.agreement import pairs
from ..link.computed import quantity_at
from ..link.confirmation import confirmations
from ..model.chapter import Chapter
from ..model.review import Review
from ..on_demand import Whole
from .addresses import AGREEMENT, APPRAISALS, chapter_path, comparison_path, kind_path, question_path, source_path
from .care import CARE, cared_for
from .changes import CHANGES, SORTS, all_changes
from .chapters import parts_of
from .coverage import STATUS
from .downloads import DOWNLOADS
from .figures.view import FigureView
from .finding_views import AppraisalView
from .indexes import A_TO_Z
from .mentions import Mentions
from .page import Page, Target, Views
from .text import quantity_text

#: So much stands on the home page; the rest is a link away.
QUESTIONS, FINDINGS, NEWS, CHAPTERS, SOURCES = 4, 4, 3, 20, 10


@dataclass(frozen=True)
class Figure:
    """A number that says how large or how sure the review is, what it counts, and where that is told."""

    number: str
    words: str
    target: Target


@dataclass(frozen=True)
class Dispute:
    """A question to which the sources give different answers, and these answers."""

    target: Target
    values: tuple[str, ...]


def home_page(
    review: Review,
    views: Views,
    mentions: Mentions,
    figures: Mapping[str, FigureView],
    appraisals: Mapping[str, AppraisalView],
) -> list[Page]:
    """The page that is written in the group `home`, with everything on it that is counted or chosen by rule."""
    for chapter in review.chapters.values():
        if chapter.head.group == "home":
            context = Whole(partial(_told, review, views, mentions, figures, appraisals, chapter))
            head = chapter.head
            return [Page("index.md", head.title, head.description, "home", ("home.md.j2",), context, chapter.path)]
    return []


def _told(
    review: Review,
    views: Views,
    mentions: Mentions,
    figures: Mapping[str, FigureView],
    appraisals: Mapping[str, AppraisalView],
    chapter: Chapter,
) -> Mapping[str, Any]:
    edition = review.info.edition
    return {
        "info": review.info,
        "overview": next((figure for figure in figures.values() if figure.form == "network"), None),
        "parts": parts_of(review, views, mentions, chapter, figures),
        "edition": edition.number,
        "released": _written_out(edition.date),
        "figures": _figures(review),
        "chapters": _written(review, "read"),
        "teaching": _written(review, "teach"),
        "kinds": _kinds(review),
        "tables": tuple(Target(c.title, comparison_path(c.id)) for c in review.comparisons.values()),
        "listed": {"chapters": CHAPTERS, "sources": SOURCES},
        "disputes": _disputes(review),
        "findings": _findings(review, appraisals),
        "news": _news(review),
        "sources": tuple((its, Target(its.label, source_path(its))) for its in review.sources.values()),
        "to": {
            "index": Target("A–Z index", A_TO_Z),
            "compare": Target("All comparisons", "compare/index.md"),
            "care": Target("Numbers to handle with care", CARE) if cared_for(review) else None,
            "agreement": Target("All questions with several answers", AGREEMENT),
            "appraisal": Target("All appraisals", APPRAISALS),
            "status": Target("Status of this review", STATUS),
            "changes": Target("What changed", CHANGES),
            "sources": Target("All sources", "sources/index.md"),
            "downloads": Target("All downloads", DOWNLOADS),
        },
    }


def _news(review: Review) -> tuple[tuple[str, str], ...]:
    """What the newest edition changed, by number, then what the editors say they did; each with its date in words."""
    found = [
        (_written_out(step.date), f"Since edition {step.earlier}: {', '.join(counts)}.")
        for step in all_changes(review)[:1]
        if (counts := [f"{words.lower()} {len(step.of(sort))}" for sort, words in SORTS.items() if step.of(sort)])
    ]
    told = review.info.living.changes if review.info.living else ()  # the latest stand first
    found += [(_written_out(its.date), its.what) for its in told]
    return tuple(found[:NEWS])


def _written_out(date: str) -> str:
    day = datetime.date.fromisoformat(date)
    return f"{day.day} {day:%B} {day.year}"


def _figures(review: Review) -> tuple[Figure, ...]:
    graves = sum(its.severity == "high" for its in review.appraisals.values())
    sure = sum(its.confirmed for its in confirmations(review).values())
    found = (
        (len(review.sources), "source", "sources", Target("", "sources/index.md")),
        (len(review.passages), "passage read", "passages read", Target("", STATUS, "coverage")),
        (len(review.claims), "claim", "claims", Target("", "sources/index.md")),
        (sure, "confirmed by a second reading", "confirmed by a second reading", Target("", STATUS, "second-reading")),
        (len(review.references), "work cited", "works cited", Target("", "references/index.md")),
        (graves, "serious problem found", "serious problems found", Target("", CARE if graves else APPRAISALS)),
    )
    return tuple(
        Figure(review.writing.number(number), one if number == 1 else many, target)
        for number, one, many, target in found
        if number
    )


def _written(review: Review, group: str) -> tuple[tuple[Target, str], ...]:
    return tuple(
        (Target(chapter.head.title, chapter_path(chapter)), chapter.head.description)
        for chapter in review.chapters.values()
        if chapter.head.group == group
    )


def _kinds(review: Review) -> tuple[tuple[Target, int], ...]:
    """The kinds that have pages, the fullest first."""
    counts = Counter(entity.kind for entity in review.entities.values())
    ordered = sorted((kind for kind in review.kinds.values() if counts[kind.id]), key=lambda kind: -counts[kind.id])
    return tuple((Target(kind.plural, kind_path(kind)), counts[kind.id]) for kind in ordered)


def _disputes(review: Review) -> tuple[Dispute, ...]:
    """The first questions, in the order of their data, whose answers differ though they can be compared, or should be."""
    found: list[Dispute] = []
    for question in review.questions.values():
        verdicts = {pair.verdict for pair in pairs(review, question)}
        if "differ" in verdicts or verdicts == {"not-comparable"}:
            answers = (quantity_at(review, pointer) for pointer in question.answers)
            values = dict.fromkeys(quantity_text(review, answer) for answer in answers if answer is not None)
            found.append(Dispute(Target(question.title, question_path(question.id)), tuple(values)))
    return tuple(found[:QUESTIONS])


def _findings(review: Review, appraisals: Mapping[str, AppraisalView]) -> tuple[AppraisalView, ...]:
    """Of the appraisals of high severity, one of each type: the one on most claims that the chapters tell."""
    told = Counter(
        call.arguments[0]
        for chapter in review.chapters.values()
        for call in chapter.calls
        if call.name in ("claim", "q")
    )
    graves = [view for view in appraisals.values() if view.mark.severity == "high"]
    graves.sort(key=lambda view: (-sum(claim.id in told for claim in view.claims), -len(view.claims), view.mark.id))
    first = {view.type_id: view for view in reversed(graves)}
    return tuple(view for view in graves if first[view.type_id] is view)[:FINDINGS]
