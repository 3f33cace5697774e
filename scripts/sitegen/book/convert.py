"""In: a page of the book as HTML; out: Typst source. Whatever is not in treatments.py is a problem with its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from ..problems import Problem, nearest_of, shown
from .documents import BookPage
from .drawings import svg_text
from .running_text import Book, Listed, RunningText
from .tables import caption_of, table
from .treatments import TREATMENTS, treatment
from .typst_text import INVISIBLE, REPLACED, head_mark, string, words

_INLINE = frozenset(
    tag.split(".")[0]
    for tag, how in TREATMENTS.items()
    if how.startswith("#") or how in ("link", "line_break", "text", "citations", "image", "drawing")
) - {"figcaption", "img", "svg"}
#: Deeper headings than this are no headings of a book; down to the second they stand at the head of the pages, down to
#: the third in the contents.
_DEEPEST, _RUNNING, _CONTENTS = 6, 2, 3


def typst_of(book: Book, page: BookPage, tree: HtmlElement) -> str:
    """The whole page; its first heading has the level that the edition gives it."""
    return Converter(book, page).page(tree)


class Converter(RunningText):
    """Walks the tree of one page."""

    def __init__(self, book: Book, page: BookPage):
        self.book = book
        self.leaf = page.leaf
        self.path = page.path
        self.part = page.part.id
        self.heading = page.leaf.page.title
        self.landscape = False
        self._level = page.leaf.level - 1
        self._deepest = page.leaf.level

    def page(self, tree: HtmlElement) -> str:
        """All blocks of the page, on turned pages when a table needs them."""
        text = f"#mark({string(self.path)})\n{self.blocks(tree)}"
        return f"#turned[\n{text}\n]\n" if self.landscape else text

    # problems

    def problem(self, code: str, sentence: str, near: str, **more: str | None) -> None:
        """Note what is wrong, with the line of the hand-written page or the file that makes the page."""
        at = self.book.place(self.path, near)
        self.book.problems.append(Problem(code, at, f"{sentence} (page {self.path})", **more))

    def words(self, text: str | None) -> str:
        """Running text, when our fonts have all its letters."""
        missing = sorted(set(text or "") - _printed(self.book.fonts.characters))
        if "{:" in (text or ""):
            self.problem("book-markup", f"an attribute list stands in the text “{shown(text or '')}”", "{:")
        for char in missing:
            near = (text or "").strip()
            sentence = f"no font of the book has the character {char} (U+{ord(char):04X}) of “{shown(near)}”"
            self.problem(
                "book-glyph", sentence, char, fix="write it in other characters, or add a font in book/fonts.py"
            )
        return words(text)

    # walking

    def blocks(self, parent: HtmlElement) -> str:
        """The content of an element that may hold blocks: inline content between them becomes paragraphs."""
        out: list[str] = []
        run = [self.words(parent.text)]
        for child in parent:
            if self._is_inline(child):
                run.append(self.inline_element(child))
            else:
                out += [*_paragraph(run), self.block(child)]
                run = []
            run.append(self.words(child.tail))
        return "\n\n".join([*out, *_paragraph(run)])

    def inline(self, parent: HtmlElement) -> str:
        """The content of an element that holds running text."""
        parts = [self.words(parent.text)]
        for child in parent:
            parts += [self.inline_element(child), self.words(child.tail)]
        return "".join(parts)

    def inline_element(self, element: HtmlElement) -> str:
        """One element inside running text."""
        how = self._treatment(element)
        if how == "drop":
            return ""
        anchor = self.anchor(element)
        if how == "text":
            return anchor + self.inline(element)
        if how.startswith("#"):
            return f"{anchor}{how}[{self.inline(element)}];"
        if how.startswith(("block ", "anchored ", "paragraph")):
            return anchor + self.block(element)
        return anchor + getattr(self, f"_{how}")(element)

    def block(self, element: HtmlElement) -> str:
        """One element between paragraphs."""
        how = self._treatment(element)
        if how == "drop":
            return ""
        if how == "text":
            return self.anchor(element) + self.blocks(element)
        kind, _, name = how.partition(" ")
        if kind == "block":
            return f"{self.anchor(element)}#{name}[\n{self.blocks(element)}\n]"
        if kind == "anchored":
            return f"#{name}({self._own_label(element)}, {string(element.get('id', ''))})[\n{self.blocks(element)}\n]"
        if kind == "paragraph":
            return self._paragraph(element, name or "par")
        if how.startswith("#"):
            return f"{self.anchor(element)}{how}[{self.inline(element)}];"
        return getattr(self, f"_{how}")(element)

    def anchor(self, element: HtmlElement) -> str:
        """An invisible mark where a link leads to, if one does."""
        anchor = element.get("id")
        label = self.book.labels.label(self.path, anchor) if anchor else ""
        return f"#mark({string(label)});" if label in self.book.labels.wanted else ""

    def _own_label(self, element: HtmlElement) -> str:
        anchor = element.get("id")
        return string(self.book.labels.label(self.path, anchor)) if anchor else "none"

    def _is_inline(self, element: HtmlElement) -> bool:
        return element.tag in _INLINE

    def _treatment(self, element: HtmlElement) -> str:
        classes = tuple((element.get("class") or "").split())
        how, unknown = treatment(str(element.tag), classes)
        if how is not None:
            return how
        text = shown(element.text_content())
        near = nearest_of(f"{element.tag}.{classes[-1]}" if classes else str(element.tag), TREATMENTS)
        self.problem(
            "book-markup",
            f"the book does not know {unknown}" + (f" around “{text}”" if text else ""),
            text,
            nearest=near,
            fix="say in scripts/sitegen/book/treatments.py what becomes of it in print",
        )
        return "text"

    # blocks

    def _heading(self, element: HtmlElement) -> str:
        depth = int(str(element.tag)[1]) + self._level
        if depth > self._deepest + 1:
            self.problem(
                "book-markup", f"a heading skips a level: “{shown(element.text_content())}”", element.text_content()
            )
        self._deepest = depth
        label = self.book.labels.known.get((self.path, element.get("id") or ""))
        mark = f"#mark({string(label)});" if label and label in self.book.labels.wanted and element.get("id") else ""
        listed = "" if self.leaf.listed else ", outlined: false"
        body = self.inline(element)
        self.heading = self._plain(element)
        head = head_mark(depth, self.heading) if depth <= _RUNNING else ""
        if self.leaf.listed and depth <= _CONTENTS:
            key = f"o:{len(self.book.headings)}"
            self.book.headings.append(Listed(self.heading, key, depth, self.part))
            mark += f"#mark({string(key)});"
        return f"{head}#heading(level: {min(depth, _DEEPEST)}, bookmarked: true{listed})[{body}]{mark}"

    def _plain(self, element: HtmlElement) -> str:
        """The words alone, without what serves the screen."""
        parts = [element.text or ""]
        for child in element:
            if self._treatment(child) not in ("drop", "citations"):
                parts.append(self._plain(child))
            parts.append(child.tail or "")
        return " ".join("".join(parts).split())

    def _paragraph(self, element: HtmlElement, name: str) -> str:
        body = self.anchor(element) + self.inline(element)
        return f"#{name}[{body}]" if body.strip() else ""

    def _bullets(self, element: HtmlElement) -> str:
        return f"#list({self._items(element)})"

    def _numbered(self, element: HtmlElement) -> str:
        start = element.get("start")
        return f"#enum({f'start: {int(start)}, ' if start else ''}{self._items(element)})"

    def _items(self, element: HtmlElement) -> str:
        return ", ".join(f"[{self.anchor(item)}{self.blocks(item)}]" for item in _children(self, element, "li"))

    def _index(self, element: HtmlElement) -> str:
        """The back-of-book index: one paragraph an item, hanging."""
        out: list[str] = []
        for child in element:
            if child.tag == "ul":
                out += [f"#index-entry[{self.inline(item)}]" for item in _children(self, child, "li")]
            else:
                out.append(self.block(child))
        return "\n".join(out)

    def _definitions(self, element: HtmlElement) -> str:
        items: list[str] = []
        for child in element:
            if child.tag == "dt":
                items.append(f"#strong[{self.anchor(child)}{self.inline(child)}]")
            else:
                items.append(f"#pad(left: 1.2em)[{self.blocks(child)}]")
        return "\n\n".join(items)

    def _rule(self, element: HtmlElement) -> str:
        return "#thin-rule()"

    def _verbatim(self, element: HtmlElement) -> str:
        return f"#raw({string(element.text_content())}, block: true)"

    # tables and figures

    def _table(self, element: HtmlElement) -> str:
        return table(self, element, None)

    def _figure(self, element: HtmlElement) -> str:
        captions = list(element.iter("figcaption"))
        tables = list(element.iter("table"))
        if tables:
            return self.anchor(element) + table(self, tables[0], captions[0] if captions else None)
        drawn = next((child for child in element.iter("svg", "img")), None)
        if drawn is None:
            return self.anchor(element) + self.blocks(element)
        body = self._drawing(drawn) if drawn.tag == "svg" else self._image(drawn)
        caption = caption_of(self, captions[0] if captions else None, self.book.figures, "f")
        return f"{self.anchor(element)}#numbered-figure({caption}, {body.removeprefix('#').removesuffix(';')})"

    def _image(self, element: HtmlElement) -> str:
        source, alt = element.get("src") or "", " ".join((element.get("alt") or "").split())
        name = source.removeprefix("figure:")
        if name == source or name not in self.book.drawings:
            self.problem("book-markup", f"the book shows drawings of data/figures/ only, not {source}", source)
            return ""
        if not alt:
            self.problem("book-alt", f"the figure {name} has no alternative text", name)
        self.book.files[f"{name}.svg"] = self.book.drawings[name]
        return f"#drawing({string(name + '.svg')}, {string(alt)});"

    def _drawing(self, element: HtmlElement) -> str:
        title = " ".join(child.text_content() for child in element if child.tag in ("title", "desc")).strip()
        if not title:
            self.problem("book-alt", "a drawing has no title and no description", element.get("id") or "")
        name = f"drawing-{len(self.book.files) + 1}.svg"
        self.book.files[name] = svg_text(element)
        return f"#drawing({string(name)}, {string(' '.join(title.split()))});"


@lru_cache(maxsize=4)
def _printed(characters: frozenset[int]) -> frozenset[str]:
    """What fonts with these characters print, and what needs none."""
    return frozenset(map(chr, characters | INVISIBLE | REPLACED.keys() | set(range(0x20))))


def _children(converter: Converter, element: HtmlElement, wanted: str) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == wanted:
            yield child
        else:
            converter.block(child)


def _paragraph(run: list[str]) -> list[str]:
    text = "".join(run)
    return [f"#par[{text}]"] if text.replace('#" ";', "").strip() else []
