"""In: rendered pages with pipe tables, and references.bib; out: a folder for stock MkDocs with mkdocs-bibtex."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..render.document import Document
from ..sinks.citations import NOTES

#: Nothing is tuned. mkdocs-bibtex needs `footnotes`; `attr_list` keeps the ids of headings, which links lead to.
CONFIGURATION = """\
site_name: Stock
theme:
  name: material
plugins:
  - search
  - bibtex:
      bib_file: references.bib
markdown_extensions:
  - attr_list
  - footnotes
"""
_ROW = re.compile(r"^\|.*$", re.M)
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')


def write_stock(documents: Iterable[Document], bibliography: str, folder: Path) -> None:
    """Write each page as somebody without a generator would keep it, and the configuration."""
    for document in documents:
        file = folder / "docs" / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(by_hand(document.markdown), encoding="utf-8", newline="\n")
    (folder / "references.bib").write_text(bibliography, encoding="utf-8", newline="\n")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8", newline="\n")


def by_hand(markdown: str) -> str:
    """The page's text: pipe tables without anchors, which nobody types, and mkdocs-bibtex's command for the notes."""
    markdown = _ROW.sub(lambda row: _ANCHOR.sub("", row.group()), markdown)
    return markdown.replace(NOTES, r"\bibliography")
