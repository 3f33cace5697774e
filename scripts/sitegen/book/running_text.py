"""In: links, citations and marks inside running text; out: Typst source, with page numbers where paper needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from ..problems import Location, Problem
from .fonts import Fonts
from .labels import Labels, is_outside
from .parts import Leaf
from .typst_text import breakable, string, words


@dataclass(frozen=True)
class Listed:
    """A line of the contents or of a list at the front; `key` is the mark whose page it prints."""

    title: str
    key: str
    level: int = 1
    part: str = ""


@dataclass
class Book:
    """What the pages of one book share while they are converted: anchors, fonts, figures, and what is wrong so far."""

    labels: Labels
    fonts: Fonts
    address: str
    place: Callable[[str, str], Location]
    drawings: Mapping[str, str]
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    headings: list[Listed] = field(default_factory=list)
    figures: list[Listed] = field(default_factory=list)
    tables: list[Listed] = field(default_factory=list)


class RunningText:
    """What the converter does with links; `inline` and `problem` are the converter's."""

    book: Book
    path: str
    leaf: Leaf
    inline: Callable[[HtmlElement], str]
    problem: Callable[..., Any]
    #: A heading row is repeated on each page; the copies may hold no links.
    linkless = False
    #: In a cell the number of a page may stand on a line of its own.
    in_cell = False

    def _line_break(self, element: HtmlElement) -> str:
        return "#linebreak();"

    def _link(self, element: HtmlElement) -> str:
        href = element.get("href") or ""
        body = self.inline(element)
        if not href or self.linkless:
            return body
        if is_outside(href):
            address = href.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
            said = element.text_content().strip().removeprefix("https://").removeprefix("http://").rstrip("/")
            if said in (address, href):
                return f"#link({string(href)})[{words(breakable(said))}];"
            return f"#outside({string(href)}, {string(breakable(address))})[{body}];"
        label = self.book.labels.resolve(self.path, href)
        if label is None:
            return self._to_the_site(href, body)
        said = "" if element.text_content().strip() == "§" else body
        return (
            f"#xr{'-cell' if self.in_cell else ''}({string(label)}{', use: true' if self.leaf.uses else ''})[{said}];"
        )

    def _to_the_site(self, href: str, body: str) -> str:
        """A page that the book leaves out is reached on the site, when that has an address."""
        path, _, anchor = href.partition("#")
        if not path:
            self.problem("book-link", f"a link leads to #{anchor}, which this page does not have", f"#{anchor}")
            return body
        return body if body != words("§") else ""

    def _mentioned_again(self, element: HtmlElement) -> str:
        label = self.book.labels.resolve(self.path, element.get("href") or "")
        counted = f"#used({string(label)});" if label and self.leaf.uses else ""
        return self.inline(element) + counted

    def _hrefs(self, element: HtmlElement) -> list[str]:
        found = (self.book.labels.resolve(self.path, link.get("href") or "") for link in element.iter("a"))
        return [label for label in found if label]

    def _citations(self, element: HtmlElement) -> str:
        pairs: list[str] = []
        for link in element.iter("a"):
            label = self.book.labels.resolve(self.path, link.get("href") or "")
            if label:
                pairs.append(f"({string(label)}, {link.text_content()})")
        return f"#cites(({', '.join(pairs)},));" if pairs else ""

    def _page_list(self, element: HtmlElement) -> str:
        found = sorted(set(self._hrefs(element)), key=self.book.labels.order.__getitem__)
        return f"#pages(({''.join(f'{string(label)}, ' for label in found)}));" if found else ""

    def _index_pages(self, element: HtmlElement) -> str:
        return "".join(f"#index-pages({string(label)});" for label in self._hrefs(element)[:1])

    def _used_on(self, element: HtmlElement) -> str:
        return "".join(f"#used-on({string(label)});" for label in self._hrefs(element)[:1])

    def _cited_on(self, element: HtmlElement) -> str:
        return "".join(f"#cited-on({string(label)});" for label in self._hrefs(element)[:1])
