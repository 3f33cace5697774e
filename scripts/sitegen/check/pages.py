"""In: the folder of the built site; out: problems in it: dead links and anchors, leftovers, empty cells, double ids, scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from lxml import etree

from ..problems import Location, Problem, SourceText, nearest_of
from ..tree import content_of, files_below
from .facts import Facts, sum_of
from .leftovers import leftovers
from .links import (
    Link,
    addresses_in,
    elements_with_links,
    leads_to,
    links_of,
    links_of_css,
    links_of_search,
    links_of_sitemap,
)
from .places import END_OF_FILE, Places
from .safety import unsafe_parts
from .short import links_of_short

#: Nobody asks it for elements by their ids.
_PARSER = etree.HTMLParser(encoding="utf-8", collect_ids=False)
_NAMED = etree.XPath("//a/@name", smart_strings=False)
_ANCHORS = etree.XPath("//article//@id[not(starts-with(., 'fn'))]", smart_strings=False)
_WITH_ID = etree.XPath("//*[@id]")
_IDS = etree.XPath("//@id", smart_strings=False)
#: A web server answers with it at any depth, so that no relative link of it leads anywhere.
_NOT_FOUND = "404.html"


@dataclass(frozen=True)
class BuiltPage:
    """A page as built: its file within the site, its ids, its links or where they lead, and what is wrong inside it."""

    path: str
    ids: frozenset[str]
    #: The ids of its article: those that other pages, courses and papers link to.
    anchors: frozenset[str]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...] = field(repr=False)
    #: What facts of it are kept by.
    sum: str = field(default="", repr=False)
    #: Where its links lead, of a page without problems of its own; its links, a hundred thousand of all pages, are let go.
    facts: Facts | None = field(default=None, repr=False)


@dataclass(frozen=True)
class BuiltSite:
    """The built site as read: its folder and address, the paths of its files, and its pages by path."""

    folder: Path
    home: SplitResult
    files: frozenset[str]
    pages: dict[str, BuiltPage]


def read_site(
    folder: Path,
    address: str = "",
    known: Mapping[str, Facts] = MappingProxyType({}),
    sums: Mapping[str, str] | None = None,
) -> BuiltSite:
    """Read every page of the built site, but for those whose facts are known by the sum of their bytes.

    The sums of all its files may be given; the files are looked for and read where they are not.
    """
    home, files = urlsplit(address), _sums_of(folder) if sums is None else sums
    places = Places(home)
    pages = {name: _page_of(folder, name, sum_, known, places) for name, sum_ in files.items() if _is_ours(name)}
    return BuiltSite(folder, home, frozenset(files), pages)


def _sums_of(folder: Path) -> dict[str, str]:
    """All files of a folder, with the sums of its pages."""
    files = files_below(folder)
    return {
        name: hashlib.sha256(content_of(file)).hexdigest() if _is_ours(name) else "" for name, file in files.items()
    }


def _page_of(folder: Path, name: str, its_sum: str, known: Mapping[str, Facts], places: Places) -> BuiltPage:
    """The page, by what is known of it or read."""
    sum_ = sum_of(name, its_sum)
    facts = known.get(sum_)
    if facts is None:
        raw = content_of(f"{folder}/{name}")
        facts = _facts_at_once(name, raw, places)
        if facts is None:
            return replace(read_page(name, raw), sum=sum_)
    return BuiltPage(name, facts.ids, facts.anchors, (), (), sum_, facts)


def _is_ours(name: str) -> bool:
    """Pages of released editions are as they were released; nobody can change them."""
    return name.endswith(".html") and (
        not name.startswith("v/") or (name.count("/") == 2 and name.endswith("/index.html"))
    )


def check_site(folder: Path, address: str) -> list[Problem]:
    """Read the built site, and check it."""
    return check_pages(read_site(folder, address))


def check_pages(built: BuiltSite, facts: dict[str, Facts] | None = None) -> list[Problem]:
    """Check each link of every page, style sheet, sitemap and search index against what is there.

    The facts of each page without problems are put into `facts`, by its sum.
    """
    home, site, files, pages = built.home, built.folder, built.files, built.pages
    problems = [problem for page in pages.values() for problem in page.problems]
    places = set[str]().union(*(page.facts.places for page in pages.values() if page.facts is not None))
    missing = {place for place in places if not _stands(place, built)}
    for page in pages.values():
        its = page.facts
        if its is not None and missing.isdisjoint(its.places):
            if facts is not None:
                facts[page.sum] = its
            continue
        read = page if page.facts is None else read_page(page.path, (site / page.path).read_bytes())
        problems += _check_links(read.path, read.links, pages, files, home)
    for name in sorted(files):
        if name.endswith(".css"):
            links = links_of_css((site / name).read_text(encoding="utf-8"))
            problems += _check_links(name, links, pages, files, home)
    for name in sorted(files):
        reader = links_of_sitemap if name == "sitemap.xml" else links_of_search if name.startswith("search/") else None
        if reader is not None:
            # Both name places from the site's root, whatever folder they lie in.
            links = reader((site / name).read_bytes())
            problems += _check_links(name, links, pages, files, home, base="index.html")
    return problems


def _facts_at_once(name: str, raw: bytes, places: Places) -> Facts | None:
    """What is worth noting of a page; None where it has a problem, or a link that cannot be judged by its place alone.

    Nobody asks for the line of a link that leads somewhere: a page with another is read once more, to tell of it.
    """
    if name == _NOT_FOUND:
        return None
    short = links_of_short(raw)
    if short is not None:
        return _facts(name, frozenset(), frozenset(), (link.href for link in short), places)
    root = _parsed(raw)
    if root is None or any(True for _ in _faults(name, root, raw)):
        return None
    ids = _IDS(root)
    if len(every := frozenset(places.once(id_) for id_ in ids)) != len(ids):
        return None
    anchors = frozenset(map(places.once, _ANCHORS(root)))  # the same texts, not others that are equal
    return _facts(name, every.union(_NAMED(root)), anchors, addresses_in(root, raw), places)


def _facts(
    name: str, ids: frozenset[str], anchors: frozenset[str], hrefs: Iterable[str], places: Places
) -> Facts | None:
    try:
        return Facts(ids, anchors, places.led_to(name, ids, hrefs))
    except ValueError:
        return None


def _stands(place: str, built: BuiltSite) -> bool:
    """Whether a file has the part that a link leads to."""
    path, _, fragment = place.partition(END_OF_FILE)
    return path in built.files and _finds(fragment, built.pages.get(path))


def read_page(name: str, raw: bytes) -> BuiltPage:
    """Parse one page and find what is wrong inside it."""
    short = links_of_short(raw)
    return _read(name, raw) if short is None else BuiltPage(name, frozenset(), frozenset(), short, ())


def _read(name: str, raw: bytes) -> BuiltPage:
    root = _parsed(raw)
    if root is None:
        return BuiltPage(name, frozenset(), frozenset(), (), (_problem("leftover", name, 1, "the page is empty"),))
    problems: list[Problem] = []
    ids: dict[str, str] = {}
    for element in _WITH_ID(root):
        id_ = element.get("id")
        if id_ in ids:
            sentence = f"the id '{id_}' is there twice, on <{ids[id_]}> and on <{element.tag}>"
            problems.append(_problem("double-id", name, element.sourceline or 1, sentence))
        ids.setdefault(id_, element.tag)
    links = tuple(link for element in elements_with_links(root, raw) for link in links_of(element))
    problems += _faults(name, root, raw)
    return BuiltPage(name, frozenset(ids).union(_NAMED(root)), frozenset(_ANCHORS(root)), links, tuple(problems))


def _faults(name: str, root: Any, raw: bytes) -> Iterator[Problem]:
    """What is wrong inside a page, but for ids that are there twice."""
    for cell in root.iter("td", "th"):
        if _is_blank(cell.text) and not "".join(cell.itertext()).strip() and not _has_picture(cell):
            yield _problem("empty-cell", name, cell.sourceline or 1, "a cell of a table is empty")
    for line, sentence in leftovers(root, raw):
        yield _problem("leftover", name, line, sentence)
    for code, line, sentence in unsafe_parts(root, raw):
        yield _problem(code, name, line, sentence)


def _parsed(raw: bytes) -> Any:
    """The page, by the parser alone: elements of lxml.html know more and take twice as long."""
    try:
        return etree.fromstring(raw, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _has_picture(element: etree._Element) -> bool:
    return any(True for _ in element.iter("img", "svg", "input"))


def _check_links(
    name: str,
    links: Iterable[Link],
    pages: dict[str, BuiltPage],
    files: frozenset[str],
    home: SplitResult,
    base: str | None = None,
) -> Iterator[Problem]:
    for link in dict.fromkeys(links):
        shown = f"the link '{link.href}'"
        try:
            target = leads_to(link.href, base or name, home)
        except ValueError as error:
            yield _problem("broken-link", name, link.line, f"{shown} {error}")
            continue
        if target is None:
            if link.own:
                sentence = f"{shown} leaves the site, whose address is {home.geturl()}"
                yield _problem("broken-link", name, link.line, sentence)
            continue
        path, fragment = target
        if name == _NOT_FOUND and not link.href.strip().startswith(("#", "/", "http:", "https:")):
            sentence = f"{shown} is relative, but the page is shown at any depth"
            yield _problem("broken-link", name, link.line, sentence, fix=f"begin it with {home.path}")
        elif path not in files:
            near = nearest_of(path, files)
            yield _problem("broken-link", name, link.line, f"{shown} leads to {path}, which does not exist", near)
        elif not _finds(fragment, pages.get(path)):
            near = nearest_of(fragment, pages[path].ids)
            sentence = f"{shown} leads to a part of {path} that does not exist"
            yield _problem("broken-anchor", name, link.line, sentence, near)


def _finds(fragment: str, page: BuiltPage | None) -> bool:
    """Whether a browser finds the part; `top` is known to each, and so is a search for a text."""
    if page is None or not fragment or fragment.lower() == "top" or fragment.startswith(":~:"):
        return True
    return fragment in page.ids


def _problem(
    code: str, page: str, line: int, sentence: str, nearest: str | None = None, fix: str | None = None
) -> Problem:
    at = Location(SourceText(f"build/site/{page}", ()), line)
    return Problem(code, at, sentence, nearest=nearest, fix=fix)
