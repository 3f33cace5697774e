"""In: the tiny review as built, served with the headers of its own `_headers`; out: that no page asks for what its policy
forbids, that what is planted does not run, and that nothing is kept of a reader but what he chose."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from sitegen.compose.policy import HEADERS, PAGE, headers_file, with_policy, without_policy

pytestmark = pytest.mark.slow

#: Notes each violation that a page sees, from its first moment on, and each of a frame in it.
_NOTE = """globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} (${location.pathname})`));"""
PLANTED = (
    '<p id="planted">Planted.</p><script>document.title = "run"</script>'
    """<img src="x" alt="" onerror="document.title = 'run'">"""
)


class _Host(SimpleHTTPRequestHandler):
    """A host that reads `_headers`, as Netlify and Cloudflare do; what is not there is answered by the 404 page."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Outside of the site, a course of somebody else: a page with a frame."""
        if self.path != "/course":
            super().do_GET()
            return
        content = b"<!doctype html><title>A course</title><iframe title=x width=800 height=600></iframe>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        super().end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Add what the site says."""
        for line in (Path(self.directory) / "_headers").read_text(encoding="utf-8").splitlines()[1:]:
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """The site lies below the path of its address."""
        return super().translate_path(path.replace("/two-teas/", "/", 1))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The page for what is not there."""
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@dataclass
class Reader:
    """A window on the served site, and what its browser complained about."""

    context: Any
    page: Any
    home: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        """A page of the site, with its scripts run."""
        self.page.goto(self.home + path, wait_until="load")
        return self.page

    def violations(self) -> list[str]:
        """What the page has asked for against its policy, as it says itself and as the console says."""
        return self.complaints + self.page.evaluate("globalThis.violations")


@pytest.fixture(scope="module")
def home(built_tiny: Any) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(built_tiny.site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/two-teas/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reader(home: str, browser: Any) -> Iterator[Reader]:
    """A reader with a fresh browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(_NOTE)
    found = Reader(context, context.new_page(), home)
    about = ("Content Security Policy", "Content-Security-Policy")
    found.page.on(
        "console", lambda said: found.complaints.append(said.text) if any(its in said.text for its in about) else None
    )
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()


def _pages(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_every_page_says_its_policy(built: Any) -> None:
    """Pages, frames, short addresses, the page for what is not there: the same policy, before anything is loaded."""
    for name in _pages(built.site):
        page = html.document_fromstring((built.site / name).read_bytes())
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [PAGE], name
    assert (built.site / "_headers").read_text(encoding="utf-8") == headers_file()


def test_the_policy_is_strict() -> None:
    """Scripts come from files of the site alone, and everything that is not named is forbidden."""
    for policy in (PAGE, HEADERS["Content-Security-Policy"]):
        parts = dict(part.partition(" ")[::2] for part in policy.split("; "))
        assert parts["default-src"] == "'none'"
        assert parts["script-src"] == "'self'"
        assert not [
            name for name, value in parts.items() if "http" in value or ("unsafe" in value and name != "style-src-attr")
        ]
    assert "frame-ancestors *" in HEADERS["Content-Security-Policy"]
    assert "frame-ancestors" not in PAGE  # a page cannot say it; browsers complain


def test_the_copy_for_a_disk_is_without() -> None:
    """What is put in is taken out again, to the byte."""
    page = '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>x</title></head></html>'
    assert PAGE in with_policy(page)
    assert without_policy(with_policy(page)) == page


def test_no_page_asks_for_what_is_forbidden(reader: Reader, built_tiny: Any) -> None:
    """Every page of the site, opened; the short addresses lead on as ever; nobody is given a cookie."""
    pages = _pages(built_tiny.site)
    short = [name for name in pages if name.startswith("p/")]
    assert len(pages) - len(short) > 30
    for name in [name for name in pages if name not in short[3:]]:  # they are all made alike
        page = reader.open(name.removesuffix("index.html"))
        assert reader.violations() == [], name
        assert not name.startswith("p/") or urlsplit(page.url).path.startswith("/two-teas/")
    assert reader.context.cookies() == []


def test_nothing_that_a_reader_does_is_forbidden(reader: Reader) -> None:
    """The search, a table's controls, a card, a frame, a course, the dark colors, a place that is not there."""
    page = reader.open("")
    page.locator("[data-review-search]").click()
    page.keyboard.type("north tea", delay=10)
    page.locator(".review-search__results a").first.wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert reader.violations() == []

    page = reader.open("compare/calm-by-tea/")
    page.locator("figure.comparison th button").first.click()
    for menu in range(page.locator(".comparison-menu").count()):
        page.locator(".comparison-menu > summary").nth(menu).click()
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Compare rows").click()
    assert reader.violations() == []

    page = reader.open("teas/north-tea/")
    page.locator("article a[href*='#c-']").first.hover()
    page.locator(".claim-popup").wait_for()
    assert reader.violations() == []

    page = reader.open("embed/claim/#c-n002")
    page.get_by_role("heading", name="Claim c-n002").wait_for()
    assert reader.violations() == []

    page = reader.open("courses/tea-for-beginners/")
    page.locator(".course-facts").wait_for()
    page = reader.open("teas/north-tea/?course=tea-for-beginners")
    page.wait_for_load_state("networkidle")
    assert reader.violations() == []

    page = reader.open("no/such/place/north-tea/")
    page.locator("[data-review-missing] a").first.wait_for()
    assert reader.violations() == []
    assert reader.context.cookies() == []


def test_the_colors_that_a_reader_chose_are_there_from_the_start(reader: Reader) -> None:
    """They are set before the theme's own script has run: here it never comes."""
    page = reader.open("")
    page.locator("[data-review-palette] button:visible").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.route("**/bundle*.js", lambda route: route.abort())
    page = reader.open("teas/north-tea/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert reader.violations() == []
    assert {key for key in page.evaluate("Object.keys(localStorage)") if "palette" in key} == {"/two-teas/.__palette"}


def test_what_another_program_left_in_the_storage_stops_nothing(reader: Reader) -> None:
    """A word where the colors should be is passed over by our script."""
    reader.open("")
    page = reader.page
    page.evaluate("localStorage.setItem('/two-teas/.__palette', 'null')")
    reader.open("teas/north-tea/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    assert reader.violations() == []


def test_a_planted_script_does_not_run(reader: Reader, built_tiny: Any) -> None:
    """With the page's own policy alone, as on a host without headers, and with both; and the violation is seen."""
    file = built_tiny.site / "teas" / "north-tea" / "index.html"
    planted = file.read_text(encoding="utf-8").replace("</article>", f"{PLANTED}</article>", 1)
    reader.page.route(
        "**/teas/north-tea/", lambda route: route.fulfill(body=planted, content_type="text/html; charset=utf-8")
    )
    page = reader.open("teas/north-tea/")
    page.locator("#planted").wait_for()
    assert page.title() != "run"
    assert sorted(its.partition(":")[0] for its in page.evaluate("violations")) == [
        "script-src-attr",
        "script-src-elem",
    ]
    assert len(reader.complaints) >= 2
    bare = without_policy(planted)
    assert bare != planted
    reader.page.unroute("**/teas/north-tea/")
    reader.page.route(
        "**/teas/north-tea/", lambda route: route.fulfill(body=bare, content_type="text/html; charset=utf-8")
    )
    assert reader.open("teas/north-tea/").title() == "run"


def test_a_course_of_another_site_may_frame_a_page(reader: Reader) -> None:
    """`frame-ancestors *`, sent by the host, lets everybody."""
    reader.page.goto(reader.home.replace("127.0.0.1", "localhost").replace("/two-teas/", "/course"))
    reader.page.evaluate("src => document.querySelector('iframe').src = src", f"{reader.home}teas/north-tea/")
    reader.page.frame_locator("iframe").get_by_role("heading", name="North tea").first.wait_for()


def test_links_that_open_anew_reach_back_to_nobody(built: Any) -> None:
    """Each says rel=noopener; the check of the built site says so of every page."""
    for name in _pages(built.site):
        page = html.document_fromstring((built.site / name).read_bytes())
        assert all("noopener" in link.get("rel", "") for link in page.xpath("//*[@target='_blank']")), name


def test_the_recipe_for_nginx_sends_the_same(real_root: Path) -> None:
    """The headers of docs/decisions/publishing.md are those of `_headers`."""
    recipe = (real_root / "docs" / "decisions" / "publishing.md").read_text(encoding="utf-8")
    for name, value in HEADERS.items():
        assert f'add_header {name} "{value}" always;' in recipe
