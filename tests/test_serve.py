"""In: the live preview of a copy of the tiny review; out: that edits show on the served page, and bad ones do no harm."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
#: A rebuild of the tiny review takes two or three seconds; a slow machine many more.
PATIENCE = 60
#: What the page for addresses that lead nowhere says.
LOST = "There is no page at this address"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Preview:
    """A running `review serve`, or `mkdocs serve`, of a review."""

    def __init__(self, root: Path, command: list[str]):
        self.root = root
        self.address = f"127.0.0.1:{_free_port()}"
        self._log = root.parent / "serve.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen([sys.executable, *command, self.address], stdout=log, stderr=log, cwd=root)

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return self._log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """The page as served at this moment; waits while it is being rebuilt."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode("utf-8")
        except OSError:
            return ""

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Until it is so, or say what is not."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log
            if condition():
                return
            time.sleep(0.2)
        raise AssertionError(f"{what}\n{self.log}")

    def shows(self, path: str, text: str) -> None:
        """The page comes to hold a text."""
        self.wait(lambda: text in self.page(path), f"/{path} does not show '{text}'")

    def prints(self, text: str) -> None:
        """The terminal comes to hold a text."""
        self.wait(lambda: text in self.log, f"'{text}' is not printed")

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text in a file, in place, as most editors do."""
        file = self.root / name
        old = file.read_text(encoding="utf-8")
        assert before in old
        file.write_text(old.replace(before, after), encoding="utf-8")

    def stop(self) -> int:
        """End it as Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=30)
        finally:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def preview(tiny: Path) -> Iterator[Preview]:
    """A preview that serves the home page."""
    (tiny / "templates").mkdir()
    running = Preview(tiny, [str(ROOT / "scripts" / "review.py"), "serve", "--root", str(tiny), "--address"])
    try:
        running.shows("", "A made-up review of one leaflet")
        yield running
    finally:
        running.stop()


def test_every_edit_shows(preview: Preview) -> None:
    """Data, hand-written pages, the bibliography and templates: an edit of each is on the page soon after."""
    assert f"Serving on http://{preview.address}/" in preview.log
    preview.edit("data/tea/north-tea.yml", "name: North tea", "name: Northern tea")
    preview.shows("teas/north-tea/", "Northern tea")
    preview.shows("compare/calm-by-tea/", "Northern tea")

    preview.edit("docs/index.md", "A made-up review of one leaflet", "An invented review of one leaflet")
    preview.shows("", "An invented review of one leaflet")

    preview.edit("references.bib", "Hills and Their Leaves", "Mountains and Their Leaves")
    preview.shows("teas/north-tea/", "Mountains and Their Leaves")
    preview.shows("references/", "Mountains and Their Leaves")

    template = ROOT / "templates" / "comparison.md.j2"
    shutil.copy(template, preview.root / "templates" / "comparison.md.j2")
    preview.edit("templates/comparison.md.j2", "{{ t.table", "A line of our own.\n\n{{ t.table")
    preview.shows("compare/calm-by-tea/", "A line of our own.")
    preview.edit("templates/comparison.md.j2", "A line of our own.", "Another line.")
    preview.shows("compare/calm-by-tea/", "Another line.")


def test_new_and_missing_files_show(preview: Preview) -> None:
    """A file more becomes a page; a file less is gone, page and all."""
    new = preview.root / "data" / "tea" / "west-tea.yml"
    new.write_text("id: west-tea\nname: West tea\neffects: [calm]\n", encoding="utf-8")
    preview.shows("teas/west-tea/", "West tea")
    chapter = preview.root / "docs" / "chapters" / "new.md"
    chapter.write_text(
        "---\nid: new-one\ntitle: New one\ndescription: New.\n---\n\n{{ claim('c-n001') }}\n", encoding="utf-8"
    )
    preview.shows("chapters/new-one/", "New one")
    new.unlink()
    preview.wait(lambda: "West tea" not in preview.page("teas/"), "West tea is still listed")
    assert LOST in preview.page("teas/west-tea/")


def test_references_replaced_by_an_older_file_show(preview: Preview) -> None:
    """references.bib may be replaced by a file with an older date, as a version control system or an editor does it."""
    text = (preview.root / "references.bib").read_text(encoding="utf-8")
    other = preview.root.parent / "other.bib"
    other.write_text(text.replace("Hills and Their Leaves", "Dales and Their Leaves"), encoding="utf-8")
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(preview.root / "references.bib")
    preview.shows("teas/north-tea/", "Dales and Their Leaves")
    other.write_text(text.replace("hill2020", "dale2020"), encoding="utf-8")
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(preview.root / "references.bib")
    preview.prints("unknown-citation")
    for file in sorted((preview.root / "data").rglob("*.yml")):
        file.write_text(file.read_text(encoding="utf-8").replace("hill2020", "dale2020"), encoding="utf-8")
    preview.shows("teas/north-tea/", 'href="#fn:dale2020"')


BAD = [
    ("data/tea/south-tea.yml", "name: South tea", "nmae: South tea", "data/tea/south-tea.yml:2:1: unknown-field"),
    ("data/tea/south-tea.yml", "name: South tea", "name: [South tea", "data/tea/south-tea.yml:"),
    ("docs/chapters/calm.md", "claim('c-n002')", "claim('c-zzzz')", "docs/chapters/calm.md:15:1: unknown-id"),
    ("references.bib", "{{Leaf Group}},", "{{Leaf Group},", "references.bib:"),
    ("templates/tea.md.j2", "{{ entity.name", "{{ entity.nmae", "templates/tea.md.j2:"),
    ("templates/tea.md.j2", "{% endif %}", "{% fi %}", "templates/tea.md.j2:"),
]


def test_a_bad_edit_does_no_harm(preview: Preview) -> None:
    """The problem is printed, the last good page is still served, and the next good edit shows again."""
    shutil.copy(ROOT / "templates" / "entity.md.j2", preview.root / "templates" / "tea.md.j2")
    for index, (name, good, bad, expected) in enumerate(BAD):
        before = len(preview.log)
        preview.edit(name, good, bad)
        preview.wait(lambda: expected in preview.log[before:], f"'{expected}' is not printed")  # noqa: B023
        assert "Traceback" not in preview.log[before:]
        assert "A made-up review of one leaflet" in preview.page("")
        preview.edit(name, bad, good)
        preview.edit("data/tea/north-tea.yml", "\nname: ", f"\nname: {index} ")
        preview.shows("teas/north-tea/", f"<title>{index} ")


def test_a_dead_link_is_printed_and_the_page_shows(preview: Preview) -> None:
    """A link to a page that is not written yet is a warning in the preview; only a build refuses it."""
    preview.edit("docs/chapters/calm.md", "See also", "See [soon](soon.md) also")
    preview.shows("chapters/calm-chapter/", "soon")
    preview.prints("'soon.md'")


def test_a_folder_of_templates_may_come_later(tiny: Path) -> None:
    """A review without templates of its own may get some while it is served; the next edit of anything shows them."""
    preview = Preview(tiny, [str(ROOT / "scripts" / "review.py"), "serve", "--root", str(tiny), "--address"])
    try:
        preview.shows("", "A made-up review of one leaflet")
        (tiny / "templates").mkdir()
        (tiny / "templates" / "tea.md.j2").write_text("# {{ entity.name | inline }}\n\nOurs.\n", encoding="utf-8")
        preview.edit("docs/index.md", "A made-up review", "An invented review")
        preview.shows("teas/north-tea/", "Ours.")
        preview.edit("templates/tea.md.j2", "Ours.", "Ours, edited.")
        preview.shows("teas/north-tea/", "Ours, edited.")
    finally:
        preview.stop()


def test_the_preview_is_a_place_of_its_own(preview: Preview) -> None:
    """Its pages name the address at which they are served, and the 404 page finds its styles there."""
    assert f'<link rel="canonical" href="http://{preview.address}/">' in preview.page("")
    lost = preview.page("some/where/deep/")
    assert LOST in lost
    assert re.search(r'href="/assets/stylesheets/site\.[0-9a-f]{8}\.css"', lost)


def test_it_ends_quietly(tiny: Path) -> None:
    """Ctrl+C ends it without a traceback, and the review's folder is as it was: nothing was built in it."""
    before = sorted(path.relative_to(tiny).as_posix() for path in tiny.rglob("*"))
    preview = Preview(tiny, [str(ROOT / "scripts" / "review.py"), "serve", "--root", str(tiny), "--address"])
    preview.shows("", "A made-up review of one leaflet")
    preview.stop()
    assert "Traceback" not in preview.log
    assert sorted(path.relative_to(tiny).as_posix() for path in tiny.rglob("*")) == before


def test_a_review_with_errors_is_not_served(tiny: Path) -> None:
    """At the start there is no last good state: the problems are printed, and it ends with 1."""
    with (tiny / "data" / "tea" / "south-tea.yml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")
    preview = Preview(tiny, [str(ROOT / "scripts" / "review.py"), "serve", "--root", str(tiny), "--address"])
    try:
        assert preview.process.wait(timeout=PATIENCE) == 1
    finally:
        preview.process.kill()
        preview.process.wait()
    assert "data/tea/south-tea.yml:5:1: unknown-field" in preview.log
    assert "Traceback" not in preview.log


def test_plain_mkdocs_serve_shows_edits_too(tiny: Path) -> None:
    """`mkdocs serve` alone, with the plugin, watches the same files."""
    preview = Preview(tiny, ["-m", "mkdocs", "serve", "-f", str(tiny / "mkdocs.yml"), "-a"])
    try:
        preview.shows("", "A made-up review of one leaflet")
        preview.edit("data/tea/north-tea.yml", "name: North tea", "name: Northern tea")
        preview.shows("teas/north-tea/", "Northern tea")
        preview.edit("references.bib", "Hills and Their Leaves", "Dales and Their Leaves")
        preview.shows("teas/north-tea/", "Dales and Their Leaves")
    finally:
        preview.stop()
