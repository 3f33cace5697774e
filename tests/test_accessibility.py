"""In: every sort of page in Chromium, and all pages as files; out: that axe and the Nu checker find nothing wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sitegen.compose.addresses import web_path

ROOT = Path(__file__).resolve().parent.parent
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_RUN = """async tags => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] })
  return found.violations.map(its => `${its.id} ×${its.nodes.length}: ${its.nodes[0].html.slice(0, 160)}`)
}"""


def _one_of_each(built: Any) -> dict[str, str]:
    """For each sort of page and each template the longest page: where something can go wrong, it goes wrong there."""
    found: dict[str, Any] = {}
    templates = {page.path: page.templates[-1] for page in built.prepared.site.pages}
    for document in built.prepared.documents:
        name = f"{document.role} {templates[document.path]}"
        if name not in found or len(document.markdown) > len(found[name].markdown):
            found[name] = document
    return {name: web_path(built.prepared.site.pages[0].target.__class__("", its.path)) for name, its in found.items()}


@pytest.fixture
def window(browser: Any, address: str, with_axe: Callable[[Any], None]) -> Iterator[Any]:
    """Opens a page with axe in it."""
    contexts: list[Any] = []

    def open_(path: str, size: dict[str, int], scheme: str) -> Any:
        context = browser.new_context(
            viewport=size, color_scheme=scheme, reduced_motion="reduce", has_touch=size is PHONE
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path, wait_until="load")
        with_axe(page)
        return page

    yield open_
    for context in contexts:
        context.close()


def _violations(page: Any) -> list[str]:
    return page.evaluate(_RUN, _TAGS)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_main_pages(window: Any, built_real: Any, scheme: str) -> None:
    """On desktop and phone, as loaded."""
    places = _one_of_each(built_real)
    wanted = [path for name, path in places.items() if name.split()[0] in ("home", "chapter", "entity", "comparison")]
    found: dict[str, list[str]] = {}
    for path in wanted:
        for size in (DESKTOP, PHONE):
            page = window(path, size, scheme)
            found[f"{path} {size['width']}"] = _violations(page)
    assert {name: its for name, its in found.items() if its} == {}


def _searched(page: Any) -> None:
    page.locator("[data-review-search]").click()
    page.locator("#review-search-input").fill("cytokine")
    page.locator(".review-search__results a").first.wait_for()


def _menu(page: Any) -> None:
    button = page.get_by_role("button", name="Navigation")
    if button.is_visible():
        button.click()
        page.locator(".review-nav a").first.wait_for(state="visible")


def _claim_card(page: Any) -> None:
    _focused(page, "article p a[href*='#c-'], article li a[href*='#c-']")
    page.locator(".claim-popup--open").wait_for()


def _citation_card(page: Any) -> None:
    _focused(page, "article p a.footnote-ref, article li a.footnote-ref")
    page.locator(".citation-card").wait_for()


def _preview(page: Any) -> None:
    _focused(page, "article p a[href*='/adverse-events/'], article p a[href*='/agents/']")
    page.wait_for_timeout(600)


def _link_panel(page: Any) -> None:
    page.locator("h1 .headerlink").first.focus()
    page.keyboard.press("Enter")
    page.locator(".link-kit:popover-open").first.wait_for()


def _works(page: Any) -> None:
    page.locator("#works-words").fill("car")


def _focused(page: Any, link: str) -> None:
    found = page.locator(link).first
    found.evaluate("its => its.scrollIntoView({ block: 'center' })")
    page.keyboard.press("Tab")
    found.focus()


#: What a reader can open, and where.
_OPENED = {
    "search": ("", _searched),
    "menu": ("", _menu),
    "claim card": ("chapters/toxicity/", _claim_card),
    "citation card": ("sources/abdirasulova-2025/3-1/", _citation_card),
    "preview": ("chapters/toxicity/", _preview),
    "link panel": ("compare/costs/", _link_panel),
    "works": ("references/", _works),
}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_what_opens(window: Any, scheme: str, size: dict[str, int]) -> None:
    """Search, menu, cards, panels and filters, open. (tests/test_tables.py does the same for what tables open.)"""
    found: dict[str, list[str]] = {}
    for name, (path, opened) in _OPENED.items():
        page = window(path, size, scheme)
        opened(page)
        page.wait_for_timeout(300)
        found[name] = _violations(page)
    assert {name: its for name, its in found.items() if its} == {}


@pytest.mark.slow
def test_axe_would_find_a_fault(window: Any) -> None:
    """A picture without a text, a button without a name and grey on white are found."""
    page = window("", DESKTOP, "light")
    page.evaluate(
        "document.querySelector('article').innerHTML += '<img src=x><button></button><p style=\"color:#bbb\">grey</p>'"
    )
    assert {found.split()[0] for found in _violations(page)} >= {"image-alt", "button-name", "color-contrast"}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_any_sort_of_page(window: Any, built_real: Any, scheme: str, size: dict[str, int]) -> None:
    """The longest page of each sort."""
    found = {name: _violations(window(path, size, scheme)) for name, path in _one_of_each(built_real).items()}
    assert {name: its for name, its in found.items() if its} == {}


def _nu(folder: Path) -> list[str]:
    command = ["java", "-jar", str(NU), "--skip-non-html", "--errors-only", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    return [f"{its['url']}:{its.get('lastLine')}: {its['message']}" for its in json.loads(done.stderr)["messages"]]


@pytest.mark.long
def test_the_nu_checker_finds_no_error_on_any_page(built_real: Any) -> None:
    """Every page of the site is correct HTML."""
    assert _nu(built_real.site) == []


@pytest.mark.long
def test_the_nu_checker_would_find_an_error(tmp_path: Path) -> None:
    """A list in a paragraph's place is found."""
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><ul><p>no</ul>", encoding="utf-8")
    assert _nu(tmp_path)
