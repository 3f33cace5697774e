"""In: the same said in several ways, as HTML in Markdown and as Markdown alone; out: one text with all, and each apart.

Most of a page is the same in both. So templates make it once, and what they write in two ways stands there twice until the
page is whole.
"""

from __future__ import annotations

import re

#: Before, between and behind the ways. Private-use characters, which no text of a review may hold.
_BEGIN, _BETWEEN, _END = "\ue007", "\ue008", "\ue009"
_WAYS = re.compile(f"{_BEGIN}([^{_END}]*){_END}")


def side_by_side(*ways: str) -> str:
    """One text of all ways; nothing is marked where they say it alike."""
    first, *others = ways
    return first if all(other == first for other in others) else f"{_BEGIN}{_BETWEEN.join(ways)}{_END}"


def apart(text: str, count: int) -> tuple[str, ...]:
    """The text in each of so many ways."""
    if _BEGIN not in text:
        return (text,) * count
    parts = _WAYS.split(text)
    said = [part.split(_BETWEEN) for part in parts[1::2]]
    return tuple(_in_one_way(parts, said, number) for number in range(count))


def _in_one_way(parts: list[str], said: list[list[str]], number: int) -> str:
    parts[1::2] = [ways[number] for ways in said]
    return "".join(parts)
