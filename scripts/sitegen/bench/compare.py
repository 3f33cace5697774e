"""In: the folders of two built sites; out: Texts: how many pages and words are the same, and every difference."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import html

_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset(("script", "style", "template"))
#: What only ours has: the audit and the page of a work in notes, a page's contents, the way to the next page of its sort,
#: its PDF, and the size of a download.
_OURS = frozenset(("audit-mark", "work-link", "review-toc", "review-next", "review-prints", "file-size"))
_MAY_GO = ("sup", "a", "em", "details", "nav", "p", "span")
#: Where the two are meant to differ, and why no words are lost by it.
EXPLAINED = (
    "footnote marks are counted and not read: ours print [1], stock prints 1",
    "footnotes of a page are compared in any order: ours are numbered as cited, stock as defined",
    "marks after headings and notes (¶, ↩) are left out: they are no text",
    "what only ours has is left out: a page's contents, what comes before and after it, its PDF, sizes of downloads",
    "in a note, the audit mark and the link to the work's page are left out, too",
    "the page for addresses that do not exist (404) is the theme's own",
)


@dataclass(frozen=True)
class Article:
    """What a page says: its words in order, its footnotes in any order, and how many footnote marks it has."""

    words: tuple[str, ...]
    notes: tuple[str, ...]
    marks: int


@dataclass(frozen=True)
class Texts:
    """The result: pages and words compared, footnote marks among them, and what differs, a sentence each."""

    pages: int
    words: int
    marks: int
    differences: tuple[str, ...]


def compare_sites(ours: Path, stock: Path) -> Texts:
    """Compare every page of both, and which pages their searches know."""
    its = compare_pages(ours, stock)
    missing = sorted(_found_by_stock(stock) - _found_by_ours(ours))
    differences = (*its.differences, *(f"{name}: only the stock search finds it" for name in missing))
    return replace(its, differences=differences)


def compare_pages(ours: Path, stock: Path) -> Texts:
    """Compare every page of both; `stock` may be of any engine whose theme puts the text into an `article`."""
    left, right = _pages(ours), _pages(stock)
    differences = [f"{name}: only in our site" for name in sorted(left.keys() - right.keys())]
    differences += [f"{name}: only in the stock site" for name in sorted(right.keys() - left.keys())]
    both = sorted(left.keys() & right.keys())
    words = marks = 0
    for name in both:
        one, other = article_of(left[name]), article_of(right[name])
        words += len(other.words)
        marks += other.marks
        differences += [f"{name}: {found}" for found in differences_of(one, other)]
    return Texts(len(both), words, marks, tuple(differences))


def _pages(site: Path) -> dict[str, Path]:
    """Every page by its path, but the one for what is not found, those that only lead on, and parts of pages for frames."""
    found = {file.relative_to(site).as_posix(): file for file in site.rglob("*.html") if file != site / "404.html"}
    return {name: file for name, file in found.items() if not name.startswith(("p/", "embed/"))}


def _found_by_stock(site: Path) -> set[str]:
    """The pages that the theme's search index knows."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return {entry["location"].partition("#")[0] for entry in index["docs"] if entry["text"] or entry["title"]}


def _found_by_ours(site: Path) -> set[str]:
    """The pages that our search leads to by name, works that are cited among them."""
    names = _part(site, "names")
    found = {
        folder + (f"{name.lower().replace(' ', '-')}/" if end == 0 else end.partition("#")[0])
        for folder, _, entries in names["entries"]
        for name, end, *_ in entries
    }
    parts = range(-(-names["texts"] // names["inOnePart"])) if names["statements"] < names["texts"] else ()
    texts = [text for number in parts for text in _part(site, f"texts-{number}")]
    return found | {place for _, place, *_ in texts[names["statements"] :]}


def _part(site: Path, name: str) -> Any:
    """A part of our search: a script that calls `reviewSearch.part(name, value)`."""
    text = (site / "search" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")[1]


def article_of(page: Path) -> Article:
    """Read what a page says; what stands around its article is the theme's."""
    match = _ARTICLE.search(page.read_text(encoding="utf-8"))
    if match is None:
        return Article((), (), 0)
    root = html.fragment_fromstring(match.group())
    marks = 0
    notes: list[str] = []
    for element in list(root.iter(*_MAY_GO)):
        classes = (element.get("class") or "").split()
        if element.tag == "sup" and (element.get("id") or "").startswith("fnref"):
            marks += 1
            element.drop_tree()
        elif (element.tag == "a" and ("headerlink" in classes or "footnote-backref" in classes)) or _OURS.intersection(
            classes
        ):
            element.drop_tree()
    for element in list(root.iter("div")):
        if "footnote" in (element.get("class") or "").split():
            notes += [" ".join(_words(note)) for note in element.iter("li")]
            element.drop_tree()
    return Article(tuple(_words(root)), tuple(sorted(notes)), marks)


def _words(root: html.HtmlElement) -> list[str]:
    """The words of an element: blocks part words, inline elements do not."""
    parts: list[str] = []

    def walk(element: html.HtmlElement) -> None:
        if isinstance(element.tag, str) and element.tag not in _SILENT:
            edge = " " if element.tag in _BLOCKS or element.tag == "br" else ""
            parts.append(edge + (element.text or ""))
            for child in element:
                walk(child)
            parts.append(edge)
        parts.append(element.tail or "")

    walk(root)
    return "".join(parts).split()


def differences_of(ours: Article, stock: Article) -> list[str]:
    """What one page says and the other does not; the same words in another order count too."""
    found: list[str] = []
    if ours.words != stock.words:
        found.append(_first_difference(ours.words, stock.words))
    for where, one, other in (("ours", ours, stock), ("stock", stock, ours)):
        extra = _more(one.notes, other.notes)
        if extra:
            found.append(f"{len(extra)} footnotes only in {where}, the first: {extra[0]}")
    if ours.marks != stock.marks:
        found.append(f"{ours.marks} footnote marks in ours, {stock.marks} in stock")
    return found


def _more(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    return list((Counter(one) - Counter(other)).elements())


def _first_difference(ours: tuple[str, ...], stock: tuple[str, ...]) -> str:
    pairs = zip(ours, stock, strict=False)
    place = next((index for index, (one, other) in enumerate(pairs) if one != other), min(len(ours), len(stock)))
    lost, added = len(_more(stock, ours)), len(_more(ours, stock))
    here, there = (" ".join(words[place : place + 8]) or "the end" for words in (ours, stock))
    words = f"{lost} words of stock not in ours, {added} of ours not in stock"
    return f"{words}; from word {place + 1}: ours “{here}”, stock “{there}”"
