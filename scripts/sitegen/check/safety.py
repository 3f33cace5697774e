"""In: a page as parsed; out: what in it a strict Content-Security-Policy would have to forbid, or lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

#: Types of <script> that hold data; a browser runs none of them.
_DATA = ("application/json", "application/ld+json")
_UNSAFE = re.compile(r"'(unsafe-inline|unsafe-eval|unsafe-hashes)'|https?:|\*")
_POLICY = etree.XPath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
_BEFORE = etree.XPath("//head/meta[@http-equiv='Content-Security-Policy']/preceding::*[self::link or self::script]")


def unsafe_parts(root: html.HtmlElement) -> Iterator[tuple[str, int, str]]:
    """Code, line and sentence of each: scripts and handlers in the page, windows that reach back, a weak policy."""
    for element in root.iter("script"):
        if element.get("src") is None and element.get("type") not in _DATA:
            yield "script-in-page", element.sourceline or 1, "a script stands in the page; it belongs in a file"
    for element in root.iter(etree.Element):
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
    parts = dict(part.strip().partition(" ")[::2] for part in policies[0].split(";"))
    for name in ("default-src", "script-src"):
        weak = _UNSAFE.search(parts.get(name, "*"))
        if weak:
            yield "page-policy", 1, f"the page's policy lets scripts in: {name} has {weak.group()}"
