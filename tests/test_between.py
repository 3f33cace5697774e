"""In: a review that is built again after edits; out: that each build is, byte by byte, one that knows nothing of before."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from sitegen import pipeline
from sitegen.bench.whole import no_books
from sitegen.between import Memory
from sitegen.book.make import singles
from sitegen.book.parts import whole_book
from sitegen.check import pages as checked_pages
from sitegen.plugin.configured import Engine
from sitegen.render.renderer import Renderer
from sitegen.sinks.kept import read_kept, write_kept
from sitegen.sinks.swap import digest

from .plugin.test_warm import _EDITS, _edits

#: Whole builds of the tiny review, without books.
pytestmark = pytest.mark.slow
_NOTES = (
    "checked.json",
    "markdown.json",
    "packed.json",
    "pages.json",
    "rendered_table_both.texts",
    "seen.json",
    "twins.json",
)


@pytest.fixture(autouse=True)
def _without_books(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "books", no_books)


def _built(root: Path) -> list[str]:
    pipeline.build(root)
    return [digest(root / "build" / name) for name in pipeline.OUTPUTS]


def _from_nothing(root: Path) -> list[str]:
    """What a build gives that has neither notes nor an earlier site."""
    copy = root.parent / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", ".cache"))
    try:
        return _built(copy)
    finally:
        shutil.rmtree(copy)


def test_after_edits_a_build_is_one_from_nothing(tiny: Path, real_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data, templates, works, settings; few pages are read back and rendered meanwhile."""
    for name, source in (("tea.md.j2", "entity.md.j2"), ("theme/partials/path.html", "theme/partials/path.html")):
        (tiny / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real_root / "templates" / source, tiny / "templates" / name)
    originals = {name: (tiny / name).read_text(encoding="utf-8") for name, _, _ in _EDITS}
    choice = random.Random(21)
    _built(tiny)
    assert sorted(file.name for file in (tiny / ".cache" / "review").iterdir() if file.name in _NOTES) == [*_NOTES]
    held = tiny.parent / "held"  # the same files by other names: whoever wrote into one would change it here
    shutil.copytree(tiny / "build", held, copy_function=os.link)
    as_first_made = digest(held)
    done = _edits(tiny, originals, choice)
    assert _built(tiny) == _from_nothing(tiny), done
    done = []
    for module, name in ((checked_pages, "_facts_at_once"), (Renderer, "text")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *its, real=real, name=name: done.append(name) or real(*its))
    claim = tiny / "data" / "claims" / "leaf-notes" / "1.yml"
    claim.write_text(claim.read_text(encoding="utf-8").replace("hill plant", "high hill plant"), encoding="utf-8")
    _built(tiny)
    site = tiny / "build" / "site"
    assert 0 < done.count("_facts_at_once") < len(list(site.rglob("*.html"))) / 3
    assert 0 < done.count("text") < len(list(site.rglob("*.html"))) / 3
    assert digest(held) == as_first_made
    shared = sum(file.stat().st_nlink > 1 for file in site.rglob("*") if file.is_file())
    assert shared > len(list(site.rglob("*"))) / 4


def test_pages_of_the_books_are_made_once(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit few of them are rendered and converted, and all are as if nothing was known; not by another program."""
    done: list[str] = []
    real, convert = Renderer.text, Engine.__call__
    monkeypatch.setattr(Renderer, "text", lambda *its: done.append("rendered") or real(*its))
    monkeypatch.setattr(Engine, "__call__", lambda *its: done.append("converted") or convert(*its))

    def pages(memory: Memory | None) -> tuple[list[str], int, int]:
        """The pages of all books, and how many were rendered and converted for them."""
        prepared = pipeline.prepare(tiny)
        done.clear()
        shop = pipeline.workshop(tiny, prepared, memory)
        writers = [shop.writer(whole_book(shop.site)), *(writer for _, writer in singles(shop))]
        made = [page.html for writer in writers for page in writer.pages(shop.to_html)]
        return made, done.count("rendered"), done.count("converted")

    memory = Memory(tiny, "program")
    first, *_ = pages(memory)
    memory.keep()
    claim = tiny / "data" / "claims" / "leaf-notes" / "1.yml"
    claim.write_text(claim.read_text(encoding="utf-8").replace("hill plant", "high hill plant"), encoding="utf-8")
    whole, rendered, converted = pages(None)
    warm, less_rendered, less_converted = pages(Memory(tiny, "program"))
    assert warm == whole != first
    assert 0 < less_rendered < rendered / 2
    assert 0 < less_converted < converted / 2
    foreign = pages(Memory(tiny, "another program"))
    assert foreign[0] == whole
    assert foreign[2] > converted / 2


def test_notes_that_are_broken_or_foreign_are_not_believed(tiny: Path) -> None:
    """One cut off, one changed, others foreign; what was packed before is broken, too."""
    right = _built(tiny)
    for number, name in enumerate(_NOTES):
        note = tiny / ".cache" / "review" / name
        text = note.read_text(encoding="utf-8")
        middle = len(text) // 2
        broken = (text[:middle], text[:middle] + "7" + text[middle + 1 :], '{"of": "x", "words": [], "pages": {}}')
        note.write_text(broken[number % 3], encoding="utf-8")
    with (tiny / "build" / "site" / "downloads" / "review-offline.zip").open("ab") as archive:
        archive.write(b"x")
    assert _built(tiny) == right


def _tampered(folder: Path) -> None:
    """Files of a built site, changed in every way that leaves them looking as they were, removed, added, led elsewhere."""
    page = folder / "site" / "index.html"
    times = page.stat()
    with page.open("r+b") as opened:  # in place, so that all its names show it
        opened.write(b"<!xxxxxx")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    styles = next(folder.glob("site/assets/stylesheets/*.css"))
    styles.write_bytes(styles.read_bytes()[::-1])
    next(folder.glob("site/api/*.json")).unlink()
    shutil.rmtree(folder / "site" / "search")
    (folder / "site" / "added" / "deep").mkdir(parents=True)
    (folder / "site" / "added" / "deep" / "index.html").write_text("<p>x</p>", encoding="utf-8")
    (folder / "markdown" / "added.md").write_text("x", encoding="utf-8")
    about = folder / "site" / "assets"
    about.rename(folder.parent / f"moved{folder.name}")
    about.symlink_to(folder.parent / f"moved{folder.name}")
    os.utime(folder / "site" / "404.html", ns=(1, 1))


@pytest.mark.parametrize("where", ["the last site", "the one before", "both"])
def test_what_was_done_to_built_files_by_hand_is_in_no_later_build(
    tiny: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither to the site that stands nor to the one that it replaced, which is built into; a note of elsewhere tells nothing."""
    monkeypatch.setattr("sitegen.seen._GRAIN", 0)  # so that sums are known of files as young as those of a test
    claim = tiny / "data" / "claims" / "leaf-notes" / "1.yml"
    original = claim.read_text(encoding="utf-8")
    for hill in ("hill", "high hill", "higher hill"):
        claim.write_text(original.replace("hill plant", f"{hill} plant"), encoding="utf-8")
        _built(tiny)
    assert (tiny / ".cache" / "review" / "spare" / "site" / "index.html").is_file()
    for folder in {"the last site": ["build"], "the one before": [".cache/review/spare"]}.get(
        where, ["build", ".cache/review/spare"]
    ):
        _tampered(tiny / folder)
    claim.write_text(original.replace("hill plant", "highest hill plant"), encoding="utf-8")
    assert _built(tiny) == _from_nothing(tiny)
    assert not list((tiny / "build").glob(".new-*"))


def test_sums_that_were_noted_of_other_files_count_for_nothing(tiny: Path) -> None:
    """A copy of a review, with its notes: each file has another signature there, whatever the note says."""
    right = _built(tiny)
    note = tiny / ".cache" / "review" / "seen.json"
    kept = read_kept(note)
    assert isinstance(kept, dict)
    assert kept["latest"]
    write_kept(note, {name: dict.fromkeys(part, "0" * 64) for name, part in kept.items()})
    copy = tiny.parent / "elsewhere"
    shutil.copytree(tiny, copy, copy_function=shutil.copy2)
    assert _built(copy) == right


def test_a_text_is_kept_for_the_program_and_the_templates_that_made_it(tmp_path: Path) -> None:
    """Another program, or other templates, know nothing of it."""
    first = Memory(tmp_path, "program")
    first.rendered("_table.md.j2", "templates").now["key"] = "text"
    first.keep()
    assert Memory(tmp_path, "program").rendered("_table.md.j2", "templates").left() == {"key": "text"}
    assert Memory(tmp_path, "other").rendered("_table.md.j2", "templates").left() == {}
    assert Memory(tmp_path, "program").rendered("_table.md.j2", "others").left() == {}
