"""Lists of the navigation: none longer than a sidebar bears, no member lost."""

from __future__ import annotations

from sitegen.compose.look_up import LONGEST, in_ranges
from sitegen.compose.page import NavItem


def _items(*titles: str) -> list[NavItem]:
    return [NavItem(title, f"{number}.md") for number, title in enumerate(titles)]


def test_a_short_list_stays_as_it_is() -> None:
    """Nothing is gained by headings over a few entries."""
    items = _items("beta", "alpha")
    assert in_ranges(items) == tuple(items)


def test_a_long_list_is_cut_by_letters() -> None:
    """Each letter is under one heading, accents count as their letter, digits come first."""
    names = [f"{letter}{number}" for letter in "abcdefghij" for number in range(4)] + ["4-1BB", "Éclair"]
    ranges = in_ranges(_items(*names))
    assert [its.title for its in ranges] == ["0–E", "F–J"]
    assert [child.title for its in ranges for child in its.children][-5:] == ["i3", "j0", "j1", "j2", "j3"]
    assert {child.title for its in ranges for child in its.children} == set(names)


def test_a_letter_with_too_many_is_cut() -> None:
    """Where one letter alone is longer than a list may be, it has several headings."""
    ranges = in_ranges(_items(*(f"a{number:03}" for number in range(100))))
    assert all(len(its.children) <= LONGEST for its in ranges)
    assert sum(len(its.children) for its in ranges) == 100
