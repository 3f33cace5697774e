"""In: the tiny review, rendered and drawn again; out: that mentions are linked and figures drawn only where values changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sitegen.compose.page import Site
from sitegen.compose.pages import compose
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.render import drawings, markdown
from sitegen.render.drawings import pictures
from sitegen.render.known import Rendered
from sitegen.render.markdown import render
from sitegen.render.renderer import HTML_TABLES


def _site(root: Path) -> Site:
    review, problems = load(root)
    assert review is not None
    return compose(review, problems)


def test_mentions_are_linked_once(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose values are known has its links already, and they are those that it gets without."""
    folders, first = template_folders(tiny), Rendered()
    made = render(_site(tiny), folders, HTML_TABLES, first)
    assert made == render(_site(tiny), folders, HTML_TABLES)
    monkeypatch.setattr(markdown, "linked", lambda *_: pytest.fail("mentions were linked again"))
    assert render(_site(tiny), folders, HTML_TABLES, Rendered(first.now)) == made


def test_a_figure_is_drawn_where_it_changed(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another title is on the sheet, and no other figure is drawn again."""
    folders, first, site = template_folders(tiny), Rendered(), _site(tiny)
    drawn: list[str] = []
    alone = drawings.Drawings.alone
    monkeypatch.setattr(
        drawings.Drawings, "alone", lambda self, figure, its: drawn.append(figure.id) or alone(self, figure, its)
    )
    made = pictures(site, folders, first)
    assert len(drawn) == 2 * len(site.figures)
    assert made == pictures(site, folders)
    drawn.clear()
    second = Rendered(first.now)
    assert pictures(_site(tiny), folders, second) == made
    assert drawn == []
    changed, *others = site.figures
    other = replace(site, figures=(replace(changed, title="Another title"), *others))
    now = pictures(other, folders, Rendered(second.now))
    assert set(drawn) == {changed.id}
    assert "Another title" in now[changed.id].sheet
    assert {id_: its for id_, its in now.items() if id_ != changed.id} == {
        id_: its for id_, its in made.items() if id_ != changed.id
    }
