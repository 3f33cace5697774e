"""In: every page of the built tiny review, in a frame of another site without storage; out: no script error, no loss."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import html

pytestmark = pytest.mark.slow

_FIRST = Path(__file__).parents[1] / "docs" / "assets" / "javascripts" / "first.js"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def frames(built_tiny: Any) -> Iterator[str]:
    """Where the built tiny review is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built_tiny.site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_every_page_lives_in_a_sandboxed_frame(frames: str, built_tiny: Any, browser: Any) -> None:
    """A learning platform shows pages so; asking for storage is an error there, and nothing may stop because of it."""
    pages = sorted(file.relative_to(built_tiny.site).as_posix() for file in built_tiny.site.rglob("index.html"))
    pages = [page for page in pages if not page.startswith(("p/", "v/"))]
    assert len(pages) > 20
    context = browser.new_context(viewport={"width": 820, "height": 700})
    outer = context.new_page()
    errors: list[str] = []
    outer.on("pageerror", lambda error: errors.append(str(error)))
    for page in pages:
        src = frames + page.removesuffix("index.html")
        outer.set_content(f'<iframe sandbox="allow-scripts" src="{src}" width="400" height="650" title="x"></iframe>')
        frame = outer.frames[1]
        frame.wait_for_load_state("load")
        if not page.startswith("embed/"):  # these ask for no storage at all
            assert frame.evaluate("localStorage.getItem('x')") is None
        for width in (400, 800):
            outer.evaluate("width => document.querySelector('iframe').width = width", str(width))
            wide = frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1, f"{page} is wider than its frame of {width} by {wide}"
        assert errors == [], f"{page}: {errors}"
    context.close()


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where another site is served, at another host: a course page into which frames are put."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "index.html").write_text("<!doctype html><title>A course</title><body></body>", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


EMBEDS = {
    "embed/table/calm-by-tea/": "60–70%",
    "embed/figure/calm-range/": "How many felt calm",
    "embed/claim/#c-n002": "60–70% felt",
    "compare/calm-by-tea/#calm-by-tea.north-tea": "60–70%",
}


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"'])
def test_embeds_live_in_a_frame_of_another_site(frames: str, other_site: str, browser: Any, sandbox: str) -> None:
    """A table, a figure, a claim, a page: shown whole at two widths, with storage or without, sandboxed or not."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    outer = context.new_page()
    errors: list[str] = []
    outer.on("pageerror", lambda error: errors.append(str(error)))
    for place, text in EMBEDS.items():
        for width in (400, 800):
            outer.goto(other_site)
            code = f'<iframe {sandbox} src="{frames}{place}" title="x" width="{width}" height="600"></iframe>'
            outer.evaluate("code => document.body.innerHTML = code", code)
            shown = outer.frame_locator("iframe").get_by_text(text).locator("visible=true").first
            shown.wait_for(state="visible")
            wide = outer.frames[1].evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 1, f"{place} is wider than its frame of {width} by {wide}"
    assert errors == []
    context.close()


def test_the_claim_view_says_what_is_wrong_with_an_address(frames: str, browser: Any) -> None:
    """No id, an id of nothing; another id behind the mark shows another claim."""
    page = browser.new_page()
    page.goto(f"{frames}embed/claim/")
    page.get_by_text("The address names no claim").wait_for()
    page.goto(f"{frames}embed/claim/#c-zzzz")
    page.get_by_text("There is no claim with the id c-zzzz.").wait_for()
    page.evaluate("location.hash = '#c-n001'")
    page.get_by_role("heading", name="Claim c-n001").wait_for()
    assert page.title().startswith("Claim c-n001 – ")
    page.close()


def test_programs_find_the_frame_of_an_address(built_tiny: Any) -> None:
    """The page of a table or figure, and the short address of a claim, name an answer of oEmbed that holds the frame."""
    site, address = built_tiny.site, built_tiny.prepared.address
    for place, embed in (
        ("compare/calm-by-tea", "embed/table/calm-by-tea/"),
        ("figures/calm-range", "embed/figure/calm-range/"),
        ("p/c-n002", "embed/claim/#c-n002"),
        ("p/table-calm-by-tea", "embed/table/calm-by-tea/"),
    ):
        page = html.document_fromstring((site / place / "index.html").read_bytes())
        (link,) = page.xpath("//head/link[@rel='alternate'][@type='application/json+oembed']")
        assert link.get("title")
        answer = json.loads((site / link.get("href").removeprefix(address)).read_text(encoding="utf-8"))
        assert (answer["version"], answer["type"], answer["provider_url"]) == ("1.0", "rich", address)
        (frame,) = html.fragments_fromstring(answer["html"])
        assert frame.get("src") == address + embed
        assert frame.get("title") == answer["title"]
        assert (int(frame.get("width")), int(frame.get("height"))) == (answer["width"], answer["height"])


def test_a_script_that_asks_for_storage_would_be_seen(frames: str, browser: Any) -> None:
    """The test above sees what it looks for: with the script that guards storage left out, one that asks for it stops."""
    context = browser.new_context()
    outer = context.new_page()
    errors: list[str] = []
    outer.on("pageerror", lambda error: errors.append(str(error)))
    guard, mark, rest = _FIRST.read_text(encoding="utf-8").partition("// What the theme would write")
    assert mark
    assert "Object.defineProperty(globalThis, name" in guard
    asking = f"//{rest}\n__md_get('__palette')\n"
    context.route("**/first.js", lambda route: route.fulfill(body=asking, content_type="text/javascript"))
    with outer.expect_event("pageerror"):
        outer.set_content(f'<iframe sandbox="allow-scripts" src="{frames}" title="x"></iframe>')
    assert any("localStorage" in error for error in errors), errors
    context.close()
