"""In: pages whose values differ in little; out: that a text is taken for known only where every value is the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup
from sitegen.compose.page import Page
from sitegen.render.known import Rendered


def _page(value: Any) -> Page:
    return Page("a.md", "A", "About A.", "chapter", ("a.md.j2",), {"value": value})


def _asked(before: Any, after: Any) -> bool:
    """Whether the second value is rendered, too."""
    first = Rendered()
    first.text(("a.md.j2",), _page(before), {}, lambda: "first")
    return Rendered(first.now).text(("a.md.j2",), _page(after), {}, lambda: "second") == "second"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Decimal("1.0"), Decimal("1.00")),
        (1, 1.0),
        (True, 1),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("<b>", Markup("<b>")),
        (["a", ["b"]], [["a"], "b"]),
        ("", None),
    ],
)
def test_what_python_takes_for_the_same_may_be_another_text(before: Any, after: Any) -> None:
    """A number written otherwise, another order, markup and text: each is rendered."""
    assert _asked(before, after)
    assert not _asked(before, before)


def test_templates_and_what_else_they_are_given_count() -> None:
    """The same page by another template, or with other works, is another text."""
    known = Rendered()
    page = _page("x")
    texts = [
        known.text(("a.md.j2",), page, {}, lambda: "1"),
        known.text(("b.md.j2",), page, {}, lambda: "2"),
        known.text(("a.md.j2",), page, {"cites": True}, lambda: "3"),
        known.text(("a.md.j2",), page, {}, lambda: "4"),
    ]
    assert texts == ["1", "2", "3", "1"]


def test_what_no_sum_can_be_made_over_is_rendered_each_time() -> None:
    """Something that runs may give another text each time."""
    assert _asked(print, print)
    assert _asked((n for n in "ab"), (n for n in "ab"))
