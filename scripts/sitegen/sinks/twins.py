"""In: the folder of Markdown pages; out: each page's Markdown twin on the site: its address with `index.md` added."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from ..render.links import relative
from ..tree import content_of
from .kept import Made
from .place import Place

_LINK = re.compile(r"\]\((?![a-z][a-z0-9+.-]*:|[#/])([^)\s#]+)(?:#([^)\s]*))?(?=[)\s])")
#: A folder beside those of pages, from which all ways are the same but those into itself.
_NO_PAGE = "-"


def twin_of(path: str) -> str:
    """Where the twin of a page lies: beside the page's own `index.html`."""
    return path if path == "index.md" or path.endswith("/index.md") else path.removesuffix(".md") + "/index.md"


def write_twins(markdown: Place, site: Place, earlier: Mapping[str, Made] = MappingProxyType({})) -> Mapping[str, Made]:
    """Copy every page's Markdown beside its HTML; links between pages lead from twin to twin.

    Twins that an earlier build made of the same are taken over; gives what each was made of.
    """
    pages = {name: sum_ for name, sum_ in markdown.sums().items() if name.endswith(".md")}
    names = hashlib.sha256("\n".join(pages).encode("utf-8", "surrogateescape")).hexdigest()
    folders: dict[str, dict[str, tuple[str, str]]] = {}
    made: dict[str, Made] = {}
    for path, sum_ in pages.items():
        key, twin, before = f"{names} {sum_}", twin_of(path), earlier.get(path)
        if before is None or before.key != key or not site.keep(before.files):
            known = folders.setdefault(posixpath.dirname(path), {})
            text = _lines(content_of(f"{markdown.folder}/{path}").decode("utf-8"))
            site.put_text(twin, _between_twins(text, path, pages, known))
        made[path] = Made(key, {twin: site.sum_of(twin)})
    return made


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _between_twins(text: str, path: str, pages: Collection[str], known: dict[str, tuple[str, str]]) -> str:
    """The text with links from twin to twin; where a link leads, and the way there, is looked up once a folder."""
    folder, twin = posixpath.dirname(path), twin_of(path)
    inside = twin.removesuffix("index.md")
    is_odd = twin == path  # its twin lies beside its neighbors' folders, not in one

    def moved(match: re.Match[str]) -> str:
        href, anchor = match[1], match[2] or ""
        found = known.get(href)
        if found is None:
            target = posixpath.normpath(posixpath.join(folder, href))
            target = twin_of(target) if target in pages else target
            found = known[href] = target, relative(posixpath.join(folder, _NO_PAGE, "index.md"), target, "")
        target, way = found
        if is_odd or target.startswith(inside):
            return f"]({relative(twin, target, anchor)}"
        return f"]({way}#{anchor}" if anchor else f"]({way}"

    return _LINK.sub(moved, text)
