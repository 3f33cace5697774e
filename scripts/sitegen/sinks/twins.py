"""In: the folder of Markdown pages; out: each page's Markdown twin on the site: its address with `index.md` added."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from ..render.markdown import relative
from ..tree import content_of
from .kept import Made
from .place import Place

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|[#/])([^)\s#]+)(?:#([^)\s]*))?(?=[)\s])")


def twin_of(path: str) -> str:
    """Where the twin of a page lies: beside the page's own `index.html`."""
    return path if path == "index.md" or path.endswith("/index.md") else path.removesuffix(".md") + "/index.md"


def write_twins(markdown: Place, site: Place, earlier: Mapping[str, Made] = MappingProxyType({})) -> Mapping[str, Made]:
    """Copy every page's Markdown beside its HTML; links between pages lead from twin to twin.

    Twins that an earlier build made of the same are taken over; gives what each was made of.
    """
    pages = {name: sum_ for name, sum_ in markdown.sums().items() if name.endswith(".md")}
    names = hashlib.sha256("\n".join(pages).encode("utf-8", "surrogateescape")).hexdigest()
    folders: dict[str, dict[str, str]] = {}
    made: dict[str, Made] = {}
    for path, sum_ in pages.items():
        key, twin, before = f"{names} {sum_}", twin_of(path), earlier.get(path)
        if before is None or before.key != key or not site.keep(before.files):
            known = folders.setdefault(posixpath.dirname(path), {})
            text = _lines(content_of(f"{markdown.folder}/{path}").decode("utf-8"))
            text = _LINK.sub(lambda match, known=known, path=path: _moved(match, path, pages, known), text)
            site.put_text(twin, text)
        made[path] = Made(key, {twin: site.sum_of(twin)})
    return made


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
