"""In: pages of the real site in Chromium; out: that links and terms say what they are, by pointer, keyboard and touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Open = Callable[..., Any]
PAGE = "chapters/toxicity/"
_TERM = "article p abbr[title]:not(a *)"


def _first(page: Any, what: str) -> Any:
    found = page.locator(what).first
    found.evaluate("its => its.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)  # what scrolls closes what is open
    return found


def test_a_link_says_what_it_leads_to(visit: Open) -> None:
    """Name, kind and number of claims; away from the link it closes."""
    page = visit(PAGE).page
    link = _first(page, "article p a[href*='/adverse-events/']")
    link.hover()
    tip = page.locator("#entity-preview")
    tip.wait_for(state="visible")
    assert "claim" in tip.inner_text()
    assert link.get_attribute("aria-describedby") == "entity-preview"
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None


def test_the_keyboard_opens_it_and_escape_closes_it(visit: Open) -> None:
    """The focus stays on the link."""
    page = visit(PAGE).page
    link = _first(page, "article p a[href*='/adverse-events/']")
    page.keyboard.press("Tab")
    link.focus()
    tip = page.locator("#entity-preview")
    tip.wait_for(state="visible")
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    assert link.evaluate("its => its === document.activeElement")


def test_a_term_is_explained_once(visit: Open) -> None:
    """By our own card, and not by the browser's tooltip as well, which has it back afterwards."""
    page = visit(PAGE).page
    term = _first(page, _TERM)
    handle = term.element_handle()
    meaning = handle.get_attribute("title")
    handle.hover()
    tip = page.locator("#entity-preview")
    tip.wait_for(state="visible")
    assert meaning in tip.inner_text()
    assert handle.get_attribute("title") is None
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    assert handle.get_attribute("title") == meaning


def test_a_tap_explains_a_term(visit: Open) -> None:
    """Inside the window; a tap elsewhere closes it."""
    page = visit(PAGE, (390, 844)).page
    term = _first(page, _TERM)
    meaning = term.get_attribute("title")
    term.tap()
    tip = page.locator("#entity-preview")
    tip.wait_for(state="visible")
    assert meaning in tip.inner_text()
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.touchscreen.tap(200, 30)
    tip.wait_for(state="hidden")
