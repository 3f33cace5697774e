"""In: every page of the built tiny review, in a frame of another site without storage; out: no script error, no loss."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

pytestmark = pytest.mark.slow


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
        assert frame.evaluate("localStorage.getItem('x')") is None
        for width in (400, 800):
            outer.evaluate("width => document.querySelector('iframe').width = width", str(width))
            wide = frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 1, f"{page} is wider than its frame of {width} by {wide}"
        assert errors == [], f"{page}: {errors}"
    context.close()


def test_without_the_guard_the_theme_would_stop(frames: str, browser: Any) -> None:
    """The test above sees what it looks for: with the script that guards storage left out, scripts stop."""
    context = browser.new_context()
    outer = context.new_page()
    errors: list[str] = []
    outer.on("pageerror", lambda error: errors.append(str(error)))
    context.route("**/storage.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    outer.set_content(f'<iframe sandbox="allow-scripts" src="{frames}" title="x"></iframe>')
    outer.frames[1].wait_for_load_state("load")
    assert errors
    context.close()
