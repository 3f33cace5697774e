"""In: the tiny review; out: that composing makes no page's contents, and a page only what it shows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sitegen.compose import entities, metadata, pages, tables, text
from sitegen.compose.pages import compose
from sitegen.on_demand import Each
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.render.known import Rendered
from sitegen.render.markdown import render, render_one
from sitegen.render.renderer import HTML_TABLES

ENTITY, SECTION = "teas/north-tea.md", "sources/leaf-notes/1.md"


def test_a_page_makes_only_what_it_shows(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of claims, tables, facts and heads none is made before a page is asked for; then those of this page."""
    made: Counter[str] = Counter()
    for module, name in ((text, "_claim_view"), (tables, "_row"), (entities, "_facts"), (metadata, "_tags")):
        monkeypatch.setattr(module, name, _counted(made, name, getattr(module, name)))
    review, problems = load(tiny)
    assert review is not None
    folders, known = template_folders(tiny), Rendered()
    whole = render(site := compose(review, problems), folders, HTML_TABLES, known)
    assert len(site.heads) == len(site.pages)
    assert made["_tags"] == 0
    of_all = dict(made)
    assert min(of_all.values()) > 0
    made.clear()

    site = compose(review, problems)
    assert (made["_row"], made["_facts"], made["_tags"]) == (0, 0, 0)
    before = made["_claim_view"]  # what all pages show, as tooltips, may be of claims
    assert before < of_all["_claim_view"]
    document = render_one(site, folders, HTML_TABLES, ENTITY, known)
    assert document == next(its for its in whole if its.path == ENTITY)
    assert (made["_facts"], made["_row"]) == (1, 0)
    assert before < made["_claim_view"] <= of_all["_claim_view"]
    assert site.heads[ENTITY].trail
    assert made["_tags"] == 1


def test_a_section_is_told_how_to_cite_its_own_claims_only(tiny: Path) -> None:
    """Another claim elsewhere is no reason to make the page again."""
    review, _ = load(tiny)
    assert review is not None
    page = next(page for page in compose(review).pages if page.path == SECTION)
    shown = [card.view.id for passage in page.context["passages"] for card in passage.claims]
    assert sorted(page.context["citing"]) == sorted(shown)
    assert 0 < len(shown) < len(review.claims)


def _counted(made: Counter[str], name: str, make: Any) -> Any:
    def counted(*its: Any, **more: Any) -> Any:
        made[name] += 1
        return make(*its, **more)

    return counted


def test_composing_twice_gives_the_same(tiny: Path) -> None:
    """Whatever is made of a site, and whenever: its values are those of another."""
    review, problems = load(tiny)
    assert review is not None
    one, other = compose(review, problems), pages.compose(review, problems)
    assert next(reversed(one.pages)).context  # the last page first
    for name in ("pages", "tables", "figures", "courses", "heads", "citing", "short", "works", "references"):
        assert getattr(one, name) == getattr(other, name), name


def test_what_is_let_go_is_made_again() -> None:
    """The same value, when somebody asks; the others are held."""
    made: list[str] = []
    each = Each("ab", lambda key: made.append(key) or key * 2)
    assert dict(each) == {"a": "aa", "b": "bb"}
    each.let_go("a")
    each.let_go("c")
    assert dict(each) == {"a": "aa", "b": "bb"}
    assert made == ["a", "b", "a"]
