"""In: six sorts of pages, and stock Material's pages of the same text, in one browser; out: that ours ask no more of a phone.

What a phone has to do is counted, not timed: elements that are given a style, boxes that are laid out, requests, bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from mkdocs.commands.build import build as build_stock
from mkdocs.config import load_config

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 412, "height": 823}, "is_mobile": True, "has_touch": True}
#: The page of each sort with the most text, home and references.
SORTS = ("home", "entity", "references", "chapter", "comparison", "section")
#: Of what a stock page asks for, at most this share, and more for home and comparisons, which show more than its words.
#: Both are counted in one run. The theme's own control of colors would style a page up to five times.
STYLED, LAID_OUT, LAID_OUT_AT_ONCE = 0.5, 0.7, 1.4
#: Files that a first visit fetches, and elements of a page.
REQUESTS, ELEMENTS = 20, 4300
#: What moves by less than this share of the screen, nobody sees.
STILL = 0.01
_STOCK = """
site_name: Stock
site_url: http://127.0.0.1/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.path, navigation.top, navigation.footer, toc.follow]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
plugins: [search]
validation:
  omitted_files: ignore
  links: {not_found: ignore, unrecognized_links: ignore, absolute_links: ignore, anchors: ignore}
markdown_extensions: [attr_list, def_list, footnotes, md_in_html, tables, pymdownx.details, {toc: {permalink: true}}]
"""
_WATCHED = """
  globalThis.moved = 0
  globalThis.whatMoved = []
  const place = it => [it.left, it.top, it.right, it.bottom].map(Math.round).join(" ")
  const said = its => `${its.node?.className || its.node?.nodeName} ${place(its.previousRect)} → ${place(its.currentRect)}`
  new PerformanceObserver(list => {
    for (const its of list.getEntries()) {
      moved += its.value
      whatMoved.push(`${Math.round(its.startTime)} ms: ${its.value} ${its.sources.map(said).join("; ")}`)
    }
  }).observe({ type: "layout-shift", buffered: true })
"""


@dataclass
class Work:
    """What a browser did to show a page."""

    elements: int = 0
    styled: int = 0
    laid_out: int = 0
    requests: int = 0
    moved: float = 0


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def places(built_real: Any) -> dict[str, str]:
    """Of each sort the page with the most text, by its Markdown file."""
    found: dict[str, Any] = {}
    for its in built_real.prepared.documents:
        if its.role in SORTS and (its.role not in found or len(its.markdown) > len(found[its.role].markdown)):
            found[its.role] = its
    assert set(found) == set(SORTS)
    return {role: its.path for role, its in found.items()}


@pytest.fixture(scope="module")
def stock(built_real: Any, places: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is served that stock Material makes of the Markdown of those pages."""
    root = tmp_path_factory.mktemp("stock")
    (root / "mkdocs.yml").write_text(_STOCK, encoding="utf-8")
    for path in places.values():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built_real.markdown / path, root / "docs" / path)
    build_stock(load_config(str(root / "mkdocs.yml")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root / "site")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _web(path: str) -> str:
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"


def _work(browser: Any, url: str, changed: Callable[[str], str] | None = None) -> Work:
    """Open a page as on a first visit, and count."""
    events: list[dict[str, Any]] = []
    complete: list[Any] = []
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(_WATCHED)
    if changed:
        page.route(url, lambda route: route.fulfill(body=changed(route.fetch().text()), content_type="text/html"))
    found = Work()
    page.on("requestfinished", lambda _: setattr(found, "requests", found.requests + 1))
    session = browser.new_browser_cdp_session()
    session.on("Tracing.dataCollected", lambda its: events.extend(its["value"]))
    session.on("Tracing.tracingComplete", lambda its: complete.extend([its]))
    kept = {"includedCategories": ["devtools.timeline"], "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": kept})
    page.goto(url, wait_until="load")
    page.wait_for_load_state("networkidle")
    session.send("Tracing.end")
    while not complete:
        page.wait_for_timeout(20)
    found.moved = page.evaluate("moved")
    found.elements = page.evaluate("document.querySelectorAll('*').length")
    for event in events:
        if event["name"] == "UpdateLayoutTree":
            found.styled += event.get("args", {}).get("elementCount", 0)
        elif event["name"] == "Layout":
            found.laid_out += event.get("args", {}).get("beginData", {}).get("dirtyObjects", 0)
    session.detach()
    context.close()
    return found


@pytest.mark.parametrize("sort", SORTS)
def test_a_page_asks_about_as_much_of_a_phone_as_a_stock_page(
    browser: Any, address: str, stock: str, places: dict[str, str], sort: str
) -> None:
    """The better of two visits, since how a page comes in parts differs from visit to visit."""
    path = _web(places[sort])
    ours, theirs = [_work(browser, address + path) for _ in range(2)], _work(browser, stock + path)
    assert min(its.styled for its in ours) <= STYLED * theirs.styled
    share = LAID_OUT_AT_ONCE if sort in ("home", "comparison") else LAID_OUT
    assert min(its.laid_out for its in ours) <= share * theirs.laid_out
    assert max(its.requests for its in ours) <= REQUESTS
    assert ours[0].elements <= ELEMENTS
    assert max(its.moved for its in ours) < STILL


def test_a_page_whose_blocks_do_not_wait_would_be_found(
    browser: Any, address: str, stock: str, places: dict[str, str]
) -> None:
    """The same section, laid out at once."""
    path = _web(places["section"])
    at_once = _work(browser, address + path, lambda html: html.replace(' class="later ', ' class="'))
    assert at_once.laid_out > LAID_OUT * _work(browser, stock + path).laid_out


@pytest.mark.parametrize("sort", SORTS)
def test_no_page_has_rare_letters(browser: Any, address: str, places: dict[str, str], sort: str) -> None:
    """What pages write and what style sheets add to it is in the fonts of common letters; any other lays a page out anew."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda its: asked.append(its.url.rpartition("/")[2]))
    page.goto(address + _web(places[sort]), wait_until="load")
    page.wait_for_load_state("networkidle")
    page.close()
    fonts = {its for its in asked if its.endswith(".woff2")}
    assert "source-sans-3-latin.woff2" in fonts
    assert not [its for its in fonts if "more" in its]


@pytest.mark.parametrize("sort", SORTS)
def test_fonts_that_are_late_move_nothing(browser: Any, address: str, places: dict[str, str], sort: str) -> None:
    """On a slow line they come when the page has stood there for a while."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(_WATCHED)
    held: list[Any] = []
    page.route("**/*.woff2", lambda its: held.extend([its]))
    page.goto(address + _web(places[sort]), wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    assert len(held) > 1
    for route in held:
        route.continue_()
    page.unroute("**/*.woff2")
    page.wait_for_load_state("networkidle")
    moved, what = page.evaluate("[moved, whatMoved]")
    context.close()
    assert moved < STILL, what


def test_a_wide_screen_lays_out_every_word(browser: Any, address: str, places: dict[str, str]) -> None:
    """Who asks for the words of a page as they are shown, as clients do that read pages, gets the last ones, too."""
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    for sort in ("references", "chapter", "comparison"):
        page.goto(address + _web(places[sort]), wait_until="load")
        last = page.locator("article p:not(details *), article li:not(details *)").last
        words = " ".join(last.text_content().split()[:4])
        assert words
        assert words in " ".join(page.locator("article").inner_text().split()), sort
    page.close()
