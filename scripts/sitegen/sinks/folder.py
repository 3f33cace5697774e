"""In: Documents with pipe tables; out: a folder of Markdown that any other engine, or a person, can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..compose.page import Site
from ..render.document import Document, with_head
from ..render.notes import notes_of
from .citations import resolved
from .kept import Made, sum_of_texts
from .place import Place

#: What a link names of another page.
_CELL = re.compile(r"\.md#([^)\s]+)")


def write_markdown(
    documents: Iterable[Document], site: Site, folder: Place, earlier: Mapping[str, Made] = MappingProxyType({})
) -> Mapping[str, Made]:
    """Write each document under its own path, citations resolved.

    Files that an earlier build made of the same are taken over; gives what each was made of.
    """
    rows = _rows(site)
    ground = sum_of_texts(rows) + sum_of_texts(site.strings)
    made: dict[str, Made] = {}
    for document in documents:
        path, before = document.path, earlier.get(document.path)
        notes = notes_of(site, path, document.cites)
        said = {"ground": ground, "text": document.gist.sum, "head": with_head(document, "")}
        key = sum_of_texts({**said, "notes": sum_of_texts(notes)})  # a work may be called `head`
        if before is None or before.key != key or not folder.keep(before.files):
            text = _CELL.sub(lambda place: f".md#{rows.get(place[1], place[1])}", resolved(document, notes))
            folder.put_text(path, with_head(document, text))
        made[path] = Made(key, {path: folder.sum_of(path)})
    return made


def _rows(site: Site) -> Mapping[str, str]:
    """The row of each cell: a pipe table has anchors for its rows, and a link to a cell leads there."""
    return {cell.id: row.id for table in site.tables for row in table.rows for cell in row.cells if cell.id != row.id}


def write_files(files: Mapping[str, str], folder: Place) -> None:
    """Write each file under its own path, as it is."""
    for path, text in files.items():
        folder.put_text(path, text)


def write_bytes(files: Mapping[str, bytes], folder: Place) -> None:
    """The same for files that are no text."""
    for path, content in files.items():
        folder.put(path, content)
