"""In: References and what Crossref answers about them; out: proposals for an editor: DOIs by title, notices of change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from ..model.reference import Reference
from .latex import plain

#: A title found is proposed when it is nearly the one that was asked for.
ALIKE = 0.93
#: What Crossref calls an update, and the relation under which evidence of it is recorded here.
RELATIONS: Mapping[str, str] = {
    "retraction": "retraction",
    "removal": "retraction",
    "withdrawal": "retraction",
    "expression_of_concern": "expression-of-concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
}
#: Asks for the work of a DOI; None where there is none. Asks for works by words; the best first.
ByDoi = Callable[[str], Mapping[str, Any] | None]
ByWords = Callable[[str], Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Proposal:
    """Something for an editor to look at: for which work, what, where it was seen, and how alike the titles are."""

    key: str
    what: str
    value: str
    address: str
    title: str
    alike: float


def proposals(references: Sequence[Reference], by_doi: ByDoi, by_words: ByWords) -> Iterator[Proposal]:
    """For a work with a DOI: whether it exists, is the same work, was changed; for one without: the DOI of its title."""
    for its in references:
        title = plain(its.fields.get("title", ""))
        if its.doi:
            work = by_doi(its.doi)
            address = f"https://doi.org/{its.doi}"
            if work is None:
                yield Proposal(its.key, "doi-not-found", its.doi, address, title, 0.0)
                continue
            found = _title_of(work)
            alike = likeness(title, found)
            if alike < ALIKE:
                yield Proposal(its.key, "another-title", its.doi, address, found, alike)
            yield from _updates(its.key, work, alike)
        elif title:
            for work in by_words(f"{title} {its.first_author} {its.year}"):
                found = _title_of(work)
                alike = likeness(title, found)
                if alike >= ALIKE and work.get("DOI"):
                    doi = str(work["DOI"])
                    yield Proposal(its.key, "doi", doi, f"https://doi.org/{doi}", found, alike)
                    yield from _updates(its.key, work, alike)
                    break


def _updates(key: str, work: Mapping[str, Any], alike: float) -> Iterator[Proposal]:
    for update in work.get("updated-by", ()):
        relation = RELATIONS.get(str(update.get("type", "")).lower().replace("-", "_").replace(" ", "_"))
        if relation:
            doi = str(update.get("DOI", ""))
            yield Proposal(key, relation, doi, f"https://doi.org/{doi}", str(update.get("label", "")), alike)


def _title_of(work: Mapping[str, Any]) -> str:
    titles = work.get("title") or [""]
    return " ".join(str(titles[0]).split())


def likeness(one: str, other: str) -> float:
    """How alike two titles are, letters and digits alone: 1 is the same."""
    plain_one, plain_other = (re.sub(r"[\W_]+", " ", title.casefold()).strip() for title in (one, other))
    return round(SequenceMatcher(None, plain_one, plain_other).ratio(), 3) if plain_one and plain_other else 0.0


def as_records(found: Sequence[Proposal], seen: str) -> list[dict[str, Any]]:
    """The proposals as plain values, each with the day on which it was seen."""
    return [{**asdict(proposal), "seen": seen} for proposal in found]
