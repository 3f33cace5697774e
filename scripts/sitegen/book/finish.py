"""In: a PDF as Typst writes it, and where its keys stand; out: the same with inner links that lead there, row headers, packed."""

from __future__ import annotations

import io

import pikepdf

from .settle import Places

#: A link inside the book, as the template writes it: this and a key, or the number of a page.
_INSIDE = "book:"
#: How far above a mark a reader should land, in points.
_ABOVE = 12.0


def finished(pdf: bytes, places: Places) -> bytes:
    """The file that readers get; the same bytes for the same book."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
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
    targets: dict[str, pikepdf.Object] = {}

    def target(key: str) -> pikepdf.Object:
        if key not in targets:
            number, top = places.at[key] if key in places.at else (int(key) + places.before, 0.0)
            height = heights[number - 1]
            place = [pages[number - 1], pikepdf.Name.XYZ, None, min(height, height - top + _ABOVE), None]
            targets[key] = book.make_indirect(pikepdf.Array(place))
        return targets[key]

    for page in pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(_INSIDE):
                del annotation["/A"]
                annotation["/Dest"] = target(address.removeprefix(_INSIDE))


def _name_rows(book: pikepdf.Pdf) -> None:
    """The first cell of each row of a table's body becomes its header."""
    scope = book.make_indirect(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))
    stack = [book.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        below = element.get("/K")
        kids = [
            kid
            for kid in (below if isinstance(below, pikepdf.Array) else [below])
            if isinstance(kid, pikepdf.Dictionary)
        ]
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
