"""Lists of the navigation: none longer than a sidebar bears, no member lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from sitegen.compose.look_up import LONGEST, in_parts, in_ranges
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


def _depths(items: Iterable[NavItem]) -> Iterator[int]:
    """How long each list is, and those below it."""
    its = tuple(items)
    yield len(its)
    for item in its:
        if item.children:
            yield from _depths(item.children)


def _leaves(items: Iterable[NavItem]) -> Iterator[NavItem]:
    for item in items:
        if item.path:
            yield item
        yield from _leaves(item.children)


@pytest.mark.parametrize("count", [28, 29, 600, 800, 5000])
def test_no_list_is_longer_than_a_sidebar_bears(count: int) -> None:
    """However many there are: by letters or in their order, nothing is lost and headings get headings."""
    items = _items(*(f"{chr(97 + number % 26)}{number:04}" for number in range(count)))
    for made in (in_ranges(items), in_parts(items)):
        assert max(_depths(made)) <= LONGEST
        assert sorted(_leaves(made), key=lambda item: int(item.path.removesuffix(".md"))) == items


def test_parts_keep_the_order_and_say_where_they_begin() -> None:
    """Chapters stay in their order; a heading over headings says the first and the last."""
    made = in_parts(_items(*(f"title {number}" for number in range(60))))
    assert [its.title for its in made] == ["1–20", "21–40", "41–60"]
    assert [item.path for item in _leaves(made)] == [f"{number}.md" for number in range(60)]
    assert [its.title for its in in_parts(_items(*("x" for _ in range(1000))))] == ["1–500", "501–1000"]
