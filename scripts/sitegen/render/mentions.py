"""In: a page's Markdown with marked mentions of entities; out: the first of each under a heading linked, the marks gone."""

from __future__ import annotations

import re

from ..compose.mentions import BEGIN, END, MIDDLE
from .links import absolute, relative

_MENTION = re.compile(f"{BEGIN}([^{MIDDLE}]*){MIDDLE}([^{END}]*){END}")
_HEADING = re.compile(r"\n#{1,6} ")
_LINK = re.compile(r"\]\(([^)\s#]+\.md)[^)]*\)")


def linked(body: str, path: str) -> str:
    """Link the first marked mention of an entity under each heading, unless a link to it stands there."""
    seen: set[str] = set()
    position = 0

    def decide(match: re.Match[str]) -> str:
        nonlocal position
        between = body[position : match.start()]
        position = match.end()
        heading = _last_heading(between)
        if heading is not None:
            seen.clear()
        if "](" in between:
            seen.update(absolute(path, _LINK.findall(between, heading or 0)))
        target, words = match.groups()
        if target == path or target in seen:
            return words
        seen.add(target)
        return f"[{words}]({relative(path, target, '')})"

    return _MENTION.sub(decide, body)


def _last_heading(text: str) -> int | None:
    """Where it begins."""
    found = text.rfind("\n#")
    while found >= 0 and not _HEADING.match(text, found):
        found = text.rfind("\n#", 0, found)
    return found if found >= 0 else None
