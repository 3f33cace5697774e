"""In: what was rendered of a page; out: Document, a page as Markdown."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from ..shelf import Laid, Shelf


@dataclass(frozen=True)
class Document:
    """A page as Markdown: its path, its head, its text with `[@key]` citations, and the works it cites in order.

    The text may lie on a shelf, which gives it each time that somebody asks.
    """

    path: str
    role: str
    title: str
    description: str
    text: str | Laid
    cites: tuple[str, ...]
    edit: str | None

    @property
    def markdown(self) -> str:
        """The text."""
        return str(self.text)


def with_head(document: Document, markdown: str) -> str:
    """The text under its front matter; JSON strings are YAML strings."""
    head = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in (("title", document.title), ("description", document.description))
    )
    return f"---\n{head}---\n\n{markdown}"


def laid(document: Document, texts: Shelf[str]) -> Document:
    """The same, whose text lies on the shelf."""
    texts[document.path] = document.markdown
    return replace(document, text=Laid(texts, document.path))
