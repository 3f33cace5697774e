"""In: the folder of the built site; out: problems in its HTML: dead links and anchors, leftovers, empty cells, double ids."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from ..problems import Location, Problem, SourceText, nearest_of

_LEFTOVERS = (
    (re.compile(r"\[@"), "an unresolved citation"),
    (re.compile(r"\[\^"), "an unresolved footnote"),
    (re.compile(r"\{\{|\{%"), "an unresolved template mark"),
    (re.compile(r"///Footnotes"), "an unresolved place of footnotes"),
    (re.compile(r"\\(?:full_)?bibliography"), "an unresolved bibliography command"),
    # A sentence may begin with the word None; Python's None stands alone.
    (re.compile(r"\bNone\b(?!\s+[a-z])"), "a value that is None"),
)
_SILENT = {"script", "style", "code", "pre", "template", "noscript"}


@dataclass(frozen=True)
class BuiltPage:
    """A page as built: its address within the site, its ids and its links, each with its line."""

    path: str
    ids: frozenset[str]
    links: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...] = field(repr=False)


def check_site(site: Path, address: str) -> list[Problem]:
    """Read every page and check each link of each against what is there."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: read_page(name, (site / name).read_bytes()) for name in sorted(files) if name.endswith(".html")}
    problems = [problem for page in pages.values() for problem in page.problems]
    for page in pages.values():
        problems += _check_links(page, pages, files, urlsplit(address))
    return problems


def read_page(name: str, raw: bytes) -> BuiltPage:
    """Parse one page and find what is wrong inside it."""
    root = html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    links: list[tuple[str, int]] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        line = element.sourceline or 1
        id_ = element.get("id")
        if id_ is not None:
            if id_ in ids:
                sentence = f"the id '{id_}' is there twice; the first is on line {ids[id_]}"
                problems.append(_problem("double-id", name, line, sentence))
            ids.setdefault(id_, line)
        if element.tag == "a" and element.get("name"):
            ids.setdefault(element.get("name"), line)
        for attribute in ("href", "src", "poster", "data"):
            if element.get(attribute) is not None and not (element.tag in ("link", "a") and "preconnect" in element.get("rel", "")):
                links.append((element.get(attribute), line))
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                links.append((candidate.split()[0], line))
        if element.tag in ("td", "th") and not element.text_content().strip() and element.find(".//img") is None:
            problems.append(_problem("empty-cell", name, line, "a cell of a table is empty"))
    problems += _leftovers(name, root)
    return BuiltPage(name, frozenset(ids), tuple(links), tuple(problems))


def _leftovers(name: str, root: html.HtmlElement) -> Iterator[Problem]:
    silent = {inner for element in root.iter(*_SILENT) for inner in element.iter()}
    for element in root.iter():
        inside = element.text if isinstance(element.tag, str) and element not in silent else None
        parent = element.getparent()
        after = element.tail if parent is not None and parent not in silent else None
        for text in (inside, after):
            for pattern, what in _LEFTOVERS if text else ():
                match = pattern.search(text)
                if match:
                    shown = " ".join(text[max(0, match.start() - 20) : match.end() + 20].split())
                    yield _problem("leftover", name, element.sourceline or 1, f"the page shows {what}: '{shown}'")


def _check_links(page: BuiltPage, pages: dict[str, BuiltPage], files: set[str], address) -> Iterator[Problem]:
    for href, line in dict.fromkeys(page.links):
        target = _within(page.path, href, address)
        if target is None:
            continue
        path, fragment = target
        if path not in files:
            near = nearest_of(path, files)
            yield _problem("broken-link", page.path, line, f"the link '{href}' leads to {path}, which does not exist", near)
        elif fragment and path in pages and unquote(fragment) not in pages[path].ids:
            near = nearest_of(unquote(fragment), pages[path].ids)
            yield _problem("broken-anchor", page.path, line, f"the link '{href}' leads to a part of {path} that does not exist", near)


def _within(page: str, href: str, address) -> tuple[str, str] | None:
    """The file and fragment that a link of this site leads to; None for a link that leaves it."""
    parts = urlsplit(href.strip())
    path = parts.path
    if parts.scheme or parts.netloc:
        here = (parts.scheme or address.scheme, parts.netloc) == (address.scheme, address.netloc)
        if not here or not path.startswith(address.path):
            return None
        path = "/" + path[len(address.path) :]
    elif path.startswith("/") and path.startswith(address.path):
        path = "/" + path[len(address.path) :]
    if not path:
        return page, parts.fragment
    base = "/" + posixpath.dirname(page)
    whole = posixpath.normpath(posixpath.join(base, unquote(path))).lstrip("/")
    if path.endswith("/") or whole in ("", ".") or path.endswith(("/.", "/..")) or path in (".", ".."):
        whole = posixpath.join(whole if whole != "." else "", "index.html").lstrip("/")
    return whole, parts.fragment


def _problem(code: str, page: str, line: int, sentence: str, nearest: str | None = None) -> Problem:
    return Problem(code, Location(SourceText(f"build/site/{page}", ()), line), sentence, nearest=nearest)
