"""In: a review that was built; out: that building again writes nothing, and that any change is noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sitegen import pipeline, unchanged
from sitegen.places import generator_folder

#: Whole reviews are made or hashed again and again.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
UP_TO_DATE = "build/site is up to date; nothing was written."


def _build(root: Path) -> str:
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), "build", "--root", str(root)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def _up_to_date(root: Path) -> bool:
    return unchanged.is_up_to_date(root, unchanged.inputs_of(root))


def _listing(root: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(root).as_posix(): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in [root, *sorted(root.rglob("*"))]
    }


@pytest.mark.slow
def test_a_second_build_writes_nothing(tiny: Path) -> None:
    """The second build leaves every file and folder of the project as it is."""
    assert UP_TO_DATE not in _build(tiny)
    before = _listing(tiny)
    assert UP_TO_DATE in _build(tiny)
    assert _listing(tiny) == before


def test_a_second_build_of_the_real_review_is_fast(built, tmp_path: Path) -> None:
    """It takes under ten seconds and writes nothing, also where there is much to compare."""
    root = tmp_path / "built"
    shutil.copytree(built.root, root)
    unchanged.remember(root, unchanged.inputs_of(root))
    before = _listing(root)
    start = time.monotonic()
    assert UP_TO_DATE in _build(root)
    assert time.monotonic() - start < 10
    assert _listing(root) == before


INPUTS = [
    "data/review.yml",
    "data/vocabulary.yml",
    "data/kinds/tea.yml",
    "data/tea/north-tea.yml",
    "data/claims/leaf-notes/2.yml",
    "data/sources/leaf-notes.yml",
    "data/comparisons/calm.yml",
    "references.bib",
    "docs/index.md",
    "docs/chapters/calm.md",
    "mkdocs.yml",
]
OUTPUTS = [
    "build/site/index.html",
    "build/site/assets/stylesheets/review.css",
    "build/markdown/index.md",
    "build/schemas/tea.json",
]


@pytest.mark.parametrize("name", INPUTS + OUTPUTS)
def test_a_changed_byte_is_noticed(built_copy: Path, name: str) -> None:
    """One byte more in an input or an output, with the time of the file put back, means another build."""
    file = built_copy / name
    times = file.stat()
    file.write_bytes(file.read_bytes() + b"\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not _up_to_date(built_copy)


@pytest.mark.parametrize("name", ["data/tea/west-tea.yml", "docs/new.md", "docs/assets/new.css", "templates/tea.md.j2"])
def test_a_new_file_is_noticed(built_copy: Path, name: str) -> None:
    """A file more in data, docs or the review's own templates means another build."""
    (built_copy / name).parent.mkdir(parents=True, exist_ok=True)
    (built_copy / name).write_text("", encoding="utf-8")
    assert not _up_to_date(built_copy)


@pytest.mark.parametrize(
    "name", ["data/tea/north-tea.yml", "docs/chapters/calm.md", "build/site/404.html", "build/site"]
)
def test_a_missing_file_is_noticed(built_copy: Path, name: str) -> None:
    """A file or folder less means another build."""
    path = built_copy / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not _up_to_date(built_copy)


def test_the_generator_is_an_input(built_copy: Path) -> None:
    """Modules, templates, styles and fonts of the generator are among the inputs, each by its content."""
    files = set(map(Path, unchanged.input_files(built_copy)))
    assert set((ROOT / "scripts" / "sitegen").rglob("*.py")) <= files
    assert set(generator_folder("templates").glob("*.j2")) <= files
    assert set(generator_folder("assets").rglob("*.css")) <= files
    assert any(file.suffix == ".woff2" for file in files)
    assert not any("__pycache__" in file.parts for file in files)


def test_the_environment_is_an_input(built_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another address of the site means another build; going back to the first does not."""
    monkeypatch.setenv("SITE_URL", "https://example.org/elsewhere/")
    assert not _up_to_date(built_copy)
    monkeypatch.delenv("SITE_URL")
    assert _up_to_date(built_copy)


@pytest.mark.parametrize("note", [None, "", "{", "[]", "null"])
def test_a_broken_note_means_another_build(built_copy: Path, note: str | None) -> None:
    """A note that is missing or was cut off is no reason to stop and none to trust."""
    file = built_copy / "build" / "last-build.json"
    file.unlink() if note is None else file.write_text(note, encoding="utf-8")
    assert not _up_to_date(built_copy)


def test_an_edit_while_building_is_noticed(built_copy: Path) -> None:
    """What was read counts, not what lies there when the build ends."""
    inputs = unchanged.inputs_of(built_copy)
    with (built_copy / "data" / "tea" / "north-tea.yml").open("a", encoding="utf-8") as file:
        file.write("# edited while the build ran\n")
    unchanged.remember(built_copy, inputs)
    assert not _up_to_date(built_copy)


@pytest.mark.slow
def test_another_address_is_built(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SITE_URL reaches the pages, on a build that would otherwise have nothing to do."""
    _build(tiny)
    monkeypatch.setenv("SITE_URL", "https://example.org/elsewhere")
    assert UP_TO_DATE not in _build(tiny)
    page = (tiny / "build" / "site" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/elsewhere/">' in page
    assert "two-teas/" not in page


def test_every_output_is_watched() -> None:
    """The folders whose bytes are noted are those that a build swaps in."""
    assert set(unchanged._OUTPUTS) == set(pipeline.OUTPUTS)
