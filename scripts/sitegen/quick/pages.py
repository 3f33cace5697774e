"""In: the steps that MkDocs adds to Python-Markdown for a page; out: the same links and ids, found sooner."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from mkdocs.utils import get_relative_url

#: A link to a page by its file, without anything that has to be read twice.
_PLAIN = re.compile(r"([\w./-]+\.md)(?:#([^#?\s]+))?", re.ASCII)
#: A link to a part of the same page.
_ANCHOR = re.compile(r"#[\w.:-]+", re.ASCII)
_OPENS = re.compile(r"<[a-zA-Z]|</>")
#: A tag that all readers of HTML understand alike.
_TAG = re.compile(
    r"""<(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z_:][\w:.-]*(?:=(?:"[^"<>`]*"|'[^'<>`]*'))?)*)\s*/?>""",
    re.ASCII,
)
_ID = re.compile(r"""\s(?P<name>id|name)=(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)')""", re.ASCII)
#: An address in angle brackets, which a reader of HTML takes for a tag without an id.
_ADDRESS = re.compile(r"<https?://(?![^<>]*(?:id|name)=)[^\s<>\"'`]*>", re.I)
_NOT_PLAIN = re.compile(r"<[!?]|<(?:script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)\b", re.I)


class Links:
    """Addresses of pages as MkDocs writes them, which are the same for all pages of a folder that lie as deep."""

    def __init__(self) -> None:
        #: Of each set of files: the pages, by the folder from which they are named and how, and their addresses from there.
        self._targets: WeakKeyDictionary[Any, dict[str, dict[str, Any]]] = WeakKeyDictionary()
        self._known: WeakKeyDictionary[Any, dict[tuple[str, str], dict[str, str]]] = WeakKeyDictionary()

    def quick(self, step: Any) -> Callable[[str], str]:
        """The method `path_to_url` of MkDocs' step for one page, asked once for each address."""
        slow: Callable[[str], str] = step.path_to_url
        file, files = step.file, step.files
        folder, home = posixpath.dirname(file.src_uri), file.url
        nested = file.src_uri if posixpath.basename(file.src_uri) in ("index.md", "README.md") else ""
        targets = self._targets.setdefault(files, {}).setdefault(folder, {})
        known = self._known.setdefault(files, {}).setdefault((folder, nested), {})

        def path_to_url(url: str) -> str:
            if _ANCHOR.fullmatch(url):
                step.links_to_anchors.setdefault(file, {}).setdefault(url[1:], url)
                return url
            plain = _PLAIN.fullmatch(url)
            if plain is None or url[0] == "/":
                return slow(url)
            path, anchor = plain.groups()
            target = targets.get(path)
            if target is None:
                target = self._target(files, folder, path)
                if target is None or target.inclusion.is_excluded():
                    return slow(url)
                targets[path] = target
            if target.url.startswith(home or target.url):
                return slow(url)
            address = known.get(path)
            if address is None:
                address = known[path] = get_relative_url(target.url, home)
            if anchor:
                step.links_to_anchors.setdefault(target, {}).setdefault(anchor, url)
                return f"{address}#{anchor}"
            return address

        return path_to_url

    @staticmethod
    def _target(files: Any, folder: str, path: str) -> Any:
        return files.src_uris.get(posixpath.normpath(posixpath.join(folder, path)))


def quick_ids(step: Any) -> Callable[[list[str]], list[str]]:
    """The method `run` of MkDocs' step that looks for ids in raw HTML; text that is not plain is left to it."""
    slow: Callable[[list[str]], list[str]] = step.run

    def run(lines: list[str]) -> list[str]:
        found = _ids("\n".join(lines))
        if found is None:
            return slow(lines)
        step.present_anchor_ids = found
        return lines

    return run


def _ids(text: str) -> set[str] | None:
    """The ids of all tags; None where somebody could read the text in another way."""
    if _NOT_PLAIN.search(text):
        return None
    text = _ADDRESS.sub("", text)
    found: set[str] = set()
    tags = 0
    for tag in _TAG.finditer(text):
        tags += 1
        attributes = tag["attributes"]
        if "id=" in attributes or "name=" in attributes:
            for one in _ID.finditer(attributes):
                if one["name"] == "id" or tag["tag"] in ("a", "A"):
                    found.add(html.unescape(one["a"] if one["a"] is not None else one["b"]))
    return found if tags == len(_OPENS.findall(text)) else None
