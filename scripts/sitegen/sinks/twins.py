"""In: the folder of Markdown pages; out: each page's Markdown twin on the site: its address with `index.md` added."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from ..render.markdown import relative

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|[#/])([^)\s#]+)(?:#([^)\s]*))?(?=[)\s])")


def twin_of(path: str) -> str:
    """Where the twin of a page lies: beside the page's own `index.html`."""
    return path if path == "index.md" or path.endswith("/index.md") else path.removesuffix(".md") + "/index.md"


def write_twins(markdown: Path, site: Path) -> None:
    """Copy every page's Markdown beside its HTML; links between pages lead from twin to twin."""
    pages = {file.relative_to(markdown).as_posix() for file in markdown.rglob("*.md")}
    for path in sorted(pages):
        text = _LINK.sub(lambda match, path=path: _moved(match, path, pages), (markdown / path).read_text("utf-8"))
        file = site / twin_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _moved(match: re.Match[str], path: str, pages: set[str]) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
    return f"]({relative(twin_of(path), twin_of(target) if target in pages else target, match[2] or '')}"
