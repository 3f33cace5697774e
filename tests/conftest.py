"""In: the tiny review and the real one; out: copies of both to change, and both as built, made once for all tests."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from markdown import Markdown
from sitegen.pipeline import Prepared, build
from sitegen.plugin import configuration
from sitegen.unchanged import inputs_of, remember

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "tiny_review"
#: PDFs that were set, by what they were set from.
BOOKS = Path(".cache", "books")
#: What makes up a review: everything that an editor writes.
PARTS = ("data", "docs", "templates", "references.bib", "mkdocs.yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write the expected files of tests/golden anew")


def pytest_configure() -> None:
    """Keep the caller's environment out of what is built."""
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH", "REVIEW_SERVE"):
        os.environ.pop(name, None)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # A shell without job control lets what it starts in the background ignore Ctrl-C, and programs of the tests with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def copy_of(review: Path, target: Path) -> Path:
    """The review's own parts, copied; never what was built from them."""
    target.mkdir(parents=True)
    for part in PARTS:
        if (review / part).is_dir():
            shutil.copytree(review / part, target / part)
        elif (review / part).is_file():
            shutil.copy2(review / part, target / part)
    return target


@dataclass(frozen=True)
class Built:
    """A review that was built: its folder and what was rendered."""

    root: Path
    prepared: Prepared = field(repr=False)

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "build" / "site"

    @property
    def markdown(self) -> Path:
        """The Markdown for other engines."""
        return self.root / "build" / "markdown"

    def page(self, path: str) -> Path:
        """The HTML file of a page that is named by its Markdown file."""
        name = path.removesuffix(".md")
        return self.site / (f"{name}.html" if name.endswith("index") else f"{name}/index.html")


@pytest.fixture(scope="session")
def copy_review() -> Callable[[Path, Path], Path]:
    """Copies a review's own parts to another folder."""
    return copy_of


@pytest.fixture(scope="session")
def real_root() -> Path:
    """The repository, which is the real review; tests do not write into it."""
    return ROOT


@pytest.fixture(scope="session")
def tiny_root() -> Path:
    """The tiny review itself; tests do not write into it."""
    return TINY


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny review that a test may change."""
    return copy_of(TINY, tmp_path / "review")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real review that a test may change."""
    return copy_of(ROOT, tmp_path / "review")


def _built_once(review: Path, folder: Path) -> Built:
    """The review as built in the folder, by whichever process of the run comes first; the others read what it made."""
    root, kept = folder / "review", folder / "prepared"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if kept.is_file():
            return Built(root, pickle.loads(kept.read_bytes()))
        shutil.rmtree(root, ignore_errors=True)  # what a build left that failed
        copy_of(review, root)
        if (review / BOOKS).is_dir():
            shutil.copytree(review / BOOKS, root / BOOKS)
        its = Built(root, build(root))
        kept.write_bytes(pickle.dumps(its.prepared))
        return its


@pytest.fixture(scope="session")
def all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built_tiny(all_workers: Path) -> Built:
    """The tiny review, built once; tests read it only."""
    return _built_once(TINY, all_workers / "built-tiny")


@pytest.fixture(scope="session")
def built_real(all_workers: Path) -> Built:
    """The real review, built once; tests read it only."""
    return _built_once(ROOT, all_workers / "built-real")


@pytest.fixture
def built_copy(built_tiny: Built, tmp_path: Path) -> Path:
    """A built copy of the tiny review that a test may change; building it again would write nothing."""
    root = tmp_path / "built"
    shutil.copytree(built_tiny.root, root)
    remember(root, inputs_of(root))
    return root


@pytest.fixture(params=["tiny", pytest.param("real", marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest) -> Built:
    """The tiny review and the real one, in turn."""
    return request.getfixturevalue(f"built_{request.param}")


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Python-Markdown with the extensions of mkdocs.yml, as MkDocs would set it up."""
    config = configuration(ROOT)
    engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    return lambda text: engine.reset().convert(text)


#: Without requests of its own: whatever leaves the site's origin is then the site's doing.
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site under the path of its address, and its own page for what is not found."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, mount: str, **options: Any):
        self._mount = mount
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        """The file of an address; outside the site's path there is none."""
        path = urlsplit(path).path
        return super().translate_path("/" + path.removeprefix(self._mount) if path.startswith(self._mount) else "/none")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as a web server does that knows the site's 404 page."""
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture(scope="session")
def address(built_real: Any) -> Iterator[str]:
    """Where the real site is served: at an address of its own, under the path of its published address."""
    mount = urlsplit(built_real.prepared.address).path
    handler = partial(_Handler, directory=str(built_real.site), mount=mount)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{mount}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, or the one that the variable CHROMIUM names; a test without a browser proves nothing."""
    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(program).exists():
        pytest.fail(f"{program} is missing; install the package chromium, or name the program in CHROMIUM")
    from playwright.sync_api import sync_playwright  # here, since most tests need no browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page in a window, and everything that a reader's browser would complain about."""

    page: Any
    origin: str
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> Visit:
        """Note requests to elsewhere, failed ones, and errors and warnings of scripts."""
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        return self

    def _note(self, what: str, about: str) -> None:
        self.complaints.append(f"{what}: {about} (on {self.page.url})")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", f"blob:{self.origin}/")):
            self._note("elsewhere", request.url)

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # which is what leaving a page does to what it still loads
            self._note("failed", request.url)

    def _response(self, response: Any) -> None:
        if response.status >= 400:
            self._note(str(response.status), response.url)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self._note(message.type, message.text)


@pytest.fixture(scope="session")
def with_axe() -> Callable[[Any], None]:
    """Puts axe into a page that has been laid out whole, with every font: what moves while axe measures is seen double.

    Blocks below the first view are laid out, and their letters asked for, only when a reader (or axe) comes near.
    """
    script = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    lay_out = """async () => {
      const styles = new CSSStyleSheet()
      styles.replaceSync("* { content-visibility: visible !important }")
      document.adoptedStyleSheets.push(styles)
      await Promise.allSettled([...document.fonts].map(font => font.load())) // some stand in by a local name
    }"""

    def put(page: Any) -> None:
        page.evaluate(lay_out)
        page.evaluate(script)  # the pages run no script of a test

    return put


@pytest.fixture
def watch(address: str) -> Callable[[Any], Visit]:
    """Notes from now on what a reader's browser complains about on a page."""
    return lambda page: Visit(page, "://".join(urlsplit(address)[:2])).watch()


@pytest.fixture
def visit(browser: Any, address: str, watch: Callable[[Any], Visit]) -> Iterator[Callable[..., Visit]]:
    """Opens a page of the real site in a fresh window; at the end there must be no complaint."""
    contexts: list[Any] = []
    visits: list[Visit] = []

    def open_(path: str = "", size: tuple[int, int] = (1280, 800), **options: Any) -> Visit:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 600, **options)
        contexts.append(context)
        found = watch(context.new_page())
        visits.append(found)
        found.page.goto(address + path, wait_until="load")
        return found

    yield open_
    for context in contexts:
        context.close()
    assert [complaint for found in visits for complaint in found.complaints] == []
