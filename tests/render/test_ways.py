"""In: a text in two ways; out: that it is apart what it was together, and that both sinks get what each got alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.compose.pages import compose
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.render.known import Rendered
from sitegen.render.markdown import render, render_ways
from sitegen.render.renderer import BOTH_TABLES, HTML_TABLES, PIPE_TABLES
from sitegen.render.ways import apart, side_by_side


@pytest.mark.parametrize(
    "ways", [("", "a"), ("a", ""), ("<b>\n\nc</b>", "**c**"), ("same", "same"), ("", ""), ("a\x00b", "a\nb")]
)
def test_what_is_together_comes_apart(ways: tuple[str, str]) -> None:
    """In the midst of other text, beside another such text, and alone."""
    once = side_by_side(*ways)
    assert apart(once, 2) == ways
    assert apart(f"x {once}{side_by_side('1', '2')}\n{once} y", 2) == (
        f"x {ways[0]}1\n{ways[0]} y",
        f"x {ways[1]}2\n{ways[1]} y",
    )


def test_what_is_said_alike_stands_once() -> None:
    """Without marks, so that one way is enough for who wants one."""
    assert side_by_side("a", "a") == "a"
    assert apart("a", 1) == ("a",)


def test_both_sinks_get_what_each_gets_alone(tiny: Path) -> None:
    """Made together or one by one, made now or known from before: the same pages."""
    review, problems = load(tiny)
    assert review is not None
    site, folders, known = compose(review, problems), template_folders(tiny), Rendered()
    html, pipe = render_ways(site, folders, BOTH_TABLES, known)
    assert html == render(site, folders, HTML_TABLES)
    assert pipe == render(site, folders, PIPE_TABLES)
    assert any(one.markdown != other.markdown for one, other in zip(html, pipe, strict=True))
    assert render_ways(site, folders, BOTH_TABLES, Rendered(known.now)) == (html, pipe)
