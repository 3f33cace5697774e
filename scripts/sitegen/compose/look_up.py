"""In: a kind's members, or other pages; out: the entries of the navigation, no list of them longer than a sidebar bears."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
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
    found = [NavItem(_heading(its), children=tuple(its)) for its in ranges]
    while len(found) > LONGEST:
        found = [NavItem(_from_to(its), children=its) for its in _evenly(found)]
    return tuple(found)


def in_parts(items: Sequence[NavItem]) -> tuple[NavItem, ...]:
    """The entries as they are, or in their order under headings such as “1–20”."""
    if len(items) <= LONGEST:
        return tuple(items)
    found: list[NavItem] = []
    for its in _evenly(items):
        first = sum(len(item.children) for item in found) + 1
        found.append(NavItem(f"{first}–{first + len(its) - 1}", children=its))
    while len(found) > LONGEST:
        found = [NavItem(_from_to(its), children=its) for its in _evenly(found)]
    return tuple(found)


def _evenly(items: Sequence[NavItem]) -> Iterator[tuple[NavItem, ...]]:
    """As few parts as are needed for none to be longer than a list may be, all about as long."""
    parts = ceil(len(items) / LONGEST)
    for number in range(parts):
        yield tuple(items[number * len(items) // parts : (number + 1) * len(items) // parts])


def _from_to(ranges: Sequence[NavItem]) -> str:
    first, last = ranges[0].title.partition("–")[0], ranges[-1].title.rpartition("–")[2]
    return first if first == last else f"{first}–{last}"


def _letter(item: NavItem) -> str:
    plain = unicodedata.normalize("NFKD", item.title)
    first = next((letter for letter in plain if letter.isalnum()), "#").upper()
    return "0–9" if first.isdigit() else first


def _heading(items: Sequence[NavItem]) -> str:
    first, last = _letter(items[0]), _letter(items[-1])
    return first if first == last else f"{first.partition('–')[0]}–{last.rpartition('–')[2]}"
