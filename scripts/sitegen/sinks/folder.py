"""In: Documents with pipe tables; out: a folder of Markdown that any other engine, or a person, can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..compose.page import Site
from ..render.document import Document, with_head
from ..render.notes import notes_of
from .citations import resolved
from .place import Place

#: What a link names of another page.
_CELL = re.compile(r"\.md#([^)\s]+)")


def write_markdown(documents: Iterable[Document], site: Site, folder: Place) -> None:
    """Write each document under its own path, citations resolved."""
    rows = _rows(site)
    for document in documents:
        text = resolved(document, notes_of(site, document.path, document.cites))
        text = _CELL.sub(lambda place: f".md#{rows.get(place[1], place[1])}", text)
        folder.put_text(document.path, with_head(document, text))


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
