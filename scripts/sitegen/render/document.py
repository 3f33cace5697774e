"""In: what was rendered of a page; out: Document, a page as Markdown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

from ..on_demand import Told
from ..shelf import Shelf
from .gists import Gist


@dataclass(frozen=True)
class Document:
    """A page as Markdown: its path, its head, its text with `[@key]` citations, and the gist of it.

    The text may lie on a shelf, or not be made before somebody asks for it, which who knows the gist seldom does.
    """

    path: str
    role: str
    title: str
    description: str
    text: str | Told
    gist: Gist
    edit: str | None

    @property
    def markdown(self) -> str:
        """The text."""
        return str(self.text)

    @property
    def cites(self) -> tuple[str, ...]:
        """The works that it cites, in order."""
        return self.gist.cites


def with_head(document: Document, markdown: str) -> str:
    """The text under its front matter; JSON strings are YAML strings."""
    head = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in (("title", document.title), ("description", document.description))
    )
    return f"---\n{head}---\n\n{markdown}"


def laid(text: str, path: str, texts: Shelf[str]) -> Told:
    """The text of a page, which lies on the shelf."""
    texts[path] = text
    return Told(partial(texts.__getitem__, path))
