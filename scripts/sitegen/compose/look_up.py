"""In: a kind's members by name; out: the entries of the navigation, no list of them longer than a sidebar bears."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from math import ceil

from .page import NavItem

#: A longer list is cut by first letters.
LONGEST = 28


def in_ranges(items: Sequence[NavItem]) -> tuple[NavItem, ...]:
    """The entries as they are, or under headings such as “A–D”, each letter whole if the list allows it."""
    if len(items) <= LONGEST:
        return tuple(items)
    ordered = sorted(items, key=lambda item: (_letter(item), item.title.casefold()))
    size = ceil(len(ordered) / ceil(len(ordered) / LONGEST))
    ranges: list[list[NavItem]] = [[]]
    for _, group in groupby(ordered, _letter):
        its = list(group)
        if ranges[-1] and len(ranges[-1]) + len(its) > size + 3:
            ranges.append([])
        for item in its:
            if len(ranges[-1]) == LONGEST:
                ranges.append([])
            ranges[-1].append(item)
    return tuple(NavItem(_heading(its), children=tuple(its)) for its in ranges)


def _letter(item: NavItem) -> str:
    plain = unicodedata.normalize("NFKD", item.title)
    first = next((letter for letter in plain if letter.isalnum()), "#").upper()
    return "0–9" if first.isdigit() else first


def _heading(items: Sequence[NavItem]) -> str:
    first, last = _letter(items[0]), _letter(items[-1])
    return first if first == last else f"{first.partition('–')[0]}–{last.rpartition('–')[2]}"
