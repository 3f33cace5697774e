"""In: the HTML of a section's page; out: a script with its claims' cards, which other pages show beside their links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model.json_text import compact
from .place import Place

#: Where the scripts lie on the site; after it comes the path of the section's page.
FOLDER = "assets/cards"

_CARD = '<div class="claim-card">'
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_HEADING = re.compile(r'<h3 id="(c-[a-z0-9]{4})".*?</h3>\s*', re.S)
#: What a card leaves out beside a link: marks of notes that stand on the section's page only, and anchors.
_NOTE = re.compile(r'<sup id="fnref[^"]*">.*?</sup>', re.S)
_ID = re.compile(r' id="[^"]*"')
_CLAIM_ID = re.compile("[ace]-[a-z0-9]{4}")


def cards_in(html: str) -> Mapping[str, str]:
    """Each claim's card as HTML, without its heading and without the pages that show the claim."""
    found: dict[str, str] = {}
    start = html.find(_CARD)
    while start >= 0:
        end = _end_of_div(html, start)
        inner = html[start + len(_CARD) : end].strip()
        heading = _HEADING.search(inner)
        if heading:
            inner = _without_places(inner[: heading.start()] + inner[heading.end() :])
            found[heading[1]] = _ID.sub("", _NOTE.sub("", inner)).strip()
        start = html.find(_CARD, end)
    return found


def _without_places(inner: str) -> str:
    start = inner.find('<div class="shown-on">')
    if start < 0:
        return inner
    end = _end_of_div(inner, start)
    return inner[:start] + inner[end + len("</div>") :]


def _end_of_div(html: str, start: int) -> int:
    """Where the closing tag of the div that begins at a position stands."""
    depth = 0
    for match in _DIV.finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start()
    return len(html)


def write_cards(site: Place, url: str, cards: Mapping[str, str]) -> tuple[str]:
    """Write the script of one section; `url` is its page's, relative to the site's root. Gives its place."""
    name = re.sub(r"(/|/index\.html|\.html)$", "", url)
    place = f"{FOLDER}/{name}.js"
    text = f"reviewCards({compact(url)},{compact(cards)})\n"
    site.put_text(place, text.replace("</", "<\\/"))
    return (place,)


def leave_out_claims(items: Any) -> None:
    """Claims are no headings: the list of headings beside a page is without them."""
    for item in items:
        item.children = [child for child in item.children if not _CLAIM_ID.fullmatch(child.id)]
        leave_out_claims(item.children)
