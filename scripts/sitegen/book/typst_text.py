"""In: words; out: the same as Typst source that prints exactly those characters."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[\t\n\v\f\r ]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": " ", "\r": ""}
#: Characters that a font need not have, since they are drawn by nothing or by another one.
REPLACED = {0x2011: "\u2060-\u2060", 0x202F: "\u00a0", 0x2009: "\u00a0", 0xFEFF: "", 0x00AD: "\u00ad"}
_PRINTED = str.maketrans({**REPLACED, **{ord(char): to for char, to in _ESCAPES.items()}})
INVISIBLE = frozenset({0x200B, 0x2060, 0x00AD, 0x00A0, 0x200D, 0x200C, 0x0A})


def string(text: str) -> str:
    """A string of Typst's code: markup has no power inside."""
    return f'"{text.translate(_PRINTED)}"'


def words(text: str | None) -> str:
    """Running text; white space becomes one space. As a string it needs no escaping of `1.`, `--`, `@`, `#` or `//`."""
    flat = _SPACE.sub(" ", text or "")
    return f"#{string(flat)};" if flat else ""


def breakable(address: str) -> str:
    """An address that may break after its punctuation."""
    return re.sub(r"(?<=[/.?=&_-])(?=[^/\s])", "\u200b", address)


def head_mark(level: int, title: str) -> str:
    """An invisible mark where a heading begins whose words stand at the head of the pages that follow."""
    return f"#metadata({string(f'h{level}:{title}')})<m>"
