"""In: a Review and its gaps; out: Status, what is missing or stale in it, for people and for programs."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .link.confirmation import confirmations
from .link.fingerprint import fingerprint
from .model.appraisal import Appraisal
from .model.review import Review
from .problems import Problem

#: After how many days outside evidence is to be looked at again.
DAYS = 365


@dataclass(frozen=True)
class Item:
    """One thing to do: the id of the record, and what is the matter with it."""

    id: str
    what: str


@dataclass(frozen=True)
class Covered:
    """What became of the passages of a source."""

    source: str
    passages: int
    used: int
    left_out: int
    open: tuple[str, ...]


@dataclass(frozen=True)
class Status:
    """What is missing or stale."""

    edition: str
    claims: int
    read: int
    confirmed: int
    unconfirmed: tuple[Item, ...]
    unread: tuple[str, ...]
    appraisals: tuple[Item, ...]
    references: tuple[Item, ...]
    questions: tuple[Item, ...]
    coverage: tuple[Covered, ...]
    gaps: dict[str, int]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing and nothing stale."""
        lists = (self.unconfirmed, self.unread, self.appraisals, self.references, self.questions, self.gaps)
        return not any(lists) and not any(its.open for its in self.coverage)

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        return {"complete": self.is_complete, **asdict(self)}


def status_of(review: Review, gaps: Sequence[Problem]) -> Status:
    """Look the whole review through; dates are compared with the edition's, so that the same data gives the same."""
    found = confirmations(review)
    return Status(
        edition=review.info.edition.number,
        claims=len(found),
        read=sum(its.read for its in found.values()),
        confirmed=sum(its.confirmed for its in found.values()),
        unconfirmed=tuple(
            Item(claim, "; ".join(its.differences)) for claim, its in found.items() if its.read and not its.confirmed
        ),
        unread=tuple(claim for claim, its in found.items() if not its.read),
        appraisals=tuple(_appraisals(review)),
        references=tuple(
            Item(key, its.title)
            for key, its in sorted(review.references.items())
            if not (its.doi or its.pmid or its.fields.get("url") or its.fields.get("isbn"))
        ),
        questions=tuple(
            Item(f"{gap.location.file.path}:{gap.location.line}", gap.sentence)
            for gap in gaps
            if gap.code == "question-outdated"
        ),
        coverage=tuple(_coverage(review)),
        gaps=dict(sorted(Counter(gap.code for gap in gaps).items())),
    )


def _appraisals(review: Review) -> Iterator[Item]:
    for its in review.appraisals.values():
        reasons = tuple(dict.fromkeys([*_changed(review, its), *_old(review, its)]))
        if reasons:
            yield Item(its.id, "; ".join(reasons))


def _changed(review: Review, appraisal: Appraisal) -> Iterator[str]:
    """Claims that said something else in the last edition, which noted the appraisal, too."""
    last = review.snapshots.get(review.editions[-1].number) if review.editions else None
    if last is None or appraisal.id not in last.appraisals:
        return
    for claim in appraisal.on:
        then = last.claims.get(claim)
        if then is not None and claim in review.claims and then.fingerprint != fingerprint(review.claims[claim]):
            yield f"{claim} has changed since edition {last.number}"


def _old(review: Review, appraisal: Appraisal) -> Iterator[str]:
    """Evidence that was seen long ago, or nobody knows when."""
    today = datetime.date.fromisoformat(review.info.edition.date)
    for id_ in appraisal.evidence:
        evidence = review.evidence[id_]
        if evidence.seen is None:
            yield f"{id_} does not say when it was seen"
        elif (today - datetime.date.fromisoformat(evidence.seen)).days > DAYS:
            yield f"{id_} was seen on {evidence.seen}, more than {DAYS} days before the edition"


def _coverage(review: Review) -> Iterator[Covered]:
    for source in review.sources.values():
        left_out = {locator for group in source.left_out for locator in group.passages}
        used = {its.locator for its in source.passages if review.claims_at.get(f"{source.id}:{its.locator}")}
        rest = tuple(its.locator for its in source.passages if its.locator not in used | left_out)
        yield Covered(source.id, len(source.passages), len(used), len(left_out), rest)


def as_text(status: Status) -> str:
    """The same for people, section by section."""
    lines = [
        f"Edition {status.edition}: {status.claims} claims, {status.read} read a second time, {status.confirmed} confirmed."
    ]
    if status.unread:
        lines += ["", f"Not read a second time ({len(status.unread)}): {_few(status.unread)}"]
    for title, items in (
        ("Not confirmed", status.unconfirmed),
        ("Appraisals to revisit", status.appraisals),
        ("References without an identifier or address", status.references),
        ("Questions whose claim changed", status.questions),
    ):
        if items:
            lines += ["", f"{title} ({len(items)}):", *(f"  {item.id}: {item.what}" for item in items)]
    lines += ["", "Coverage:"]
    for its in status.coverage:
        rest = f"; open: {_few(its.open)}" if its.open else ""
        lines.append(f"  {its.source}: {its.passages} passages, {its.used} used, {its.left_out} left out{rest}")
    if status.gaps:
        lines += ["", "Gaps:", *(f"  {code}: {number}" for code, number in status.gaps.items())]
    return "\n".join([*lines, "", "Nothing is missing." if status.is_complete else "Something is missing or stale."])


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
