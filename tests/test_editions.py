"""In: the tiny review, released, changed and built again; out: that the diff is right, and old links land where they did."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html
from sitegen.cli import review
from sitegen.pipeline import build, load, release
from sitegen.problems import ProblemsFound
from sitegen.release import put_beside
from sitegen.sinks.place import Place

pytestmark = pytest.mark.slow

ADDED = """- id: c-n003
  at: leaf-notes:1.p1
  about: [south-tea]
  topic: growing
  says: It grows.
  cites: [hill2020]
"""
CELL = "calm-by-tea.north-tea.share"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Print nothing."""


def change(root: Path, file: str, *edits: tuple[str, str]) -> None:
    """Replace text in a file of the review."""
    text = (root / file).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, f"{old!r} is not in {file}"
        text = text.replace(old, new)
    (root / file).write_text(text, encoding="utf-8")


def refused(root: Path) -> list[str]:
    """The codes for which a release is refused."""
    with pytest.raises(ProblemsFound) as found:
        release(root)
    return [problem.code for problem in found.value.problems]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, copy_review: Any, tiny_root: Path) -> Path:
    """The tiny review: edition 2026.1 released, then changed and built as 2026.2 with the first beside it."""
    root = copy_review(tiny_root, tmp_path_factory.mktemp("editions") / "review")
    change(root, "data/review.yml", ("https://example.org/two-teas/", "https://teas.test/two-teas/"))
    archive, digest = release(root)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == digest
    change(root, "data/review.yml", ('number: "2026.1", date: 2026-01-02', 'number: "2026.2", date: 2026-02-03'))
    change(root, "data/claims/leaf-notes/2.yml", ("felt calm.", "felt calmer."))
    change(
        root,
        "data/claims/leaf-notes/1.yml",
        (
            "- id: c-n001",
            f"{ADDED}- id: c-n001",
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EDITIONS", str(archive.parent))
        build(root)
    return root


@pytest.fixture(scope="module")
def served(editions: Path) -> Iterator[str]:
    """Where both editions are served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(editions / "build/site")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_example_address_and_a_gap_are_refused(tiny: Path) -> None:
    """Errors, too; nothing is packed and nothing is noted."""
    assert refused(tiny) == ["not-releasable"]
    change(tiny, "data/review.yml", ("https://example.org/two-teas/", "https://teas.test/two-teas/"))
    change(tiny, "data/claims/leaf-notes/2.yml", ("felt calm.", "felt calmer."))
    assert set(refused(tiny)) == {"question-outdated"}
    assert not (tiny / "data/editions.yml").exists()
    assert not (tiny / "build").exists()


def test_an_edition_is_released_once(editions: Path, tmp_path: Path) -> None:
    """Its number is not given again."""
    root = Path(shutil.copytree(editions, tmp_path / "again"))
    change(root, "data/review.yml", ('number: "2026.2"', 'number: "2026.1"'))
    assert "not-releasable" in refused(root)


def test_the_diff_is_right(editions: Path) -> None:
    """What was added, changed and withdrawn, and nothing else; in JSON, on the page and in the feeds."""
    (step,) = json.loads((editions / "build/site/api/changes.json").read_text(encoding="utf-8"))
    assert (step["from"], step["to"]) == ("2026.1", "2026.2")
    assert [(its["sort"], its["id"]) for its in step["changes"]] == [("added", "c-n003"), ("changed", "c-n002")]
    changed = step["changes"][1]
    assert changed["before"] == "Of those who drank north tea, 60–70% felt calm."
    assert changed["after"] == "Of those who drank north tea, 60–70% felt calmer."
    page = html.parse(str(editions / "build/site/changes/index.html")).getroot()
    assert page.get_element_by_id("2026.2.c-n002") is not None
    entries = {
        name: [
            entry.findtext("{*}title")
            for entry in etree.parse(str(editions / f"build/site/feeds/{name}.xml")).getroot().iter("{*}entry")
        ]
        for name in ("changes", "changes-north-tea", "changes-south-tea")
    }
    assert [len(found) for found in entries.values()] == [2, 1, 1]
    assert entries["changes-north-tea"] == ["Claims changed: c-n002 (edition 2026.2)"]


def test_a_withdrawn_claim_and_a_new_appraisal_are_told(editions: Path) -> None:
    """As values, from the snapshot of the first edition."""
    from sitegen.compose.changes import changes_between
    from sitegen.compose.snapshot import snapshot_of

    review, _ = load(editions)
    assert review is not None
    now, then = snapshot_of(review), review.snapshots["2026.1"]
    backwards = changes_between(now, then)
    assert [(its.sort, its.id) for its in backwards.changes] == [("changed", "c-n002"), ("withdrawn", "c-n003")]


def test_an_edition_is_restored_as_it_was(editions: Path, tmp_path: Path) -> None:
    """Byte for byte as packed, though the data is faulty now; its own list of sums holds. Another archive is refused."""
    root = shutil.copytree(editions, tmp_path / "review")
    (root / "data" / "review.yml").write_text("title: [", encoding="utf-8")
    archives = editions / "build" / "editions"
    done = CliRunner().invoke(review, ["restore", "2026.1", "--root", str(root), "--editions", str(archives)])
    assert done.exit_code == 0, done.output
    site = root / "build" / "site"
    (archive,) = archives.glob("*-2026.1.zip")
    with zipfile.ZipFile(archive) as packed:
        names = {name for name in packed.namelist() if not name.endswith("/")}
        assert names == {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
        assert all(packed.read(name) == (site / name).read_bytes() for name in names)
    command = ["sha256sum", "--check", "--strict", "--quiet", "downloads/SHA256SUMS"]
    assert subprocess.run(command, cwd=site, capture_output=True, check=False).returncode == 0
    never = CliRunner().invoke(review, ["restore", "2026.7", "--root", str(root), "--editions", str(archives)])
    assert never.exit_code == 1
    assert "edition 2026.7 was never released" in never.output
    empty = tmp_path / "empty"
    empty.mkdir()
    gone = CliRunner().invoke(review, ["restore", "2026.1", "--root", str(root), "--editions", str(empty)])
    assert gone.exit_code == 1
    assert "is not there" in gone.output


def test_an_old_deep_link_to_a_cell_lands_in_that_cell(editions: Path) -> None:
    """In the edition as released, and by its line in the newest one; both have the cell."""
    old = html.parse(str(editions / "build/site/v/2026.1/compare/calm-by-tea/index.html")).getroot()
    cells = [id_ for id_ in old.xpath("//td/@id") if id_.startswith("calm-by-tea.north-tea.")]
    assert cells
    (line,) = old.find_class("review-edition")
    assert "Edition 2026.1 of 2026-01-02" in line.text_content()
    (link,) = line.iter("a")
    assert link.get("href") == "../../../../compare/calm-by-tea/"
    new = html.parse(str(editions / "build/site/compare/calm-by-tea/index.html")).getroot()
    for cell in cells:
        assert new.get_element_by_id(cell) is not None
    assert "60–70%" in old.get_element_by_id(CELL).text_content()
    assert not new.find_class("review-edition")


def test_the_line_of_an_old_page_keeps_the_cell(editions: Path, served: str, browser: Any) -> None:
    """In a browser: the deep link of last year opens at its cell, and the line leads to the same cell of today."""
    page = browser.new_page()
    page.goto(f"{served}v/2026.1/compare/calm-by-tea/#{CELL}")
    assert page.evaluate("document.querySelector(':target').id") == CELL
    page.locator("a[data-review-newest]").click()
    page.wait_for_url(f"{served}compare/calm-by-tea/#{CELL}")
    assert page.evaluate("document.querySelector(':target').id") == CELL
    assert "60–70%" in page.locator(":target").inner_text()
    page.goto(f"{served}v/2026.1/p/c-n002/")
    page.wait_for_url(f"{served}v/2026.1/sources/leaf-notes/2/#c-n002")
    assert "felt calm." in page.locator(".claim-card", has=page.locator("#c-n002")).inner_text()
    page.locator("a[data-review-newest]").click()
    page.wait_for_url(f"{served}sources/leaf-notes/2/#c-n002")
    assert "felt calmer." in page.locator(".claim-card", has=page.locator("#c-n002")).inner_text()
    page.close()


def test_a_released_package_leads_to_its_edition(editions: Path) -> None:
    """The package in the archive links below `v/2026.1/`, the one in preparation to the present state."""
    import zipfile

    def address(package: Path) -> str:
        with zipfile.ZipFile(package) as archive:
            (url,) = etree.fromstring(archive.read("links/read.xml")).iter("{*}url")
            return url.get("href")

    site = editions / "build/site"
    name = "downloads/courses/tea-for-beginners.imscc"
    assert address(site / "v/2026.1" / name).startswith("https://teas.test/two-teas/v/2026.1/p/")
    assert address(site / name).startswith("https://teas.test/two-teas/p/")


def test_an_archive_that_is_another_one_stops_the_build(editions: Path, tmp_path: Path) -> None:
    """So does one that is missing."""
    review, _ = load(editions)
    assert review is not None
    (archive,) = (editions / "build/editions").glob("*.zip")
    (tmp_path / archive.name).write_bytes(archive.read_bytes() + b" ")
    with pytest.raises(ProblemsFound) as found:
        put_beside(review, tmp_path, Place(tmp_path / "site"))
    (tmp_path / archive.name).unlink()
    with pytest.raises(ProblemsFound) as missing:
        put_beside(review, tmp_path, Place(tmp_path / "site"))
    assert [problem.code for problem in found.value.problems] == ["edition-changed"]
    assert "is not there" in missing.value.problems[0].sentence
    assert not (tmp_path / "site").exists()


def test_releasing_again_from_the_same_state_gives_the_same_archive(editions: Path, tiny: Path) -> None:
    """Whoever has the repository can check an archive."""
    change(tiny, "data/review.yml", ("https://example.org/two-teas/", "https://teas.test/two-teas/"))
    assert release(tiny)[1] in (editions / "data/editions.yml").read_text(encoding="utf-8")
