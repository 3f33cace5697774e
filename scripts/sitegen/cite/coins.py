"""In: a CSL-JSON item; out: its COinS (OpenURL in a title attribute), from which Zotero takes a whole list at once.

What Zotero makes of which keys: docs/decisions/0017-what-zotero-reads.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from .csl import Item
from .latex import OTHERS

Pairs = list[tuple[str, str]]

#: The genre of OpenURL's format for books that a type of CSL is, and the keys of its title and of the whole it is in.
_BOOKS = {
    "book": ("book", "btitle", ""),
    "pamphlet": ("book", "btitle", ""),
    "report": ("report", "btitle", ""),
    "chapter": ("bookitem", "atitle", "btitle"),
    "paper-conference": ("proceeding", "atitle", "btitle"),
}
#: What OpenURL has no format for goes as Dublin Core. Zotero stops at that format without `rft.format`, and with it
#: at all works of the page; it takes the item's type, in its own word, from `rft.type`.
_OTHERS = {
    "dataset": "dataset",
    "manuscript": "manuscript",
    "software": "computerProgram",
    "webpage": "webpage",
}
_ANY_OTHER = "document"
_PLAIN = (
    ("volume", "volume"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("publisher", "pub"),
    ("publisher-place", "place"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
)


def coins_of(item: Item) -> str:
    """The key–value pairs; empty for a work without an author or a title, which Zotero would ask the network about."""
    people = [name for name in item.get("author", item.get("editor", ())) if name.get("literal") != OTHERS]
    if not people or "title" not in item:
        return ""
    kind, pairs = _kind(item)
    creator = {"patent": "inventor", "dc": "creator"}.get(kind, "au")
    publisher = {"dissertation": "inst", "patent": "assignee", "dc": "publisher"}.get(kind, "pub")
    found = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"), *_ids(item, kind), *pairs]
    found += [(f"rft.{creator}", _whole(name)) for name in people]
    if "date-parts" in item.get("issued", {}):
        found.append(("rft.date", "-".join(f"{part:02d}" for part in item["issued"]["date-parts"][0])))
    found += [(f"rft.{publisher if key == 'pub' else key}", item[name]) for name, key in _PLAIN if name in item]
    first_page, dash, last_page = item.get("page", "").partition("-")
    if first_page:
        found.append(("rft.spage", first_page))
    if dash:
        found.append(("rft.epage", last_page))
    return urlencode(found)


def _kind(item: Item) -> tuple[str, Pairs]:
    """The format of OpenURL, with what tells the sort of work, its title and the whole that it is in."""
    type_, title, whole = item["type"], item["title"], item.get("container-title")
    if type_ == "article-journal":
        return "journal", [("rft.genre", "article"), ("rft.atitle", title), *([("rft.jtitle", whole)] if whole else [])]
    if type_ in _BOOKS:
        genre, its, of = _BOOKS[type_]
        pairs = [("rft.genre", genre), (f"rft.{its}", title)]
        return "book", [*pairs, *([(f"rft.{of}", whole)] if of and whole else [])]
    if type_ == "thesis":
        return "dissertation", [("rft.title", title), *([("rft.degree", item["genre"])] if "genre" in item else [])]
    if type_ == "patent":
        return "patent", [("rft.title", title), *([("rft.number", item["number"])] if "number" in item else [])]
    return "dc", [("rft.format", "text"), ("rft.type", _OTHERS.get(type_, _ANY_OTHER)), ("rft.title", title)]


def _ids(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    if "DOI" in item:
        yield "rft_id", f"info:doi/{item['DOI']}"
    elif "URL" in item:
        yield "rft.identifier" if kind == "dc" else "rft_id", item["URL"]
    if "PMID" in item:
        yield "rft_id", f"info:pmid/{item['PMID']}"


def _whole(name: dict[str, str]) -> str:
    """`Family, Given`: a name in reading order is cut before its last word. One without a given name, and a group, end
    in a comma and stay whole. There is no first author in parts beside: Zotero adds it to those that it understands."""
    return f"{name.get('literal') or name.get('family', '')}, {name.get('given', '')}".strip()
