"""In: a drawing inside a page; out: the same as an SVG file that stands alone."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement


def svg_text(element: HtmlElement) -> str:
    """A drawing as a file of its own; the HTML parser makes names small that SVG writes with a capital letter."""
    tail, element.tail = element.tail, None
    text = etree.tostring(element, encoding="unicode")
    element.tail = tail
    for name in ("viewBox", "preserveAspectRatio", "markerWidth", "markerHeight", "refX", "refY", "markerUnits"):
        text = re.sub(rf"\b{name.lower()}=", f"{name}=", text)
    for name in ("linearGradient", "clipPath", "textPath"):
        text = re.sub(rf"(</?){name.lower()}\b", rf"\1{name}", text)
    return text if "xmlns=" in text else text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
