"""In: a page's Markdown with marked mentions of entities; out: the first of each under a heading linked, the marks gone."""

from __future__ import annotations

import re

from ..compose.mentions import BEGIN, END, MIDDLE
from .links import absolute, relative

_MENTION = re.compile(
    # Each begins with a letter, so that the text between is passed over at once; before the first line nothing was linked.
    rf"\n(?P<heading>#{{1,6}} )|\]\((?P<href>[^)\s#]+\.md)[^)]*\)"
    rf"|{BEGIN}(?P<target>[^{MIDDLE}]*){MIDDLE}(?P<words>[^{END}]*){END}"
)


def linked(body: str, path: str) -> str:
    """Link the first marked mention of an entity under each heading, unless a link to it stands there."""
    if BEGIN not in body:
        return body
    seen: set[str] = set()

    def decide(match: re.Match[str]) -> str:
        target, words = match.group("target", "words")
        if target is None:
            if match.lastgroup == "heading":
                seen.clear()
            else:
                seen.add(absolute(path, match.group("href")))
            return match.group()
        if target == path or target in seen:
            return words
        seen.add(target)
        return f"[{words}]({relative(path, target, '')})"

    return _MENTION.sub(decide, body)
