"""In: the pages of the book as HTML, and the figures; out: the same as XHTML files of an EPUB, their links kept alive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from .documents import BookPage
from .labels import Labels, is_outside, labels_of, tree_of
from .parts import Part

#: Pages of this level and above begin a file; deeper ones stand below the page before.
_FILE_LEVEL = 2
_DEEPEST = 6
#: What only paper or only the browser needs.
_LEFT_OUT = ("headerlink", "used-on", "cited-on")
_SCREEN_ATTRIBUTES = ("tabindex", "role", "aria-label", "aria-sort")
_BARE = re.compile(r"[a-zA-Z_][a-zA-Z0-9._-]*")


@dataclass
class Chapter:
    """One XHTML file: its name, its title, its part and level in the book, its headings (level, anchor, words), its body."""

    name: str
    title: str
    part: Part
    level: int
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    drawn: bool = False

    @property
    def body(self) -> str:
        """The content of its section."""
        return "\n".join(self.bodies)


def chapters_of(pages: Sequence[BookPage], drawings: Mapping[str, str], address: str) -> tuple[Chapter, ...]:
    """All files in their order; a link to what the book leaves out leads to the site, when that has an address."""
    trees = [(page, tree_of(page.html)) for page in pages]
    writer = _Writer(labels_of((page.path, tree) for page, tree in trees), drawings, address)
    chapters: list[Chapter] = []
    for page, _ in trees:
        if page.leaf.level <= _FILE_LEVEL or not chapters or chapters[-1].part is not page.part:
            name = f"{len(chapters) + 1:03d}-{page.path.removesuffix('.md').removesuffix('/index').replace('/', '-')}.xhtml"
            chapters.append(Chapter(name, page.leaf.page.title, page.part, page.leaf.level))
        writer.file_of[page.path] = chapters[-1]
    for page, tree in trees:
        writer.write(page, tree)
    return tuple(chapters)


class _Writer:
    """Knows where everything lies while the pages are written."""

    def __init__(self, labels: Labels, drawings: Mapping[str, str], address: str):
        self._labels = labels
        self._drawings = drawings
        self._address = address
        self.file_of: dict[str, Chapter] = {}
        self._deeper = 0

    def write(self, page: BookPage, tree: HtmlElement) -> None:
        """Turn the page's tree into XHTML and add it to its file."""
        chapter = self.file_of[page.path]
        self._deeper = page.leaf.level - chapter.level
        for element in list(tree.iter()):
            if isinstance(element.tag, str) and element.getparent() is not None:
                self._element(element, page.path, chapter)
        words = [escape(tree.text or "", quote=False)]
        words += [etree.tostring(child, encoding="unicode", method="xml") for child in tree]
        chapter.bodies.append(f'<div id="{self.anchor(page.path)}">\n{"".join(words).strip()}\n</div>')

    def anchor(self, label: str) -> str:
        """The id of a label inside its file, an XML name."""
        _, _, anchor = label.partition("#")
        if anchor and _BARE.fullmatch(anchor) and self._labels.moved.get(anchor) == label:
            return anchor
        return f"i{self._labels.order[label]}"

    def _element(self, element: HtmlElement, path: str, chapter: Chapter) -> None:
        classes = (element.get("class") or "").split()
        if not set(classes).isdisjoint(_LEFT_OUT):
            element.drop_tree()
            return
        for name in [name for name in element.attrib if name in _SCREEN_ATTRIBUTES or name.startswith("data-")]:
            del element.attrib[name]
        anchor = element.get("id")
        if anchor:
            element.set("id", self.anchor(self._labels.label(path, anchor)))
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading(element, chapter)
        elif element.tag == "a":
            self._link(element, path, classes)
        elif element.tag == "img":
            self._figure(element, chapter)
        elif "cites" in classes:
            element.text = " [" + (element.text or "")
            element.append(etree.fromstring("<span>]</span>"))
        elif "uses" in classes or "pages" in classes:
            element.text = (": " if "uses" in classes else "") + (element.text or "").lstrip()

    def _heading(self, element: HtmlElement, chapter: Chapter) -> None:
        # A file's own title is of the first level; what stands below it follows without a gap.
        so_far = chapter.headings[-1][0] if chapter.headings else 0
        depth = min(int(str(element.tag)[1]) + self._deeper, so_far + 1, _DEEPEST)
        element.tag = f"h{depth}"
        words = " ".join("".join(_words(element)).split())
        anchor = element.get("id") or f"h{len(chapter.headings)}-{chapter.name.partition('-')[0]}"
        element.set("id", anchor)
        chapter.headings.append((depth, anchor, words))

    def _link(self, element: HtmlElement, path: str, classes: list[str]) -> None:
        href = element.get("href") or ""
        if is_outside(href):
            return
        label = self._labels.resolve(path, href)
        if label is not None and "again" not in classes:
            file = self.file_of[label.partition("#")[0]]
            inside = file is self.file_of[path]
            element.set("href", f"{'' if inside else file.name}#{self.anchor(label)}")
            if "mark" in classes and element.get("title"):
                element.set("aria-label", element.get("title") or "")
        elif "again" in classes or not self._address or not href.partition("#")[0]:
            element.drop_tag()
        else:
            steps = href.count("../")
            folder = path.split("/")[: max(0, path.count("/") - steps)]
            page, _, anchor = href.replace("../", "").partition("#")
            place = "/".join([*folder, page]).removesuffix(".md").removesuffix("index").rstrip("/")
            element.set("href", f"{self._address}{place}/{'#' + anchor if anchor else ''}")

    def _figure(self, element: HtmlElement, chapter: Chapter) -> None:
        name = (element.get("src") or "").removeprefix("figure:")
        drawing = etree.fromstring(self._drawings[name].encode())
        drawing.tail = element.tail
        parent = element.getparent()
        assert parent is not None
        parent.replace(element, drawing)
        chapter.drawn = True


def _words(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if "headerlink" not in (child.get("class") or "").split():
            yield from _words(child)
        yield child.tail or ""
