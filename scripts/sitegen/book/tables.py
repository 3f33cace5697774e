"""In: a table of a page; out: Typst source with planned columns, or a problem when no page is wide enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from ..problems import shown
from .columns import Plan, TooWideError, plan
from .running_text import Listed
from .treatments import TABLE_PARTS, TREATMENTS
from .typst_text import string

if TYPE_CHECKING:
    from .convert import Converter

#: Page numbers are not known before the book is set: room for the widest.
_MARK = " p.\u00a0888"
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "div", "blockquote"})


@dataclass(frozen=True)
class _Cell:
    element: HtmlElement
    text: str
    colspan: int
    rowspan: int


def table(converter: Converter, element: HtmlElement, caption: HtmlElement | None) -> str:
    """The table with its caption; tells the converter when the page must be turned."""
    head, body = _rows(converter, element)
    count = max((sum(cell.colspan for cell in row) for row in (*head, *body)), default=0)
    if not count:
        return ""
    try:
        its = _planned(converter, head, body, count)
    except TooWideError as error:
        name = shown((caption if caption is not None else element).text_content())
        sentence = f"a table does not fit on a page: {error}; the table begins “{name}”"
        converter.problem("book-table", sentence, str(error), fix="split its columns, or write shorter words")
        return ""
    converter.landscape = converter.landscape or its.landscape
    converter.linkless, converter.in_cell = True, True
    header = "".join(_cell(converter, cell) for row in head for cell in row)
    converter.linkless = False
    cells = "".join(f"\n{''.join(_cell(converter, cell) for cell in row)}" for row in body)
    converter.in_cell = False
    widths = ", ".join(f"{width:.2f}pt" for width in its.widths)
    named = caption_of(converter, caption, converter.book.tables, "t")
    mark = converter.anchor(element)
    top = f"table.header({header})," if head else ""
    return f"{mark}#data-table({named}, ({widths},), {its.size}pt, {top}{cells})"


def _rows(converter: Converter, element: HtmlElement) -> tuple[list[list[_Cell]], list[list[_Cell]]]:
    head: list[list[_Cell]] = []
    body: list[list[_Cell]] = []
    for row in _known(converter, element):
        if row.tag != "tr":
            continue
        cells = [_read(converter, cell) for cell in row if cell.tag in ("th", "td")]
        parent = row.getparent()
        is_head = parent is not None and parent.tag == "thead"
        (head if is_head else body).append(cells)
    return head, body


def _known(converter: Converter, element: HtmlElement) -> Iterator[HtmlElement]:
    """Every row, after each part of the table was found in the list of what the book knows."""
    for part in element.iter():
        if part is element or any(up.tag in ("td", "th") for up in part.iterancestors() if up is not element):
            continue
        classes = set((part.get("class") or "").split())
        if part.tag not in TABLE_PARTS:
            converter.block(part)
        elif classes - TABLE_PARTS[part.tag]:
            name = f'<{part.tag} class="{" ".join(sorted(classes))}">'
            text = shown(part.text_content())
            converter.problem(
                "book-markup",
                f"the book does not know {name} around “{text}”",
                text,
                fix="list the class in TABLE_PARTS of scripts/sitegen/book/treatments.py",
            )
        yield part


def _read(converter: Converter, cell: HtmlElement) -> _Cell:
    text = _measured(converter, cell).strip()
    return _Cell(cell, text, int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1))


def _measured(converter: Converter, element: HtmlElement) -> str:
    """The cell's words as they will be printed, page marks and citations among them; a line break is a line feed."""
    out = [" ".join((element.text or " ").split(" "))]
    for child in element:
        classes = (child.get("class") or "").split()
        if child.tag == "br":
            out.append("\n")
        elif "headerlink" in classes:
            pass
        elif "cites" in classes:
            out.append(f" [{child.text_content()}]")
        elif child.tag == "a":
            words = child.text_content().strip()
            inside = converter.book.labels.resolve(converter.path, child.get("href") or "")
            marked = inside and "again" not in classes
            out.append(("" if words == "§" else words) + (_MARK if marked else ""))
        elif TREATMENTS.get(str(child.tag)) != "drop":
            text = _measured(converter, child)
            out.append(f"\n{text}\n" if child.tag in _BLOCKS | {"li"} else text)
        out.append(child.tail or "")
    return "".join(out)


def _planned(converter: Converter, head: list[list[_Cell]], body: list[list[_Cell]], count: int) -> Plan:
    """Cells over several columns do not decide how wide these are."""
    header = _grid(head, count)[-1] if head else [""] * count
    return plan(header, _grid(body, count), converter.book.fonts.width)


def _grid(rows: list[list[_Cell]], count: int) -> list[list[str]]:
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    taken[number + down, column + right] = cell.text if (cell.colspan, down) == (1, 0) else ""
            column += cell.colspan
    return [[taken.get((number, column), "") for column in range(count)] for number in range(len(rows))]


def _cell(converter: Converter, cell: _Cell) -> str:
    element = cell.element
    has_blocks = any(child.tag in _BLOCKS for child in element)
    row = element.getparent()
    mark = converter.anchor(row) if row is not None and row[0] is element else ""
    content = (
        mark + converter.anchor(element) + (converter.blocks(element) if has_blocks else converter.inline(element))
    )
    spans = [
        f"{name}: {number}" for name, number in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if number > 1
    ]
    if element.tag == "th":
        content = f"#strong[{content}]"
    return f"table.cell({', '.join(spans)})[{content}], " if spans else f"[{content}], "


def caption_of(converter: Converter, caption: HtmlElement | None, listed: list[Listed], sort: str) -> str:
    """The mark of a table or figure, what stands below its name, and the name: what its caption prints in bold, or the
    heading that it stands under. One without a caption has none of them, and is in no list."""
    if caption is None:
        return "none, none, none"
    name = next(caption.iter("strong"), None)
    page = converter.leaf.page.title
    words = page if converter.heading == page else f"{page}: {converter.heading}"
    if name is not None:
        words = name.text_content().strip().rstrip(".")
        name.drop_tree()
    said = f"[{converter.inline(caption)}]" if caption.text_content().strip() else "none"
    key = f"{sort}:{len(listed)}"
    listed.append(Listed(words, key))
    return f"{string(key)}, {said}, {string(words)}"
