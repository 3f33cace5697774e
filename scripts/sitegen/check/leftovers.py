"""In: a page as parsed; out: what readers would see of templates, citations and values that were not resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_LEFTOVERS = (
    (re.compile(r"\[@"), "an unresolved citation"),
    (re.compile(r"\[\^"), "an unresolved footnote"),
    (re.compile(r"\{\{|\{%"), "an unresolved template mark"),
    (re.compile(r"///Footnotes"), "an unresolved place of footnotes"),
    (re.compile(r"\\(?:full_)?bibliography"), "an unresolved bibliography command"),
    # A sentence may begin with the word None; Python's None stands alone, or alone behind a label or in a list.
    (re.compile(r"(?:^|[:;,(|/])\s*None\s*(?:$|[;)|/]|[.,]\s*$)"), "a value that is None"),
)
#: Found in all that a page says at once, sooner than in text by text.
_SUSPECT = ("[@", "[^", "{{", "{%", "///Footnotes", "bibliography", "None")
#: The same in the bytes of a page, where a character may be written as a number or by its name; those left out are others,
#: or an @ that no bracket stands before.
_IN_BYTES = tuple(sign.encode() for sign in _SUSPECT)
#: What stands first in code: the braces of BibTeX, say.
_CODE = re.compile(rb'<(?:pre|code)(?:\s[a-z-]+="[^"]*")*>([^<]*)')
_BY_NAME = re.compile(
    rb"&(?:#(?!160;|182;|3[489];|8617;|(?<!\[&#)64;)|lbrack|lsqb|commat|Hat|lcub|lbrace|percnt|sol|bsol)"
)
_SILENT = {"script", "style", "code", "pre", "template"}
_SHOWN = ("alt", "title", "aria-label", "placeholder")
_SHOWN_PARTS = etree.XPath(" | ".join([*(f"//@{name}" for name in _SHOWN), "//meta/@content"]), smart_strings=False)


def leftovers(root: etree._Element, raw: bytes) -> Iterator[tuple[int, str]]:
    """Line and sentence of each; `raw` is the page as bytes."""
    signs = [sign for sign in _IN_BYTES if sign in raw]
    if _BY_NAME.search(raw) is None:
        if not signs:
            return
        read = b"\n".join(_CODE.findall(raw))
        if all(raw.count(sign) == read.count(sign) for sign in signs):
            return
    said = "\n".join([etree.tostring(root, encoding="unicode", method="text"), *_SHOWN_PARTS(root)])
    suspects = [sign for sign in _SUSPECT if sign in said]
    if not suspects:
        return
    code = "\n".join(_unread_texts(root))
    if all(said.count(sign) == code.count(sign) for sign in suspects):
        return
    for element, text in _shown_texts(root):
        for pattern, what in _LEFTOVERS:
            match = pattern.search(text)
            if match:
                shown = " ".join(text[max(0, match.start() - 20) : match.end() + 20].split())
                yield element.sourceline or 1, f"the page shows {what}: '{shown}'"


def _unread_texts(root: etree._Element) -> Iterator[str]:
    """The text of each element that nobody reads as a sentence, those in others left out."""
    for element in root.iter(*_SILENT):
        if not any(outer.tag in _SILENT for outer in element.iterancestors()):
            yield "".join(element.itertext())


def _shown_texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What readers see or hear: texts, and the attributes that stand for text; code is what it is."""
    silent = {inner for element in root.iter(*_SILENT) for inner in element.iter()}
    for element in root.iter():
        if isinstance(element.tag, str) and element not in silent:
            for attribute in _SHOWN if element.tag != "meta" else ("content",):
                if attribute in element.attrib:
                    yield element, element.attrib[attribute]
            if element.text:
                yield element, element.text
        if element.tail and element.getparent() not in silent:
            yield element, element.tail
