"""In: the built tiny review in a browser; out: that each place gives its address, citation and frame, to every hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

pytestmark = pytest.mark.slow
FIELDS = ["Link", "Citation", "Markdown", "HTML", "Embed"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def served(built_tiny: Any) -> Iterator[str]:
    """Where the built tiny review is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built_tiny.site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that throws no error."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def _said(page: Any) -> dict[str, str]:
    fields = page.locator(".link-kit:popover-open .link-kit__field")
    fields.first.wait_for()
    return {field.locator("span").inner_text(): field.locator("textarea").input_value() for field in fields.all()}


@pytest.mark.parametrize(
    ("path", "control", "address", "frame"),
    [
        ("teas/north-tea/", "h1 .headerlink", "teas/north-tea/", "teas/north-tea/"),
        (
            "chapters/calm-chapter/",
            "#in-code .headerlink",
            "chapters/calm-chapter/#in-code",
            "chapters/calm-chapter/#in-code",
        ),
        ("compare/calm-by-tea/", ".link-kit__open", "compare/calm-by-tea/", "embed/table/calm-by-tea/"),
        ("chapters/calm-chapter/", ".comparison .link-kit__open", "compare/calm-by-tea/", "embed/table/calm-by-tea/"),
        ("figures/calm-range/", ".figure .link-kit__open", "figures/calm-range/", "embed/figure/calm-range/"),
        ("chapters/calm-chapter/", ".figure .link-kit__open", "figures/calm-range/", "embed/figure/calm-range/"),
        ("sources/leaf-notes/2/", "#c-n002 .headerlink", "sources/leaf-notes/2/#c-n002", "embed/claim/#c-n002"),
    ],
)
def test_each_place_gives_its_address_and_its_frame(
    page: Any, served: str, path: str, control: str, address: str, frame: str
) -> None:
    """By keyboard: Enter opens, the first button copies, Escape closes and the focus is back."""
    page.goto(served + path)
    opener = page.locator(control).first
    assert "Link, cite, embed" in (opener.get_attribute("aria-label") or opener.inner_text())
    opener.focus()
    page.keyboard.press("Enter")
    said = _said(page)
    short = said.pop("Short link", "")
    assert list(said) == FIELDS
    assert (frame == address) == (not short)
    if short:  # the same place by its id, and it is there
        assert page.context.request.get(short).ok
    assert said["Link"] == served + address
    assert said["Markdown"].endswith(f"]({served}{address})")
    assert f'href="{served}{address}"' in said["HTML"]
    assert f'<iframe src="{served}{frame}" title="' in said["Embed"]
    assert said["Citation"].endswith("address not set")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy: Link").get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == said["Link"]
    page.keyboard.press("Escape")
    page.locator(".link-kit").wait_for(state="hidden")
    assert opener.evaluate("control => control === document.activeElement")


@pytest.mark.parametrize(("cell", "name"), [("calm-by-tea.north-tea.share", "td"), ("calm-by-tea.north-tea", "th")])
def test_rows_and_cells_have_it_too(page: Any, served: str, cell: str, name: str) -> None:
    """The frame is the table's, which opens at the row or the cell."""
    page.goto(f"{served}compare/calm-by-tea/")
    row = page.locator(f"[id='{cell}']")
    (row if name == "td" else row.locator("th")).hover()
    page.locator(".comparison-link").click()
    said = _said(page)
    assert said["Link"] == f"{served}compare/calm-by-tea/#{cell}"
    assert f"embed/table/calm-by-tea/#{cell}" in said["Embed"]


def test_the_address_is_the_published_one_where_there_is_one(page: Any, served: str) -> None:
    """Not that of the copy in which a reader is; on a page of a released edition, that of the edition."""
    published = "https://teas.test/two-teas/compare/calm-by-tea/"

    def change(route: Any) -> None:
        text = (
            route.fetch()
            .text()
            .replace("https://example.org/", "https://teas.test/")
            .replace("address not set", published)
        )
        if "kept" in route.request.url:
            text = text.replace("<header", '<div class="review-edition"></div><header', 1)
        route.fulfill(body=text, content_type="text/html")

    page.route("**/compare/calm-by-tea/*", change)
    page.goto(f"{served}compare/calm-by-tea/")
    page.locator("h1 .headerlink").click()
    assert _said(page)["Link"] == published
    assert _said(page)["Citation"].endswith(published)
    page.goto(f"{served}compare/calm-by-tea/?kept")
    page.locator(".link-kit__open").click()
    assert _said(page)["Link"] == f"{served}compare/calm-by-tea/"
    assert f"{served}embed/table/" in _said(page)["Embed"]


def test_without_scripts_the_mark_is_a_link(browser: Any, served: str) -> None:
    """Each heading leads to its own address."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}chapters/calm-chapter/")
    page.locator("#the-claim .headerlink").click()
    page.wait_for_url(f"{served}chapters/calm-chapter/#the-claim")
    context.close()


def test_it_fits_a_small_screen(browser: Any, served: str) -> None:
    """The panel stays within the window, and its buttons are large enough to touch."""
    context = browser.new_context(viewport={"width": 320, "height": 568}, has_touch=True)
    page = context.new_page()
    page.goto(f"{served}compare/calm-by-tea/")
    page.locator(".link-kit__open").tap()
    box = page.locator(".link-kit").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 568
    for button in page.locator(".link-kit button").all():
        assert min(button.bounding_box()["width"], button.bounding_box()["height"]) >= 24
    context.close()
