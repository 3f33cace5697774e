"""In: a Reference and the notices on it; out: the work as a CSL-JSON item, which citation managers and CSL styles read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.author import Author
from ..model.reference import Reference
from .latex import Name, name_of, plain

Item = dict[str, Any]

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "software": "software",
    "techreport": "report",
    "unpublished": "manuscript",
}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
#: CSL's variable: the fields of BibTeX that give it, the first that is there.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "container-title": ("journal", "booktitle"),
    "collection-title": ("series",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("address",),
    "volume": ("volume",),
    "issue": ("number",),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "URL": ("url",),
}
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
IN_PRESS = re.compile(r"in press|forthcoming|accepted", re.I)
_YEAR = re.compile(r"\d{4}")


def item_of(reference: Reference, notices: Sequence[str] = ()) -> Item:
    """The item; `notices` are what is known of a retraction or correction, in words, and stand in its note."""
    fields = reference.fields
    item: Item = {"id": reference.key, "type": TYPES.get(reference.type, "document")}
    for name, its in _FIELDS.items():
        value = next((plain(fields[field]) for field in its if fields.get(field)), "")
        if value:
            item[name] = value
    if reference.type in ("techreport", "patent") and "issue" in item:
        item["number"] = item.pop("issue")
    if reference.type in _GENRES:
        item["genre"] = _GENRES[reference.type]
    for role, people in (("author", reference.authors), ("editor", reference.editors)):
        if people:
            item[role] = [_name(name_of(name)) for name in people]
    if fields.get("pages"):
        item["page"] = pages(fields["pages"])
    item |= _issued(reference)
    if reference.pmid:
        item["PMID"] = reference.pmid
    note = " ".join([*filter(None, [plain(fields.get("note", ""))]), *notices])
    if note:
        item["note"] = note
    return item


def name_in_csl(author: Author) -> dict[str, str]:
    """An author of the review as CSL has names."""
    return {"literal": author.group} if author.group else {"family": author.family, "given": author.given}


def pages(written: str) -> str:
    """Pages as CSL has them: `803--829` is 803-829; whatever else stands there stays."""
    return re.sub(r"\s*(?:-+|–)\s*", "-", plain(written))


def _name(name: Name) -> dict[str, str]:
    if name.group:
        return {"literal": name.group}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _issued(reference: Reference) -> Item:
    """Its date; a work in press has that status, and words in the place of a year stay words."""
    year = plain(reference.year)
    status: Item = {}
    if IN_PRESS.search(year) or IN_PRESS.search(reference.fields.get("note", "")):
        status["status"] = "in press"
    if not _YEAR.fullmatch(year):
        return status if not year or status else {"issued": {"literal": year}}
    parts = [int(year)]
    month = plain(reference.fields.get("month", "")).rstrip(".").lower()
    if month.isdecimal() and 1 <= int(month) <= 12:
        parts.append(int(month))
    elif len(month) >= 3:
        parts += [number for number, name in enumerate(MONTHS, 1) if name.startswith(month)][:1]
    return {"issued": {"date-parts": [parts]}, **status}
