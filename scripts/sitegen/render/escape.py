"""In: plain text from data; out: the same text as Markdown that shows exactly those characters."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

_SPECIAL = re.compile(r"[\\`*_\[\]{}|]")
_AT_START = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|([#+\-=~:>]))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=100_000)
def markdown_text(text: str) -> Markup:
    """Text that may begin a line: escaped there too, so that `1. Introduction` does not become a list."""
    return Markup(_AT_START.sub(_start, inline_text(text)))


@lru_cache(maxsize=100_000)
def inline_text(text: str) -> Markup:
    """Escape what Markdown, HTML or the citation engine would take for markup; runs of white space become one space."""
    text = _SPACE.sub(" ", text)
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    # mkdocs-bibtex looks for `[@` in the raw text and does not know the backslash.
    return Markup(text.replace("\\[@", "&#91;@"))


def _start(match: re.Match[str]) -> str:
    if match.group(1):
        return f"{match.group(1)}\\{match.group(2)}"
    char = match.group(3)
    return f"\\{char}" if char in "#+-" else f"&#{ord(char)};"


def finalize(value: object) -> object:
    """What Jinja prints: Markup as it is, anything else as text. An undefined value raises."""
    if isinstance(value, Markup):
        return value
    return markdown_text(str(value))


_ID = re.compile(r"[A-Za-z0-9_.-]+")


def id_text(value: str) -> Markup:
    """An id inside `{#…}` or an HTML attribute, where Markdown's escapes would become part of it."""
    if not _ID.fullmatch(value):
        raise ValueError(f"'{value}' cannot be an anchor")
    return Markup(value)
