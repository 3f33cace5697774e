"""In: Documents with pipe tables; out: a folder of Markdown that any other engine, or a person, can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..compose.page import Site
from ..render.markdown import Document, with_head
from ..render.notes import notes_of
from .citations import resolved


def write_markdown(documents: Iterable[Document], site: Site, folder: Path) -> None:
    """Write each document under its own path, citations resolved."""
    for document in documents:
        file = folder / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = resolved(document, notes_of(site, document.path, document.cites))
        file.write_text(with_head(document, text), encoding="utf-8", newline="\n")


def write_files(files: Mapping[str, str], folder: Path) -> None:
    """Write each file under its own path, as it is."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def write_bytes(files: Mapping[str, bytes], folder: Path) -> None:
    """The same for files that are no text."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
