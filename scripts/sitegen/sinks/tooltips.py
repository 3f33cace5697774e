"""In: the HTML of a page with every term marked; out: the same with only the first of each marked, none in headings."""

from __future__ import annotations

import re

_MARKED = re.compile(r'<(?P<heading>h[1-6])\b.*?</(?P=heading)>|<abbr title="[^"]*">(?P<term>.*?)</abbr>', re.S)
_ABBR = re.compile(r"</?abbr\b[^>]*>")


def first_only(html: str) -> str:
    """A term is explained where a page first uses it; a page that marked each use would be a field of dotted lines."""
    seen: set[str] = set()

    def decide(match: re.Match[str]) -> str:
        if match.group("heading"):
            return _ABBR.sub("", match.group())
        term = match.group("term")
        if term in seen:
            return term
        seen.add(term)
        return match.group()

    return _MARKED.sub(decide, html)
