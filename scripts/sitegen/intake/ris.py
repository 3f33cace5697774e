"""In: RIS, as reference managers and journals export it; out: its records as works in classic BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import rispy

from ..cite.bibtex import latex_of
from ..model.reference import Reference
from .fields import DOI, printed_fields

_TAG = re.compile(r"^([A-Z][A-Z0-9])\s{1,3}-(?:\s(.*))?$")
_TYPES = {
    **dict.fromkeys(("JOUR", "EJOU", "JFULL", "ABST", "INPR", "MGZN", "NEWS"), "article"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "incollection"),
    **dict.fromkeys(("CONF", "CPAPER"), "inproceedings"),
    **dict.fromkeys(("ELEC", "WEB", "BLOG"), "online"),
    **dict.fromkeys(("MANSCPT", "UNPB"), "unpublished"),
    "RPRT": "techreport",
    "THES": "phdthesis",
    "COMP": "software",
    "DATA": "dataset",
    "PAT": "patent",
}


def works_of(text: str) -> Iterator[Reference]:
    """Each record as an entry without a key."""
    for record in rispy.loads(_tidy(text)):
        yield _from_record(record)


def _tidy(text: str) -> str:
    """RIS as rispy reads it: two spaces before the dash, and an end to each record."""
    lines: list[str] = []
    is_open = False
    for line in text.lstrip("\ufeff").splitlines():
        tag = _TAG.match(line.rstrip())
        if tag is None:
            # What goes on in the next line belongs to the one above; what stands between records belongs to none.
            if is_open and line.strip() and lines:
                lines[-1] += f" {line.strip()}"
            continue
        if tag[1] == "TY" and is_open:
            lines.append("ER  - ")
        if tag[1] == "TY" or is_open:
            lines.append(f"{tag[1]}  - {tag[2] or ''}")
        is_open = tag[1] != "ER" and (is_open or tag[1] == "TY")
    return "\n".join([*lines, "ER  - "] if is_open else lines) + "\n"


def _from_record(record: Mapping[str, Any]) -> Reference:
    type_ = _TYPES.get(str(record.get("type_of_reference", "")).strip(), "misc")
    unknown = record.get("unknown_tag", {})

    def first(*names: str) -> str:
        for name in names:
            value = record.get(name) or unknown.get(name)
            text = value[0] if isinstance(value, list) and value else value
            if text:
                return " ".join(str(text).split())
        return ""

    year = re.search(r"\d{4}", first("year", "publication_year", "date"))
    start, end = first("start_page"), first("end_page")
    holder = first("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1", "BT")
    doi = DOI.search(" ".join([first("doi"), *map(str, record.get("urls", ()))]))
    pubmed = "pubmed" in (first("name_of_database") + first("database_provider")).lower()
    number = first("accession_number")
    fields = {
        "title": latex_of(first("primary_title", "title", "BT", "translated_title")),
        {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(
            type_, "series"
        ): latex_of(holder),
        {"phdthesis": "school", "techreport": "institution"}.get(type_, "publisher"): latex_of(first("publisher")),
        "address": latex_of(first("place_published")),
        "edition": latex_of(first("edition")),
        "volume": latex_of(first("volume")),
        "number": latex_of(first("number")),
        "pages": start if not end or end == start or "-" in start else f"{start}--{end}",
        "year": year[0] if year else "",
        "doi": doi[0] if doi else "",
        "url": first("urls"),
        "isbn" if type_ in ("book", "incollection", "inproceedings") else "issn": first("issn"),
        **({"eprint": number, "eprinttype": "pubmed"} if pubmed and number.isdecimal() else {}),
    }
    authors = [*record.get("first_authors", ()), *record.get("authors", ())]
    editors = [*record.get("secondary_authors", ()), *unknown.get("ED", ())]
    if type_ == "book" and not authors:
        authors, editors = [], editors or [*record.get("tertiary_authors", ())]
    return Reference("", type_, printed_fields(fields), _people(authors), _people(editors))


def _people(names: Sequence[str]) -> tuple[str, ...]:
    """`Family, Given` is a person; a name without a comma, or with nothing behind it, is a group."""
    found = []
    for name in dict.fromkeys(" ".join(str(name).split()) for name in names):
        family, _, given = (part.strip() for part in name.partition(","))
        if family:
            found.append(f"{latex_of(family)}, {latex_of(given)}" if given else f"{{{latex_of(family)}}}")
    return tuple(found)
