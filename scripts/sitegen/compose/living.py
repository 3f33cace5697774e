"""In: a Review; out: how it is kept, in the terms of a living review, and its reporting checklist."""

from __future__ import annotations

from collections import Counter

from ..model.review import Review
from .page import Page, Target

CHECKLIST = "checklist/index.md"


def living_facts(review: Review) -> tuple[tuple[str, str], ...]:
    """The status of the review, line by line; nothing when data/review.yml does not say."""
    its, edition = review.info.living, review.info.edition
    if its is None:
        return ()
    return (
        ("Status", its.status),
        ("Searched to", its.searched_to),
        ("Edition", f"{edition.number} ({edition.date})"),
        ("Updates", its.updates),
        ("End", its.ends),
        *((f"Role: {role.what}", role.who) for role in its.roles),
        *((f"Changed on {change.date}", change.what) for change in its.changes),
    )


def checklist_pages(review: Review) -> list[Page]:
    """The checklist, item by item, with its honest answers; nothing when there is none."""
    checklist = review.checklist
    if checklist is None:
        return []
    counts = Counter(item.answer for item in checklist.items)
    context = {
        "checklist": checklist,
        "sections": tuple(
            (section, tuple(item for item in checklist.items if item.section == section))
            for section in dict.fromkeys(item.section for item in checklist.items)
        ),
        "counts": tuple((answer, counts[answer]) for answer in dict.fromkeys(item.answer for item in checklist.items)),
        "living": living_facts(review),
    }
    edit = "data/checklist.yml"
    return [Page(CHECKLIST, checklist.title, checklist.about, "index", ("checklist.md.j2",), context, edit)]


def checklist_target(review: Review) -> Target | None:
    """A link to the checklist, where there is one."""
    return Target(review.checklist.title, CHECKLIST) if review.checklist is not None else None
