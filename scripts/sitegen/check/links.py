"""In: a page or another file of the site; out: the links in it, each with its line, and where each of them leads."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

_ATTRIBUTES = {"href", "xlink:href", "src", "poster", "action", "formaction"}
_SETS = {"srcset", "imagesrcset"}
#: Attributes that name other elements of the page by their ids.
_NAMING = {"headers", "aria-labelledby", "aria-describedby"}
_META = {"og:url", "og:image", "twitter:image"}
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_IN_CSS = re.compile(
    r"""url\(\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^"')]*?))\s*\)|@import\s+["'](?P<d>[^"']*)["']""", re.I
)
_REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<href>[^'\"]*)", re.I)


#: The host of an address, where it is written plainly.
_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?=[/?#]|$)")
#: The most common way to name a file: up some folders, then down; nothing in it is to be read in another way.
_PLAIN = re.compile(r"((?:\.\./)*)((?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*)?)")


@dataclass(frozen=True, slots=True)
class Link:
    """An address as written, its line, and whether it has to lead to a file of this site."""

    href: str
    line: int
    own: bool = False


_NAMES = tuple(sorted(_ATTRIBUTES | _SETS | _NAMING | {"style"}))
#: Each as an attribute of a page in small letters. Its letters are found first, and looked at from behind.
_AS_ATTRIBUTES = {name: re.compile(rf"{name}(?<=[\s/\"']{name})[\s=>/]".encode()) for name in _NAMES}


@cache
def _linking(names: tuple[str, ...]) -> etree.XPath:
    plain = " or ".join(f"@{name}" if ":" not in name else f"@*[name() = '{name}']" for name in names)
    return etree.XPath(f"//*[{plain or 'false()'}] | //object[@data] | //meta[@content] | //style")


def elements_with_links(root: etree._Element, raw: bytes) -> list[etree._Element]:
    """The elements of a page that `links_of` has something to say about, in their order; `raw` is the page as bytes.

    Only attributes are looked for whose names stand in it: most pages have few of them, and the name of one cannot be
    written in another way.
    """
    return _linking(_names_in(raw))(root)


def _names_in(raw: bytes) -> tuple[str, ...]:
    text = raw.lower()
    return tuple(name for name, its in _AS_ATTRIBUTES.items() if its.search(text))


@cache
def _values(name: str) -> etree.XPath:
    return etree.XPath(f"//@{name}" if ":" not in name else f"//@*[name() = '{name}']", smart_strings=False)


def addresses_in(root: etree._Element, raw: bytes) -> list[str]:
    """What `links_of` finds in all elements of a page, without lines and in another order: in half the time."""
    found: list[str] = []
    for name in _names_in(raw):
        values = _values(name)(root)
        if name in _ATTRIBUTES:
            found += values
        else:
            found += (link.href for value in values for link in _of_attribute(name, value, 1))
    for element in root.iter("object", "meta", "style"):
        found += (link.href for link in _of_element(element, 1))
    return found


def links_of(element: etree._Element) -> Iterator[Link]:
    """Every address that an element of a page names."""
    line = element.sourceline or 1
    for name, value in element.items():
        yield from _of_attribute(name, value, line)
    yield from _of_element(element, line)


def _of_attribute(name: str, value: str, line: int) -> Iterator[Link]:
    """The addresses in an attribute that names some wherever it stands."""
    if name in _ATTRIBUTES:
        yield Link(value, line)
    elif name in _SETS:
        yield from (Link(part.split()[0], line) for part in re.split(r",\s+|,$", value) if part.strip())
    elif name in _NAMING:
        yield from (Link(f"#{id_}", line) for id_ in value.split())
    elif name == "style":
        yield from links_of_css(value, line)


def _of_element(element: etree._Element, line: int) -> Iterator[Link]:
    """The addresses that stand in an element of a certain sort."""
    tag = element.tag
    if tag == "object" and (data := element.get("data")) is not None:
        yield Link(data, line)
    elif tag == "style":
        yield from links_of_css(element.text or "", line)
    elif tag == "meta" and (content := element.get("content")) is not None:
        if element.get("http-equiv", "").lower() == "refresh":
            yield from (Link(found["href"], line) for found in _REFRESH.finditer(content))
        if element.get("property", element.get("name")) in _META:
            yield Link(content, line)


def links_of_css(text: str, line: int = 1) -> Iterator[Link]:
    """Every `url(…)` and `@import` of a style sheet."""
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    for match in _IN_CSS.finditer(text):
        yield Link(next(part for part in match.groups() if part is not None), line + text.count("\n", 0, match.start()))


def links_of_sitemap(raw: bytes) -> Iterator[Link]:
    """Every address of a sitemap; each has to be one of this site."""
    for element in etree.fromstring(raw).iter("{*}loc"):
        yield Link((element.text or "").strip(), element.sourceline or 1, own=True)


def links_of_search(raw: bytes) -> Iterator[Link]:
    """Every place that a part of the search leads to: a script that calls `reviewSearch.part(name, value)`."""
    text = raw.decode("utf-8")
    name, value = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
    if name == "names":
        for folder, _, entries in value["entries"]:
            for name, end, *more in entries:
                rest = name.lower().replace(" ", "-") + "/" if end == 0 else end
                place = f"{folder}{rest}"
                yield Link(place or "./", 1, own=True)
                _, topics, rows = [*more, *((), -1, ())[len(more) :]]
                its = value["sets"][topics] if topics >= 0 else ()
                yield from (Link(f"{place}#{value['topics'][topic][0]}", 1, own=True) for topic in its)
                for row in rows:
                    where = row[1] if isinstance(row, list) else value["tables"][row][1] + rest.rstrip("/")
                    yield Link(where, 1, own=True)
    elif name.startswith("texts-"):
        yield from (Link(place, 1, own=True) for _, place, _, _ in value)


def leads_to(href: str, page: str, home: SplitResult) -> tuple[str, str] | None:
    """The file of this site and the fragment that a link leads to; None for one that leaves the site.

    `home` is the site's address. A ValueError says why a link leads nowhere.
    """
    href = href.strip()
    host = ""
    if ":" in href or href.startswith("//"):
        abroad = _HOST.match(href)
        if abroad and abroad[1].lower() != home.netloc.lower():
            return None
        if abroad and home.path.endswith("/") and href.startswith(home.path, abroad.end()):
            path, _, fragment = href[abroad.end() + len(home.path) :].partition("#")
            plain = _PLAIN.fullmatch(path)
            if plain and not plain[1]:
                return _page_at(path), unquote(fragment)
        parts = urlsplit(href)
        if parts.scheme.lower() not in ("", "http", "https") or parts.netloc.lower() not in ("", home.netloc.lower()):
            return None
        host, path, fragment = parts.netloc, parts.path or ("/" if parts.netloc else ""), parts.fragment
    else:
        path, _, fragment = href.partition("#")
        path = path.partition("?")[0]
    if "%" in fragment:
        fragment = unquote(fragment)
    if not path:
        return page, fragment
    plain = _PLAIN.fullmatch(path)
    if plain and home.path.endswith("/"):
        base = _above(page, plain.end(1) // 3)
        if base is not None:
            return _page_at(base + plain[2]), fragment
    file = _file_of(path, page.rpartition("/")[0], home.path)
    if file is None:
        if host:
            return None
        raise ValueError(f"leads out of the site, whose address is {home.geturl()}")
    return file, fragment


def _page_at(path: str) -> str:
    """The file at a place of the site."""
    return f"{path}index.html" if not path or path.endswith("/") else path


@lru_cache(maxsize=64)
def _above(page: str, levels: int) -> str | None:
    """The folder of a page, with its `/`, or one so many levels above it; None above the site's root."""
    parts = page.split("/")[:-1]
    return "".join(f"{part}/" for part in parts[: len(parts) - levels]) if levels <= len(parts) else None


@lru_cache(maxsize=10_000)
def _file_of(path: str, folder: str, home: str) -> str | None:
    """The file that a path leads to from a folder of the site; None outside of it. A page names most paths again and again."""
    whole = posixpath.normpath(posixpath.join(home, folder, path))
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        whole = whole.rstrip("/") + "/"
    if not f"{whole}/".startswith(home):
        return None
    inside = unquote(whole[len(home) :])
    return f"{inside}index.html" if inside.endswith("/") or not inside else inside
