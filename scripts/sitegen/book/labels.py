"""In: the pages of a book; out: which anchors it has, and where each link leads: inside, to the site, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import html as lxml_html
from lxml.html import HtmlElement

#: Anchors that are the same wherever they stand: claims and appraisals, whose cards move with the book.
_EVERYWHERE = re.compile(r"[a-z]-[a-z0-9]{4}|figure-.+")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


@dataclass(frozen=True)
class Labels:
    """All anchors of a book; `wanted` are those that something links to, `order` is their order in print."""

    known: Mapping[tuple[str, str], str]
    moved: Mapping[str, str] = field(repr=False)
    wanted: frozenset[str] = field(repr=False)
    order: Mapping[str, int] = field(repr=False)

    def resolve(self, page: str, href: str) -> str | None:
        """The label that a link of a page leads to; None when it leads out of the book."""
        path, _, anchor = href.partition("#")
        target = absolute(page, path) if path else page
        folder, _, name = target.rpartition("/")
        # A page that the book leaves out may be an entry of a list that it has: works are.
        entry = self.known.get((f"{folder}/index.md", name.removesuffix(".md")))
        return self.known.get((target, anchor)) or self.moved.get(anchor) or entry or self._drawn(folder, name)

    def _drawn(self, folder: str, name: str) -> str | None:
        """A figure that a chapter prints has no page of its own."""
        return self.moved.get(f"figure-{name.removesuffix('.md')}") if folder == "figures" else None

    def label(self, page: str, anchor: str) -> str:
        """The label of an anchor of a page."""
        return self.known[page, anchor]


def labels_of(pages: Iterable[tuple[str, HtmlElement]]) -> Labels:
    """Collect the anchors of all pages, then who is linked to."""
    known: dict[tuple[str, str], str] = {}
    moved: dict[str, str] = {}
    trees = list(pages)
    for path, tree in trees:
        known[path, ""] = path
        for element in tree.iter():
            anchor = element.get("id") if isinstance(element.tag, str) else None
            if anchor:
                known[path, anchor] = f"{path}#{anchor}"
                if _EVERYWHERE.fullmatch(anchor):
                    moved[anchor] = f"{path}#{anchor}"
    order = {label: index for index, label in enumerate(known.values())}
    found = Labels(known, moved, frozenset(), order)
    wanted = {found.resolve(path, link.get("href", "")) for path, tree in trees for link in tree.iter("a")}
    return Labels(known, moved, frozenset(label for label in wanted if label), order)


def absolute(page: str, href: str) -> str:
    """The path that a relative link of a page leads to."""
    parts = page.split("/")[:-1]
    for step in href.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def is_outside(href: str) -> bool:
    """Whether a link leads to another site."""
    return bool(_OUTSIDE.match(href)) or href.startswith("//")


def tree_of(html: str) -> HtmlElement:
    """The HTML of a page as a tree under one element."""
    return lxml_html.fragment_fromstring(html, create_parent="div", parser=_PARSER)


_PARSER = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
