"""In: a Review; out: what the list of works can be filtered and sorted by, as short values and as words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..cite.latex import plain
from ..model.reference import Reference
from ..model.review import Review

#: What a type of BibTeX is called.
TYPES: Mapping[str, str] = {
    "article": "Journal article",
    "book": "Book",
    "booklet": "Booklet",
    "dataset": "Data set",
    "inbook": "Part of a book",
    "incollection": "Book chapter",
    "inproceedings": "Conference paper",
    "manual": "Manual",
    "mastersthesis": "Master’s thesis",
    "misc": "Other document",
    "online": "Web page",
    "patent": "Patent",
    "phdthesis": "Doctoral thesis",
    "proceedings": "Proceedings",
    "software": "Software",
    "techreport": "Report",
    "unpublished": "Unpublished",
}
_AUDIT: Mapping[str, str] = {
    "cannot-support": "cannot support a claim",
    "weak": "weak support for a claim",
    "fits": "fits a claim",
    "not-judged": "not judged for a claim",
}
NONE = "none"


@dataclass(frozen=True)
class Facet:
    """One thing to filter the list by: its name, its heading, each value with its words and how many works have it."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]


def slug(words: str) -> str:
    """Words as a value of a filter: two spellings of an abbreviation that differ in dots only are one."""
    ascii_only = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "other"


def container(reference: Reference) -> str:
    """The journal or book that the work stands in."""
    return plain(reference.fields.get("journal") or reference.fields.get("booktitle") or "")


def data_of(
    reference: Reference, sources: Sequence[str], claims: int, verdicts: Counter[str]
) -> tuple[tuple[str, str], ...]:
    """The work's values, without spaces; where it has several, spaces stand between."""
    return (
        ("year", slug(plain(reference.year)) if reference.year else NONE),
        ("journal", slug(container(reference)) if container(reference) else NONE),
        ("source", " ".join(sources) or NONE),
        ("type", reference.type),
        ("audit", " ".join(verdict for verdict in _AUDIT if verdicts[verdict]) or NONE),
        ("claims", str(claims)),
    )


def facets_of(review: Review, data: Sequence[Mapping[str, str]]) -> tuple[Facet, ...]:
    """The filters, each with the values that occur."""
    works = review.references.values()
    journals: dict[str, str] = {}
    for its in works:
        if container(its):
            journals.setdefault(slug(container(its)), container(its))
    wordings: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("year", "Year", {slug(plain(its.year)): plain(its.year) for its in works if its.year} | {NONE: "no year"}),
        ("journal", "Journal", journals | {NONE: "no journal"}),
        ("source", "Cited by", {s.id: s.label for s in review.sources.values()} | {NONE: "none of the sources"}),
        ("type", "Type", {its.type: TYPES.get(its.type, its.type) for its in works}),
        ("audit", "Audit", {**_AUDIT, NONE: "not audited"}),
    )
    return tuple(_facet(name, label, words, data) for name, label, words in wordings)


def _facet(name: str, label: str, words: Mapping[str, str], data: Sequence[Mapping[str, str]]) -> Facet:
    counts = Counter(value for its in data for value in its[name].split())
    order = list(words) if name == "audit" else sorted(words, key=lambda value: words[value].casefold())
    if name == "year":
        order.reverse()
    ordered = sorted(order, key=lambda value: value == NONE)
    return Facet(name, label, tuple((value, words[value], counts[value]) for value in ordered if counts[value]))
