"""In: the folder of Markdown pages; out: each page's Markdown twin on the site: its address with `index.md` added."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from ..render.markdown import relative
from ..tree import content_of
from .place import Place

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|[#/])([^)\s#]+)(?:#([^)\s]*))?(?=[)\s])")


def twin_of(path: str) -> str:
    """Where the twin of a page lies: beside the page's own `index.html`."""
    return path if path == "index.md" or path.endswith("/index.md") else path.removesuffix(".md") + "/index.md"


def write_twins(markdown: Place, site: Place) -> None:
    """Copy every page's Markdown beside its HTML; links between pages lead from twin to twin."""
    pages = {name: f"{markdown.folder}/{name}" for name in markdown.sums() if name.endswith(".md")}
    folders: dict[str, dict[str, str]] = {}
    for path, file in pages.items():
        known = folders.setdefault(posixpath.dirname(path), {})
        text = _lines(content_of(file).decode("utf-8"))
        site.put_text(
            twin_of(path), _LINK.sub(lambda match, known=known, path=path: _moved(match, path, pages, known), text)
        )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _moved(match: re.Match[str], path: str, pages: Collection[str], known: dict[str, str]) -> str:
    """The link from twin to twin; where a link leads is looked up once a folder."""
    href = match[1]
    target = known.get(href)
    if target is None:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
        target = known[href] = twin_of(target) if target in pages else target
    return f"]({relative(twin_of(path), target, match[2] or '')}"
