"""In: a Reference and its CSL-JSON item; out: its record in RIS, as reference managers read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.reference import Reference
from .csl import Item
from .latex import OTHERS, plain

TYPES: Mapping[str, str] = {
    "article": "JOUR",
    "book": "BOOK",
    "booklet": "PAMP",
    "dataset": "DATA",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inproceedings": "CPAPER",
    "manual": "RPRT",
    "mastersthesis": "THES",
    "misc": "GEN",
    "online": "ELEC",
    "patent": "PAT",
    "phdthesis": "THES",
    "proceedings": "CONF",
    "software": "COMP",
    "techreport": "RPRT",
    "unpublished": "MANSCPT",  # Zotero does not know UNPB
}
_PLAIN: Mapping[str, str] = {
    "collection-title": "T3",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "genre": "M3",
    "DOI": "DO",
    "URL": "UR",
}


def ris_of(reference: Reference, item: Item) -> str:
    """The record, from `TY` to `ER`."""
    lines = [f"TY  - {TYPES.get(reference.type, 'GEN')}", f"ID  - {reference.key}"]
    lines += [f"{tag}  - {' '.join(value.split())}" for tag, value in _values(reference, item)]
    return "\n".join([*lines, "ER  - "]) + "\n"


def _values(reference: Reference, item: Item) -> Iterator[tuple[str, str]]:
    for role, tag in (("author", "AU"), ("editor", "ED")):
        for name in item.get(role, ()):
            yield tag, _name(name)
    if "title" in item:
        yield "TI", item["title"]
    if "container-title" in item:
        yield "JO" if reference.type == "article" else "T2", item["container-title"]
    yield from _date(reference, item)
    for name, tag in _PLAIN.items():
        if name in item:
            yield "SN" if (name, item["type"]) == ("number", "report") else tag, item[name]
    first, dash, last = item.get("page", "").partition("-")
    if first:
        yield "SP", first
    if dash:
        yield "EP", last
    for name in ("ISBN", "ISSN"):
        if name in item:
            yield "SN", item[name]
    if "PMID" in item:
        yield "AN", item["PMID"]
        yield "DB", "PubMed"
    for note in (item.get("note", ""), plain(reference.fields.get("annote", ""))):
        if note:
            yield "N1", note


def _date(reference: Reference, item: Item) -> Iterator[tuple[str, str]]:
    issued = item.get("issued", {})
    if "date-parts" in issued:
        year, *rest = issued["date-parts"][0]
        yield "PY", f"{year:04d}"
        if rest:
            yield "DA", f"{year:04d}/" + "/".join(f"{part:02d}" for part in rest) + "/" * (3 - len(rest))
    elif issued or "status" in item:
        yield "PY", issued.get("literal", item.get("status", ""))


def _name(name: Mapping[str, str]) -> str:
    """`Family, Given`; a group ends in a comma, or readers would take its last word for a family name."""
    if "literal" in name:
        return "et al.," if name["literal"] == OTHERS else f"{name['literal']},"
    inverted = ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)
    return inverted if "," in inverted else f"{inverted},"
