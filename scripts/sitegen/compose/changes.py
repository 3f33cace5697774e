"""In: snapshots of editions; out: what changed from each to the next, as values, and the page that tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..link.once import once
from ..model.edition import ClaimThen, Snapshot
from ..model.review import Review
from ..on_demand import Whole
from .page import Page, Target
from .snapshot import snapshot_of

CHANGES = "changes/index.md"


@dataclass(frozen=True)
class Change:
    """One claim or appraisal that was added, changed, withdrawn or found: before, after, and the entities it is about."""

    sort: str
    id: str
    anchor: str
    before: str
    after: str
    about: tuple[str, ...]
    place: str


@dataclass(frozen=True)
class Changes:
    """All that changed from one edition to the next."""

    earlier: str
    number: str
    date: str
    changes: tuple[Change, ...]

    def of(self, sort: str) -> tuple[Change, ...]:
        """The changes of one sort, in order of ids."""
        return tuple(change for change in self.changes if change.sort == sort)


#: The sorts of changes, and their words.
SORTS = {
    "added": "Claims added",
    "changed": "Claims changed",
    "withdrawn": "Claims withdrawn",
    "appraised": "Appraisals new",
    "settled": "Appraisals withdrawn",
}


def changes_between(old: Snapshot, new: Snapshot) -> Changes:
    """What a reader of the earlier edition has to know."""
    found = [
        *(_change("added", new, id_, "", its.text, its) for id_, its in new.claims.items() if id_ not in old.claims),
        *(
            _change("changed", new, id_, old.claims[id_].text, its.text, its)
            for id_, its in new.claims.items()
            if id_ in old.claims and _differs(old.claims[id_], its)
        ),
        *(
            _change("withdrawn", new, id_, its.text, "", its)
            for id_, its in old.claims.items()
            if id_ not in new.claims
        ),
        *(
            _change("appraised", new, id_, "", its.title, its)
            for id_, its in new.appraisals.items()
            if id_ not in old.appraisals
        ),
        *(
            _change("settled", new, id_, its.title, "", its)
            for id_, its in old.appraisals.items()
            if id_ not in new.appraisals
        ),
    ]
    return Changes(old.number, new.number, new.date, tuple(found))


def _differs(old: ClaimThen, new: ClaimThen) -> bool:
    """Another wording, or another number, population, endpoint … of one of its quantities."""
    return (old.text, old.fingerprint) != (new.text, new.fingerprint)


def _change(sort, new: Snapshot, id_: str, before: str, after: str, its) -> Change:
    return Change(sort, id_, f"{new.number}.{id_}", before, after, its.about, its.place)


@once
def all_changes(review: Review) -> tuple[Changes, ...]:
    """From each released edition to the next, and from the last one to what is said now; the newest first."""
    snapshots: list[Snapshot] = list(review.snapshots.values())
    now = snapshot_of(review)
    if not snapshots or snapshots[-1].number != now.number:
        snapshots.append(now)
    steps = [changes_between(old, new) for old, new in pairwise(snapshots)]
    return tuple(reversed(steps))


@dataclass(frozen=True)
class ChangeView:
    """A change as the page shows it; what is gone has no page to lead to."""

    change: Change
    target: Target | None


def changes_page(review: Review, changes: Sequence[Changes], feeds: Sequence[Target]) -> Page:
    """What changed between editions, the newest first."""
    context = Whole(lambda: _told(review, changes, feeds))
    description = "Which claims were added, changed or withdrawn from edition to edition, and which appraisals are new."
    return Page(CHANGES, "What changed", description, "index", ("changes.md.j2",), context, "data/editions.yml")


def _told(review: Review, changes: Sequence[Changes], feeds: Sequence[Target]) -> Mapping[str, Any]:
    steps = tuple(
        (step, tuple((words, tuple(_view(its) for its in step.of(sort))) for sort, words in SORTS.items()))
        for step in changes
    )
    released = tuple((its, Target(f"Edition {its.number}", f"v/{its.number}/index.html")) for its in review.editions)
    return {"steps": steps, "feeds": feeds, "released": released, "edition": review.info.edition}


def _view(change: Change) -> ChangeView:
    page, _, anchor = change.place.partition("#")
    there = change.sort not in ("withdrawn", "settled")
    return ChangeView(change, Target(change.id, f"{page.rstrip('/')}.md", anchor) if there else None)
