"""In: a page or a line that holds HTML; out: what Python-Markdown makes of an element in which nothing is Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .words import Unknown, attributes, escaped, value_of

#: Attributes as our templates write them.
ATTRIBUTES = r'(?P<attributes>(?:[ ][a-z][a-z0-9-]*(?:="[^"<>`\n]*")?)*)'
_ATTRIBUTE = re.compile(r'([a-z][a-z0-9-]*)(?:="([^"]*)")?')
_TAG = re.compile(rf"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*){ATTRIBUTES}[ ]?(?P<empty>/?)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: What readers of HTML read otherwise.
_NO_TEXT = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
_ODD = re.compile(r"&#(?![0-9]+;)")

IsBlock = Callable[[Any], bool]


def rewritten(text: str, ids: set[str]) -> str:
    """Attributes in the order in which the engine writes them; an id among them is added to those of the page."""
    if not text:
        return ""
    given: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        if name in given:
            raise Unknown(text)
        given[name] = value_of(value) if f' {name}="' in text else name
    if given.get("id"):
        ids.add(given["id"])
    return attributes(given)


def starts(line: str) -> str:
    """The tag that a line begins with."""
    tag = _TAG.match(line)
    if tag is None or tag["end"] or " markdown" in line:
        raise Unknown(line)
    return tag["tag"]


def raw(text: str, start: int) -> str:
    """An element of a page that stays as it is, up to its end; a blank line comes after it."""
    stack: list[str] = []
    at = start
    for tag in _TAG.finditer(text, start):
        if text.find("<", at, tag.start()) >= 0:
            break
        at, name = tag.end(), tag["tag"]
        if name in _NO_TEXT or (tag["end"] and (tag["attributes"] or tag["empty"])):
            break
        if not tag["end"]:
            if not tag["empty"] and name != "hr":
                stack.append(name)
        elif name in stack:
            while stack.pop() != name:
                pass
        if not stack:
            if not text.startswith("\n\n", at) or _ODD.search(text, start, at):
                break
            return text[start:at]
    raise Unknown("an element")


def quiet(line: str, is_block: IsBlock, ids: set[str]) -> str:
    """An element inside another, on one line: its blocks get lines of their own, its text stays."""
    parts: list[str] = []
    stack: list[_Block] = []
    at = 0
    for tag in _TAG.finditer(line):
        if tag.start() > at:
            text = line[at : tag.start()]
            if "<" in text:
                raise Unknown(line)
            _say(stack, escaped(text), parts)
        at, name = tag.end(), tag["tag"]
        if name in _NO_TEXT:
            raise Unknown(line)
        if not is_block(name):
            _say(stack, tag[0], parts)
        elif tag["empty"] or name in _VOID or name == "pre":
            raise Unknown(line)
        elif tag["end"]:
            if not stack or stack.pop().name != name or tag["attributes"] or (not stack and at != len(line)):
                raise Unknown(line)
            parts.append(f"</{name}>\n")
        else:
            if stack:
                stack[-1].open(parts)
            parts.append(f"<{name}{rewritten(tag['attributes'], ids)}>")
            stack.append(_Block(name))
    if stack or at != len(line):
        raise Unknown(line)
    return "".join(parts)


class _Block:
    """An open element, which has either text of its own or blocks."""

    def __init__(self, name: str):
        self.name = name
        self.has_text = self.has_blocks = False

    def open(self, parts: list[str]) -> None:
        """A block begins in it."""
        if self.has_text:
            raise Unknown(self.name)
        if not self.has_blocks:
            parts.append("\n")
            self.has_blocks = True


def _say(stack: list[_Block], text: str, parts: list[str]) -> None:
    if not stack or stack[-1].has_blocks or _ODD.search(text):
        raise Unknown(text)
    stack[-1].has_text = True
    parts.append(text)
