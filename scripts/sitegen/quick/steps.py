"""In: a tree of Python-Markdown; out: the same tree as its own later steps leave it, sooner; and its HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

# Elements are made here, no XML is read; until 2027-11-21
from xml.etree.ElementTree import HTML_EMPTY, Element  # nosec B405

from markdown import serializers, util
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor

_SPECIAL = re.compile("[&<>]")
_SPECIAL_IN_ATTRIBUTE = re.compile('[&<>"]')
_AMP = serializers.RE_AMP


class BlockLevel(dict[Any, bool]):
    """Whether a tag is one of a block; each tag is looked up in Python-Markdown's list once."""

    def __init__(self, blocks: Iterable[str]):
        super().__init__()
        self._blocks = frozenset(blocks)

    def __missing__(self, tag: Any) -> bool:
        found = self[tag] = isinstance(tag, str) and tag.lower().rstrip("/") in self._blocks
        return found


class QuickPrettify(PrettifyTreeprocessor):
    """Line breaks between blocks."""

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802 (its name there)
        """Break the lines of an element's blocks."""
        is_block: Callable[[Any], bool] = self.md.is_block_level
        if is_block(elem.tag) and elem.tag not in ("code", "pre"):
            if (not elem.text or not elem.text.strip()) and len(elem) and is_block(elem[0].tag):
                elem.text = "\n"
            for child in elem:
                if is_block(child.tag):
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class QuickUnescape(UnescapeTreeprocessor):
    """Escaped characters as they are."""

    def run(self, root: Element) -> None:
        """Look at texts that have one only."""
        for element in root.iter():
            if element.text and util.STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and util.STX in element.tail:
                element.tail = self.unescape(element.tail)
            for name, value in element.items():
                if value and util.STX in value:
                    element.set(name, self.unescape(value))


class QuickAttrList(AttrListTreeprocessor):
    """Attributes in braces, which most texts have none of."""

    def run(self, doc: Element) -> None:
        """Do nothing where no brace stands; elsewhere what Python-Markdown does."""
        for element in doc.iter():
            if (element.text and "{" in element.text) or (element.tail and "{" in element.tail):
                super().run(doc)
                return


class QuickToc(TocTreeprocessor):
    """Contents of a page, whose place has to be looked for only where its marker stands."""

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Look for the marker where it can be at all."""
        if any(element.text and self.marker in element.text for element in root.iter()):
            super().replace_marker(root, elem)


def to_html(root: Element) -> str:
    """An element as XHTML, as Python-Markdown writes it; what our pages never hold is left to it."""
    parts: list[str] = []
    return "".join(parts) if _write(root, parts.append) else serializers.to_xhtml_string(root)


def _write(element: Element, write: Callable[[str], None]) -> bool:
    tag, text = element.tag, element.text
    if not isinstance(tag, str):
        return False
    attributes = element.items()
    if attributes:
        write(f"<{tag}")
        for name, value in sorted(attributes) if len(attributes) > 1 else attributes:
            if not isinstance(name, str) or not isinstance(value, str):
                return False
            write(f' {name}="{_attribute(value) if _SPECIAL_IN_ATTRIBUTE.search(value) else value}"')
        end = " />" if tag.lower() in HTML_EMPTY else ">"
        write(end)
    else:
        end = " />" if tag.lower() in HTML_EMPTY else ">"
        write(f"<{tag}{end}")
    if end == ">":
        if text:
            write(text if tag.lower() in ("script", "style") else _text(text) if _SPECIAL.search(text) else text)
        for child in element:
            if not _write(child, write):
                return False
        write(f"</{tag}>")
    elif len(element):
        return False
    if tail := element.tail:
        write(_text(tail) if _SPECIAL.search(tail) else tail)
    return True


def _text(text: str) -> str:
    return _AMP.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _text(text).replace('"', "&quot;")
