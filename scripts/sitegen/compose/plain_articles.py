"""In: an article whose fields need no LaTeX; out: its note as pybtex's plain style writes it, or None for pybtex itself.

Most works are such articles, and pybtex takes ten times as long for each. A test holds both against each other over
made-up articles of every sort: what differs is a fault of this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pybtex.backends.markdown import Backend
from pybtex.database import InvalidNameString, Person

_BACKEND = Backend()
_NDASH = _BACKEND.symbols["ndash"]
_escape = _BACKEND.format_str

#: What LaTeX, or pybtex's reader of it, gives a meaning of its own; a text with one of these is left to pybtex.
_LATEX = re.compile(r"[\\{}$~^_%&#\"`'\x00-\x1f\x7f-\xa0]|--|  |^ | $")
_BRACED = re.compile(r"\{([^{}]+)\}")
_PAGES = re.compile(r"[^-]+(?:--?[^-]+)*")
_NEEDED = frozenset(("title", "journal", "year"))
_PRINTED = _NEEDED | {"month", "volume", "number", "pages", "note", "doi", "pubmed"}
#: What the style never prints of an article. Any other field leads to pybtex.
_PASSED_OVER = frozenset(("issn", "annote", "language", "keywords", "abstract", "pmid"))


def plain_article(fields: Mapping[str, str], authors: Sequence[str]) -> str | None:
    """The note of an article with these fields (BibTeX's names, and `pubmed`); None when it is not a plain one."""
    if not authors or not _NEEDED <= fields.keys() <= _PRINTED | _PASSED_OVER:
        return None
    names, title, pages = [_name(author) for author in authors], _title(fields["title"]), fields.get("pages")
    plain = {name: fields[name] for name in ("journal", "year", "month", "volume", "number", "note") if name in fields}
    if title is None or None in names or any(not text or _LATEX.search(text) for text in plain.values()):
        return None
    if pages is not None and not (_PAGES.fullmatch(pages) and not _LATEX.search(pages.replace("--", "-"))):
        return None
    said = [_listed([name for name in names if name]), title, _issue(plain, pages), _escape(plain.get("note", ""))]
    return " ".join([*(_sentence(text) for text in said if text), *_identifiers(fields)])


def _title(title: str) -> str | None:
    """Braces around the whole keep its letter case; without them the style writes small letters."""
    braced = _BRACED.fullmatch(title)
    text = braced[1] if braced else title[:1].upper() + title[1:].lower()
    return None if not text or _LATEX.search(text) else _escape(text)


def _name(name: str) -> str | None:
    braced = _BRACED.fullmatch(name)
    if braced:
        return None if _LATEX.search(braced[1]) else _escape(braced[1])
    if _LATEX.search(name):
        return None
    try:
        person = Person(name)
    except InvalidNameString:
        return None
    words = [*person.first_names, *person.middle_names, *person.prelast_names, *person.last_names]
    after = " ".join(person.lineage_names)
    return _escape(" ".join(words) + (f", {after}" if after else ""))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def _issue(plain: Mapping[str, str], pages: str | None) -> str:
    parts = [f"*{_escape(plain['journal'])}*"]
    if pages is not None:  # without pages, the style prints no volume either
        # Two hyphens are LaTeX's dash; one becomes the style's, an entity.
        shown = _NDASH.join(_escape(part) for part in pages.replace("--", "–").split("-"))
        number = _escape(f"({plain['number']})") if "number" in plain else ""
        parts.append(f"{_escape(plain['volume'])}{number}:{shown}" if "volume" in plain else f"pages {shown}")
    return ", ".join([*parts, _escape(" ".join(plain[name] for name in ("month", "year") if name in plain))])


def _identifiers(fields: Mapping[str, str]) -> list[str]:
    kinds = (("pubmed", "PMID:", "https://www.ncbi.nlm.nih.gov/pubmed/"), ("doi", "doi:", "https://doi.org/"))
    shown = [(label + fields[name], address + fields[name]) for name, label, address in kinds if fields.get(name)]
    text = ", ".join(f"[{_escape(said)}]({address})" for said, address in shown)
    return [text if shown[-1][0].endswith((".", "!", "?")) else text + "\\."] if shown else []


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "\\."
