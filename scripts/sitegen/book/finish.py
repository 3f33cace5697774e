"""In: a PDF as Typst writes it, and where its keys stand; out: the same with inner links that lead there, contents and row
headers tagged as such, packed."""

from __future__ import annotations

import io

import pikepdf

from .settle import Places

#: A link inside the book, as the template writes it: this and a key, or the number of a page.
_INSIDE = "book:"
#: What the key of a line of the contents, or of the lists of figures and tables, begins with.
_LISTED = ("book:o:", "book:f:", "book:t:")
#: How far above a mark a reader should land, in points.
_ABOVE = 12.0


def finished(pdf: bytes, places: Places) -> bytes:
    """The file that readers get; the same bytes for the same book."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
        _name_contents(book)
        _lead(book, places)
        _name_rows(book)
        book.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _lead(book: pikepdf.Pdf, places: Places) -> None:
    """Make each address that begins with `book:` a link to its place."""
    pages = [page.obj for page in book.pages]
    heights = [float(page.mediabox[3]) for page in book.pages]

    def target(key: str) -> pikepdf.Array:
        number, top = places.at[key] if key in places.at else (int(key) + places.before, 0.0)
        height = heights[number - 1]
        return pikepdf.Array([pages[number - 1], pikepdf.Name.XYZ, None, min(height, height - top + _ABOVE), None])

    for page in pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(_INSIDE):
                del annotation["/A"]
                annotation["/Dest"] = target(address.removeprefix(_INSIDE))


def _name_contents(book: pikepdf.Pdf) -> None:
    """The contents and the lists at the front, which are lists of links to Typst, become what they are."""
    for element in _kids(_kids(book.Root.StructTreeRoot)[0]):
        if element.get("/S") != "/L" or not _is_contents(element):
            continue
        element.S = pikepdf.Name.TOC
        if "/A" in element:
            del element["/A"]  # how a list is numbered
        for item in _kids(element):
            item.S = pikepdf.Name.TOCI
            for body in _kids(item):
                if body.S == "/LBody":
                    body.S = pikepdf.Name.Reference


def _is_contents(element: pikepdf.Object) -> bool:
    """Whether the first thing below that leads anywhere leads to a listed place."""
    stack = [element]
    while stack:
        element = stack.pop()
        if "/Obj" in element:
            action = element.Obj.get("/A")
            return action is not None and str(action.get("/URI", "")).startswith(_LISTED)
        stack += reversed(_kids(element)[:2])  # a label and a body, or an item
    return False


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements directly below; numbers, which stand for words on the page, are none."""
    below = element.get("/K")
    return [
        kid for kid in (below if isinstance(below, pikepdf.Array) else [below]) if isinstance(kid, pikepdf.Dictionary)
    ]


def _name_rows(book: pikepdf.Pdf) -> None:
    """The first cell of each row of a table's body becomes its header."""
    scope = book.make_indirect(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))
    stack = [book.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        kids = _kids(element)
        if element.get("/S") == "/TBody":
            for row in kids:
                first = row.K[0] if isinstance(row.K, pikepdf.Array) else row.K
                if first.get("/S") == "/TD":
                    first.S = pikepdf.Name.TH
                    # Over how many columns it goes stays said.
                    said = first.get("/A", pikepdf.Array())
                    first.A = pikepdf.Array([*(said if isinstance(said, pikepdf.Array) else [said]), scope])
        else:
            stack += kids
