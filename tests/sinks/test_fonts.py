"""In: the site's fonts; out: that they keep their letters, and lose the weights that no style uses; the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, TTLibError
from sitegen.sinks.fonts import COMMON, font_files, slim

_LATIN = "node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-italic.woff2"
_SOURCE = "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-greek-wght-normal.woff2"
_GREEK = (
    "@fontsource-variable/source-sans-3/files/source-sans-3",
    "@fontsource-variable/source-serif-4/files/source-serif-4",
)


@pytest.fixture
def packages(real_root: Path, tmp_path: Path) -> Path:
    """A folder of packages with two small fonts, of which nothing was made yet."""
    folder = tmp_path / "node_modules"
    for stem in _GREEK:
        file = folder / f"{stem}-greek-wght-normal.woff2"
        file.parent.mkdir(parents=True)
        shutil.copy(real_root / "node_modules" / file.relative_to(folder), file)
    return folder


def test_fonts_are_made_once_and_as_by_one_process(packages: Path) -> None:
    """A process a core gives what one gives; the second time they are there, and are not made again."""
    first = dict(font_files(packages))
    assert list(first) == ["source-sans-3-greek.woff2", "source-serif-4-greek.woff2"]
    for stem, weight, file in zip(_GREEK, (400, 600), first.values(), strict=True):
        assert file.read_bytes() == slim((packages / f"{stem}-greek-wght-normal.woff2").read_bytes(), weight)
    made = {file: file.stat().st_mtime_ns for file in first.values()}
    assert dict(font_files(packages)) == first
    assert {file: file.stat().st_mtime_ns for file in first.values()} == made
    next(iter(made)).unlink()
    assert dict(font_files(packages)) == first
    assert all(file.is_file() for file in first.values())


def test_a_font_that_cannot_be_read_is_an_error(packages: Path) -> None:
    """What goes wrong in another process is told in this one."""
    for stem in _GREEK:
        (packages / f"{stem}-greek-wght-normal.woff2").write_bytes(b"no font")
    with pytest.raises(TTLibError):
        dict(font_files(packages))


def test_packages_of_somebody_else_get_no_files(
    packages: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where nothing can be kept beside the packages, it is kept with the temporary files."""
    (packages / ".cache").write_text("not a folder")
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    assert {file.parent for file in dict(font_files(packages)).values()} == {elsewhere / "review-fonts"}


@pytest.mark.slow
def test_a_font_keeps_its_letters_and_one_weight(real_root: Path) -> None:
    """Smaller, without an axis, with each letter; made twice it is the same."""
    content = (real_root / _SOURCE).read_bytes()
    once = slim(content, 600)
    before, after = TTFont(io.BytesIO(content)), TTFont(io.BytesIO(once))
    assert set(after.getBestCmap()) == set(before.getBestCmap())
    assert "fvar" not in after
    assert len(once) < 0.6 * len(content)
    assert slim(content, 600) == once


@pytest.mark.slow
def test_common_and_other_letters_are_all_letters(real_root: Path) -> None:
    """Two files, none of whose letters is in the other; what nearly every page has is the smaller part of the letters."""
    content = (real_root / _LATIN).read_bytes()
    common, others = (set(TTFont(io.BytesIO(slim(content, 400, its))).getBestCmap()) for its in (True, False))
    assert common | others == set(TTFont(io.BytesIO(content)).getBestCmap())
    assert not common & others
    assert common <= COMMON
    assert set(map(ord, "The quick brown fox, “naïve”: 10–20 % of Müller’s 5 µg")) <= common


def test_a_browser_asks_each_file_for_the_letters_in_it(real_root: Path) -> None:
    """A range that has more would be fetched in vain, one that has less would leave letters to another font."""
    css = (real_root / "docs" / "assets" / "stylesheets" / "fonts.css").read_text(encoding="utf-8")
    files = dict(font_files(real_root / "node_modules"))
    faces = re.findall(r"fonts/([\w-]+-latin(?:-more)?(?:-\d+|-italic)?\.woff2).*unicode-range: ([^;]*);", css)
    assert len(faces) == 10
    for name, ranges in faces:
        ends = (its.strip().removeprefix("U+").split("-") for its in ranges.split(","))
        letters = {one for its in ends for one in range(int(its[0], 16), int(its[-1], 16) + 1)}
        assert letters == set(TTFont(files[name]).getBestCmap()), name


def test_every_font_of_the_style_sheet_is_there(real_root: Path) -> None:
    """The style sheet names the files that are made, and no others."""
    css = (real_root / "docs" / "assets" / "stylesheets" / "fonts.css").read_text(encoding="utf-8")
    made = {name for name, _ in font_files(real_root / "node_modules")}
    assert {part.partition('"')[0] for part in css.split("../fonts/")[1:]} == made
