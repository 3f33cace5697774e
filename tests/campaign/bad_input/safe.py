"""In: what was rendered; out: what of it is not safe: markup that runs or loads something, text not shown as it was typed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

#: What no page's text is made of, whoever wrote it.
FOREIGN = frozenset(
    "script style iframe frame frameset object embed applet base meta link form textarea button select math template "
    "slot title body html head noscript portal audio video source track marquee animate set foreignobject".split()
)
_ADDRESSES = ("href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href", "background", "cite")
_SCHEMES = re.compile(r"^[\s\0-\x20]*(?!https?:|mailto:)([a-z][a-z0-9+.-]*):", re.I)
_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_SPACE = re.compile(r"\s+")


def unsafe_in(page: str) -> Iterator[str]:
    """What in a piece of HTML runs, loads or leads where it must not."""
    root = html.fragment_fromstring(page, create_parent="div")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.lower() in FOREIGN and not (element.tag == "title" and _is_in_drawing(element)):
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            lower = name.lower()
            if lower.startswith("on") or lower == "srcdoc":
                yield f"<{element.tag} {name}={value[:40]!r}>"
            if lower in _ADDRESSES and _SCHEMES.match(re.sub(r"[\t\r\n]", "", unquote(value))):
                yield f"<{element.tag} {name}={value[:60]!r}>"


def _is_in_drawing(element: html.HtmlElement) -> bool:
    return any(above.tag == "svg" for above in element.iterancestors())


def shown_as_typed(page: str, typed: str) -> bool:
    """Whether the page, where it shows the word `zqx`, shows all that was typed."""
    root = html.fragment_fromstring(page, create_parent="div")
    for drawing in list(root.iter("svg")):
        drawing.drop_tree()  # it breaks long words into lines
    text = _flat(root.text_content())
    return "zqx" not in text or _flat(typed) in text


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def unreadable_in(files: Mapping[str, str | bytes]) -> Iterator[str]:
    """Which files for machines cannot be read by them, or would be run by a spreadsheet."""
    for path, content in files.items():
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
        try:
            text.encode("utf-8")
            if path.endswith((".json", ".jsonld", ".geojson")):
                json.loads(text)
            elif path.endswith((".xml", ".svg", ".rss")):
                etree.fromstring(text.encode("utf-8"), etree.XMLParser(resolve_entities=False))
            elif path.endswith(".csv"):
                yield from (f"{path}: the cell {cell[:30]!r}" for cell in _cells(text) if _runs(cell))
            elif path.endswith(".html"):
                yield from (f"{path}: {what}" for what in _unsafe_page(text))
        except (ValueError, etree.XMLSyntaxError, csv.Error) as error:
            yield f"{path}: {error}"


def torn(site: Path) -> list[str]:
    """Which files of a built site are not as its own list of sums says, or are not in it."""
    sums = site / "downloads" / "SHA256SUMS"
    if not sums.is_file():
        return ["no list of sums"]
    listed = dict(line.split("  ", 1)[::-1] for line in sums.read_text(encoding="utf-8").splitlines())
    there = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file() and file != sums}
    wrong = [f"{name} is not listed, or not there" for name in sorted(listed.keys() ^ there.keys())]
    return wrong + [
        f"{name} is another"
        for name, file in there.items()
        if name in listed and hashlib.sha256(file.read_bytes()).hexdigest() != listed[name]
    ]


def _unsafe_page(text: str) -> Iterator[str]:
    """A small page of its own: it has a head, but nothing of data runs in it."""
    root = html.document_fromstring(text)
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or (name.lower() in _ADDRESSES and _SCHEMES.match(value)):
                yield f"<{element.tag} {name}={value[:40]!r}>"
        if element.tag == "script" and element.get("src") is None and "zqx" in (element.text or ""):
            yield "data in a script"
        if element.tag in ("iframe", "object", "embed", "form", "base"):
            yield f"<{element.tag}>"


def _cells(text: str) -> Iterable[str]:
    csv.field_size_limit(10_000_000)
    return (cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row)


def _runs(cell: str) -> bool:
    return bool(_FORMULA.match(cell)) and not _NUMBER.match(cell)
