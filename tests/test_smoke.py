"""In: the tiny review as built, served as a host would, whole and with one fault; out: that `review smoke` sees each fault."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sitegen.cli import review
from sitegen.smoke import smoke

pytestmark = pytest.mark.slow


class _Host(SimpleHTTPRequestHandler):
    """A plain web server that knows the site's 404 page; `more` are headers that it adds."""

    def __init__(self, *arguments: Any, more: dict[str, str], own_page: bool = True, **options: Any):
        self._more, self._own_page = more, own_page
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Add what the host sends."""
        for name, value in self._more.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's page for what is not there."""
        content = (Path(self.directory) / "404.html").read_bytes() if self._own_page else b"gone"
        self.send_response(code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture
def serve(built_tiny: Any, tmp_path: Path) -> Iterator[Callable[..., tuple[str, Path]]]:
    """Serves a copy of the built site, and gives its address and its folder."""
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []

    def start(**options: Any) -> tuple[str, Path]:
        site = shutil.copytree(built_tiny.site, tmp_path / f"site-{len(running)}")
        handler = partial(_Host, directory=str(site), more=options.pop("more", {}), **options)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/", site

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_whole_site_is_whole(serve: Callable[..., tuple[str, Path]]) -> None:
    """Nothing to say, with and without the slash at the end; the verb says so and ends with 0."""
    address, _ = serve()
    assert smoke(address) == []
    done = CliRunner().invoke(review, ["smoke", address.rstrip("/")])
    assert (done.exit_code, done.output) == (0, f"{address.rstrip('/')} is whole.\n")


def _without(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).unlink()


def _changed(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).write_bytes((site / name).read_bytes() + b"\n")


def _weak(site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("script-src 'self'", "script-src *"), encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no first page": (_without("index.html"), "answers with"),
    "a weak policy": (_weak, "no strict Content-Security-Policy"),
    "no claims": (_without("api/claims.json"), "gives no claims"),
    "a claim that leads nowhere": (lambda site: shutil.rmtree(site / "p"), "does not lead to the claim"),
    "no sums": (_without("downloads/SHA256SUMS"), "gives no sums"),
    "no search": (lambda site: shutil.rmtree(site / "search"), "search/"),
    "another book": (_changed("downloads/review.pdf"), "is not as it was built"),
    "another first page": (_changed("index.html"), "is not as it was built"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_seen(serve: Callable[..., tuple[str, Path]], fault: str) -> None:
    """A file that is missing or another one, a policy that lets scripts in."""
    break_, said = FAULTS[fault]
    address, site = serve()
    break_(site)
    found = smoke(address)
    assert any(said in sentence for sentence in found), found
    assert CliRunner().invoke(review, ["smoke", address]).exit_code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"more": {"X-Frame-Options": "DENY"}}, "no course can frame"),
        ({"more": {"Content-Security-Policy": "frame-ancestors 'self'"}}, "keeps courses from framing"),
        ({"more": {"Set-Cookie": "seen=1"}}, "sets a cookie"),
        ({"own_page": False}, "is not answered by the site's own 404.html"),
    ],
)
def test_a_host_that_adds_or_lacks_something_is_seen(
    serve: Callable[..., tuple[str, Path]], options: dict[str, Any], said: str
) -> None:
    """Headers that hurt, and a page for what is not there that is not ours."""
    address, _ = serve(**options)
    (sentence,) = [one for one in smoke(address) if said in one]
    assert sentence.startswith(address)


def test_nobody_there_is_said_in_a_sentence() -> None:
    """A host that does not answer, and what is no address."""
    assert smoke("http://127.0.0.1:9/") == ["http://127.0.0.1:9/ answers with nothing"]
    assert CliRunner().invoke(review, ["smoke", "ftp://host/"]).exit_code != 0
