"""In: a text of an editor; out: the citations in it by the strict grammar, what only looks like one, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A bracket that holds an @ begins a citation, or what somebody meant as one; lines of one paragraph go on.
START = re.compile(r"\[(?:[^\[\]\n]|\n(?![ \t]*\n))*?@")
WHOLE = re.compile(r"\[@[A-Za-z0-9_-]+(?:; ?@[A-Za-z0-9_-]+)*\]")
KEY = re.compile(r"@([A-Za-z0-9_-]+)")
#: The words of a link that are an address: mkdocs-bibtex leaves these alone, and no others with an @.
E_MAIL = re.compile(r"\[[\w.%+-]+@[\w.-]+\.[A-Za-z]{2,}")
FORM = "`[@key]` or `[@key; @key]`, on one line"
_BEFORE = re.compile(rf"\s*{WHOLE.pattern}")


def bracket(text: str, start: int) -> str:
    """What stands in square brackets from here; without a closing one in the same paragraph, the rest of the line."""
    end = text.find("]", start)
    if end < 0 or "\n\n" in text[start:end]:
        return text[start:].partition("\n")[0]
    return text[start : end + 1]


def keys_in(text: str) -> tuple[str, ...]:
    """The keys that a text cites, in order."""
    return tuple(key for whole in WHOLE.findall(text) for key in KEY.findall(whole))


def odd_ones(text: str) -> Iterator[str]:
    """Each bracket that looks like a citation and is none."""
    for match in START.finditer(text):
        if not WHOLE.match(text, match.start()) and not E_MAIL.match(text, match.start()):
            yield bracket(text, match.start())


def without_citations(text: str) -> str:
    """The words alone, for places where a citation leads nowhere: lists, previews, what is read aloud."""
    return _BEFORE.sub("", text) if "[@" in text else text
