"""In: a live preview and an edit; out: that the page that is looked at is made first, and all pages come out as if made anew."""

from __future__ import annotations

import gc
import logging
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sitegen.compose.pages import compose
from sitegen.pipeline import load, prepare
from sitegen.places import template_folders
from sitegen.plugin import build_site
from sitegen.plugin.preview import Preview
from sitegen.plugin.server import Overtaken
from sitegen.render.known import Rendered
from sitegen.render.markdown import render, render_one
from sitegen.render.renderer import HTML_TABLES
from sitegen.sinks.place import Place

from .test_warm import _EDITS

#: The tiny review is rendered, or previewed, whole.
pytestmark = pytest.mark.slow

SECTION, ENTITY = "sources/leaf-notes/1/", "teas/north-tea/"


@contextmanager
def _previewed(root: Path, site: Path) -> Iterator[Preview]:
    site.mkdir()
    preview = Preview(root, site, "127.0.0.1:8000")  # nobody serves it
    try:
        preview.rebuild()
        yield preview
    finally:
        preview.server.server_close()


def _files(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _different(now: dict[str, bytes], anew: dict[str, bytes]) -> list[str]:
    """The files that are not as in a new preview; styles of other settings, to which no page leads, may be left."""
    left = {name for name in now.keys() - anew.keys() if name.startswith("assets/stylesheets/site.")}
    return sorted(name for name in now.keys() | anew.keys() if now.get(name) != anew.get(name) and name not in left)


def test_a_preview_after_a_build_fills_its_own_folder(tiny: Path, tmp_path: Path) -> None:
    """In one process MkDocs gives both the same object of our plugin."""
    with _previewed(tiny, tmp_path / "first"):
        alone = _files(tmp_path / "first").keys()
    build_site(tiny, prepare(tiny), Place(tmp_path / "site"))
    with _previewed(tiny, tmp_path / "second"):
        assert _files(tmp_path / "second").keys() == alone


def test_what_edits_replace_is_looked_for(tiny: Path, tmp_path: Path) -> None:
    """Also what is older: a preview lasts, where other commands look among the youngest alone."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 1_000)
    try:
        with _previewed(tiny, tmp_path / "site"):
            assert gc.get_threshold()[:2] == (50_000, 10)
    finally:
        gc.set_threshold(*before)


def test_the_page_that_is_looked_at_is_made_before_all_others(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It shows the edit while other pages are to come, whose requests wait; in the end all is as in a new preview."""
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    seen: list[tuple[bool, bool, bool]] = []
    with _previewed(tiny, site) as preview:
        at_once = preview.server.at_once

        def watched(page: str, others: Iterable[str], make: Callable[[], None]) -> None:
            at_once(page, others, make)
            shown = [b"high hill plant" in (site / page / "index.html").read_bytes() for page in (SECTION, ENTITY)]
            seen.append((shown[0], shown[1], ENTITY in preview.server._pending))

        monkeypatch.setattr(preview.server, "at_once", watched)
        preview.server.page = SECTION
        claim = tiny / "data" / "claims" / "leaf-notes" / "1.yml"
        claim.write_text(claim.read_text(encoding="utf-8").replace("hill plant", "high hill plant"), encoding="utf-8")
        with caplog.at_level(logging.INFO):
            preview.rebuild()
        assert seen == [(True, False, True)]
        assert not preview.server._pending
        assert "pages made" in caplog.text
        preview.server.page = "teas/"
        preview.rebuild()
        assert len(seen) == 1, "what is not edited is not made ahead"
    with _previewed(tiny, fresh):
        now, anew = _files(site), _files(fresh)
    assert now.keys() == anew.keys()
    assert [name for name in now if name.endswith("index.html") and now[name] != anew[name]] == []


def test_after_many_edits_all_pages_are_those_of_a_new_preview(tiny: Path, tmp_path: Path) -> None:
    """Whatever was edited, and whichever page was looked at meanwhile: what is kept of an edit is not seen in the next."""
    edits = tuple(edit for edit in _EDITS if edit[0].startswith(("data/", "docs/", "references.bib")))
    originals = {name: (tiny / name).read_text(encoding="utf-8") for name, _, _ in edits}
    choice, site = random.Random(8), tmp_path / "site"
    with _previewed(tiny, site) as preview:
        assert preview._making is not None
        pages = sorted(page.url for page in preview._making.pages.values())
        for number in range(12):
            name, before, after = choice.choice(edits)
            text = originals[name].replace(before, after.replace("{}", f"word{chr(97 + number)}"), 1)
            (tiny / name).write_text(text if choice.random() < 0.8 else originals[name], encoding="utf-8")
            preview.server.page = choice.choice(pages)
            preview.rebuild()
            if number % 6 == 5:
                fresh = tmp_path / f"fresh{number}"
                with _previewed(tiny, fresh):
                    now, anew = _files(site), _files(fresh)
                assert [name for name in now if name.endswith("index.html") and now[name] != anew.get(name)] == []
    assert gc.isenabled()


def test_edits_that_overtake_each_other_leave_the_pages_of_the_last(tiny: Path, tmp_path: Path) -> None:
    """Wherever the work on an edit is ended by the next one: in the end all files are those of a new preview."""
    edits = tuple(edit for edit in _EDITS if edit[0].startswith(("data/", "docs/", "references.bib")))
    originals = {name: (tiny / name).read_text(encoding="utf-8") for name, _, _ in edits}
    choice, site, ended = random.Random(12), tmp_path / "site", 0
    with _previewed(tiny, site) as preview:
        assert preview._making is not None
        pages = sorted(page.url for page in preview._making.pages.values())
        go_on, left = preview._go_on, 0

        def between() -> None:
            nonlocal left
            left -= 1
            preview.server.edits += left == 0
            go_on()

        preview._go_on = preview._memory.between = between  # type: ignore[method-assign]
        for number in range(30):
            name, before, after = choice.choice(edits)
            text = originals[name].replace(before, after.replace("{}", f"word{chr(97 + number % 26)}"), 1)
            (tiny / name).write_text(text if choice.random() < 0.8 else originals[name], encoding="utf-8")
            preview.server.page = choice.choice(pages)
            left = 0 if number % 10 == 9 else choice.randint(1, 120)
            try:
                preview.rebuild()
            except Overtaken:
                ended += 1
            if number % 10 == 9:
                with _previewed(tiny, tmp_path / f"fresh{number}"):
                    now, anew = _files(site), _files(tmp_path / f"fresh{number}")
                assert _different(now, anew) == []
    assert ended > 8


@pytest.mark.parametrize("fails", ["with_files", "keys_on", "rendered"])
def test_after_an_error_of_ours_the_next_look_shows_the_edit(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """A file that is gone while it is read, say: nothing half made is taken for made, and who waits is answered."""
    site = tmp_path / "site"
    with _previewed(tiny, site) as preview:
        preview.server.page = SECTION
        claim = tiny / "data" / "claims" / "leaf-notes" / "1.yml"
        claim.write_text(claim.read_text(encoding="utf-8").replace("hill plant", "high hill plant"), encoding="utf-8")

        def gone(*values: object, **named: object) -> None:
            raise FileNotFoundError(2, "No such file or directory")

        with monkeypatch.context() as patch:
            patch.setattr(f"sitegen.plugin.preview.{fails}", gone)
            with pytest.raises(FileNotFoundError):
                preview.rebuild()
        assert not preview.server._pending
        preview.rebuild()
    with _previewed(tiny, tmp_path / "fresh"):
        now, anew = _files(site), _files(tmp_path / "fresh")
    assert _different(now, anew) == []


def test_one_page_alone_is_the_page_among_all(tiny: Path) -> None:
    """With what all pages together knew; without that there is none."""
    review, problems = load(tiny)
    assert review is not None
    site, folders, known = compose(review, problems), template_folders(tiny), Rendered()
    assert render_one(site, folders, HTML_TABLES, "index.md", known) is None
    for document in render(site, folders, HTML_TABLES, known):
        assert render_one(site, folders, HTML_TABLES, document.path, known) == document
