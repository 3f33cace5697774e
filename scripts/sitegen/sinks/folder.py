"""In: Documents with pipe tables; out: a folder of Markdown that any other engine, or a person, can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..compose.page import Site
from ..render.document import Document, with_head
from ..render.notes import notes_of
from .citations import resolved
from .place import Place


def write_markdown(documents: Iterable[Document], site: Site, folder: Place) -> None:
    """Write each document under its own path, citations resolved."""
    for document in documents:
        text = resolved(document, notes_of(site, document.path, document.cites))
        folder.put_text(document.path, with_head(document, text))


def write_files(files: Mapping[str, str], folder: Place) -> None:
    """Write each file under its own path, as it is."""
    for path, text in files.items():
        folder.put_text(path, text)


def write_bytes(files: Mapping[str, bytes], folder: Place) -> None:
    """The same for files that are no text."""
    for path, content in files.items():
        folder.put(path, content)
