"""In: the list of works and the marks of citations in Chromium; out: that both can be used by pointer, keyboard and touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Open = Callable[..., Any]
PHONE = (390, 844)
LIST, PAGE = "references/", "sources/abdirasulova-2025/3-1/"


def _shown(page: Any) -> list[Any]:
    """The data of the works that are to be seen, in their order."""
    return page.locator("h2.work").evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => ({ ...one.dataset, id: one.id }))"
    )


def _choose(page: Any, name: str) -> str:
    """Choose the last value of a facet; gives it."""
    value = page.locator(f"#works-{name} option").last.get_attribute("value")
    page.locator(f"#works-{name}").select_option(value)
    return value


def test_works_are_filtered_by_every_facet(visit: Open) -> None:
    """Each facet leaves the works that have its value, says how many, and is taken back."""
    page = visit(LIST).page
    everything = _shown(page)
    names = [
        name.removeprefix("works-")
        for name in page.locator("#works-filter select").evaluate_all("all => all.map(it => it.id)")
    ]
    assert {"year", "source", "type", "audit"} <= set(names)
    for name in names:
        if name == "sort":
            continue
        value = _choose(page, name)
        shown = _shown(page)
        assert [work["id"] for work in shown] == [
            work["id"] for work in everything if value in work.get(name, "").split(" ")
        ]
        assert len(shown) > 0
        assert page.locator("#works-count").inner_text() == f"{len(shown)} of {len(everything)} works shown"
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function(
            "count => document.querySelectorAll('.work-entry:not([hidden])').length === count", arg=len(everything)
        )


def test_works_are_sorted(visit: Open) -> None:
    """By year in both directions, by journal, and by the number of claims."""
    page = visit(LIST).page

    def sorted_by(order: str) -> list[Any]:
        page.locator("#works-sort").select_option(order)
        return _shown(page)

    def years(order: str) -> list[int]:
        return [int(re.match(r"\d*", work["year"]).group() or 0) for work in sorted_by(order)]

    newest = years("newest")
    assert newest == sorted(newest, reverse=True)
    oldest = years("oldest")
    assert [year for year in oldest if year] == sorted(year for year in oldest if year)
    claims = [int(work["claims"]) for work in sorted_by("claims")]
    assert claims == sorted(claims, reverse=True)
    journals = [work["journal"] for work in sorted_by("journal")]
    assert journals == page.evaluate("all => [...all].sort((a, b) => a.localeCompare(b))", journals)


def test_the_address_keeps_what_was_chosen(visit: Open, address: str) -> None:
    """Words, a facet and the order come back with the address; a link to a hidden work shows it."""
    page = visit(LIST).page
    page.locator("#works-words").fill("car")
    _choose(page, "source")
    page.locator("#works-sort").select_option("newest")
    again = visit(page.evaluate("location.href").removeprefix(address)).page
    assert [work["id"] for work in _shown(again)] == [work["id"] for work in _shown(page)]
    assert again.locator("#works-words").input_value() == "car"
    shown = {work["id"] for work in _shown(page)}
    hidden = next(
        one for one in page.locator("h2.work").evaluate_all("all => all.map(it => it.id)") if one not in shown
    )
    again.evaluate("id => { location.hash = id }", hidden)
    again.locator(f"#{hidden}").wait_for(state="visible")


def test_without_scripts_every_work_is_there(visit: Open, built_real: Any) -> None:
    """The list is whole, and no control stands there that does nothing."""
    page = visit(LIST, java_script_enabled=False).page
    assert page.locator("h2.work").count() == len(built_real.prepared.review.references)
    assert page.locator("#works-filter").is_hidden()


def _mark(page: Any) -> Any:
    mark = page.locator("article p a.footnote-ref, article li a.footnote-ref").first
    mark.evaluate("its => its.scrollIntoView({ block: 'center' })")
    return mark


def test_a_reference_shows_at_its_mark_by_keyboard(visit: Open) -> None:
    """On focus the card opens and belongs to the mark; Escape closes it, and the focus stays."""
    page = visit(PAGE).page
    mark = _mark(page)
    page.keyboard.press("Tab")
    mark.focus()
    card = page.locator(".citation-card")
    card.wait_for()
    assert mark.get_attribute("aria-describedby") == card.get_attribute("id")
    assert card.locator("a[href*='/references/'], a[href*='references/']").count() >= 1
    page.keyboard.press("Tab")
    assert card.evaluate("its => its.contains(document.activeElement)")
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert mark.evaluate("its => its === document.activeElement")


def test_a_reference_shows_at_its_mark_by_touch(visit: Open) -> None:
    """The first tap opens the card inside the window and does not leave; a tap elsewhere closes it."""
    page = visit(PAGE, PHONE).page
    before = page.evaluate("location.href")
    _mark(page).tap()
    card = page.locator(".citation-card")
    card.wait_for()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert page.evaluate("location.href") == before
    page.locator("h1").evaluate("its => its.scrollIntoView()")
    page.locator("h1").tap(position={"x": 5, "y": 5})
    card.wait_for(state="detached")
    _mark(page).tap()
    page.locator(".citation-card-list").tap()
    page.wait_for_url("**#*fn*")
