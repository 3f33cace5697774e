"""In: a CSL-JSON item; out: its COinS (OpenURL in a title attribute), from which Zotero takes a whole list at once."""

from __future__ import annotations

from urllib.parse import urlencode

from .csl import Item
from .latex import OTHERS

_JOURNAL, _BOOK, _OTHER = "journal", "book", "dc"


def coins_of(item: Item) -> str:
    """The key–value pairs; empty for a work without an author or a title, which Zotero would ask the network about."""
    people = [name for name in item.get("author", item.get("editor", ())) if name.get("literal") != OTHERS]
    if not people or "title" not in item:
        return ""
    sort = {"article-journal": _JOURNAL, "book": _BOOK, "chapter": _BOOK, "thesis": "dissertation"}.get(
        item["type"], _BOOK if "publisher" in item else _OTHER
    )
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{sort}")]
    if "DOI" in item:
        pairs.append(("rft_id", f"info:doi/{item['DOI']}"))
    if "PMID" in item:
        pairs.append(("rft_id", f"info:pmid/{item['PMID']}"))
    if sort == _JOURNAL:
        pairs += [("rft.genre", "article"), ("rft.atitle", item["title"])]
        pairs += [("rft.jtitle", item["container-title"])] if "container-title" in item else []
    elif item["type"] == "chapter":
        pairs += [("rft.genre", "bookitem"), ("rft.atitle", item["title"])]
        pairs += [("rft.btitle", item["container-title"])] if "container-title" in item else []
    elif sort == _BOOK:
        pairs += [("rft.genre", "report" if item["type"] == "report" else "book"), ("rft.btitle", item["title"])]
    else:
        pairs.append(("rft.title", item["title"]))
    first = people[0]
    if "family" in first:
        pairs += [("rft.aulast", first["family"])] + ([("rft.aufirst", first["given"])] if "given" in first else [])
    for name in people:
        whole = name.get("literal") or " ".join(filter(None, [name.get("given"), name.get("family")]))
        pairs.append(("rft.creator" if sort == _OTHER else "rft.aucorp" if "literal" in name else "rft.au", whole))
    if "date-parts" in item.get("issued", {}):
        pairs.append(("rft.date", "-".join(f"{part:02d}" for part in item["issued"]["date-parts"][0])))
    for name, field in (("volume", "volume"), ("issue", "issue"), ("publisher", "pub"), ("ISSN", "issn")):
        if name in item:
            pairs.append((f"rft.{field}", item[name]))
    first_page, dash, last_page = item.get("page", "").partition("-")
    if first_page:
        pairs.append(("rft.spage", first_page))
    if dash:
        pairs.append(("rft.epage", last_page))
    return urlencode(pairs)
