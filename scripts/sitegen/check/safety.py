"""In: a page as parsed; out: what in it a strict Content-Security-Policy would have to forbid, or lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

#: Types of <script> that hold data; a browser runs none of them.
_DATA = ("application/json", "application/ld+json")
_UNSAFE = re.compile(r"'(unsafe-inline|unsafe-eval|unsafe-hashes)'|https?:|\*")
_POLICY = etree.XPath("/html/head/meta[@http-equiv='Content-Security-Policy']/@content")
_BEFORE = etree.XPath("/html/head/meta[@http-equiv='Content-Security-Policy']/preceding::*[self::link or self::script]")

#: Elements that may be unsafe by what is written on them, and what the page in small letters has to hold for it.
_SUSPECTS = (
    (re.compile(rb"_blank"), "//*[@target = '_blank']"),
    # A literal beginning is found sooner than one of several characters, of which one is a space.
    (re.compile(rb"on(?<=[\s/\"'>]on)[a-z]+\s*="), "//*[@*[starts-with(name(), 'on')]]"),
    (
        re.compile(rb"javascript(?!s/)"),
        "//*[@*[contains(translate(., 'JAVSCRIPT', 'javscript'), 'javascript:')]]",
    ),
)
#: A character that is written as a number may be any; these are spaces, quotation marks, arrows and @.
_AS_NUMBER = re.compile(rb"&#(?!160;|3[489];|64;|8617;)")


@cache
def _paths(paths: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(" | ".join(paths))


def _suspects(root: etree._Element, raw: bytes) -> list[etree._Element]:
    text = raw.lower()
    hidden = _AS_NUMBER.search(text)
    paths = tuple(path for sign, path in _SUSPECTS if hidden or sign.search(text))
    return _paths(paths)(root) if paths else []


def unsafe_parts(root: etree._Element, raw: bytes) -> Iterator[tuple[str, int, str]]:
    """Code, line and sentence of each: scripts and handlers in the page, windows that reach back, a weak policy."""
    for element in root.iter("script"):
        if element.get("src") is None and element.get("type") not in _DATA:
            yield "script-in-page", element.sourceline or 1, "a script stands in the page; it belongs in a file"
    for element in _suspects(root, raw):
        for name, value in element.attrib.items():
            if name.startswith("on"):
                sentence = f"<{element.tag}> has the handler '{name}'; it belongs in a script's file"
                yield "script-in-page", element.sourceline or 1, sentence
            elif value.strip().lower().startswith("javascript:"):
                yield "script-in-page", element.sourceline or 1, f"<{element.tag}> has a script as its '{name}'"
        if element.get("target") == "_blank" and "noopener" not in (element.get("rel") or "").split():
            sentence = f"the link '{element.get('href')}' opens anew without rel=\"noopener\""
            yield "link-opens-anew", element.sourceline or 1, sentence
    policies = _POLICY(root)
    if len(policies) != 1 or _BEFORE(root):
        yield "page-policy", 1, "the page does not say first, and once, what its browser may load"
        return
    for weak in weak_parts(policies[0]):
        yield "page-policy", 1, f"the page's policy lets scripts in: {weak}"


def weak_parts(policy: str) -> Iterator[str]:
    """What of a policy would run a script that nobody meant."""
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    for name in ("default-src", "script-src"):
        weak = _UNSAFE.search(parts.get(name, "*"))
        if weak:
            yield f"{name} has {weak.group()}"
