"""In: fresh folders; out: that they replace the old ones whole or not at all, and that nothing is left lying about."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sitegen.sinks.swap import digest, fresh_folder, swap_in


def _write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _listing(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.stat()
        found[path.relative_to(folder).as_posix()] = (status.st_mtime_ns, status.st_ino, status.st_size)
    return found


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build folder with a site and Markdown from an earlier build."""
    _write(tmp_path / "build" / "site", a="old", gone="old")
    _write(tmp_path / "build" / "markdown", b="same")
    return tmp_path / "build"


def test_the_new_folder_replaces_the_old_one_whole(build: Path) -> None:
    """What the new site does not have is gone; what it has is new; the folder that was built in is gone."""
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        _write(fresh / "markdown", b="same")
        swap_in(fresh, ("site", "markdown"), build)
    assert _texts(build / "site") == {"a": "new"}
    assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]


def test_an_unchanged_folder_is_not_touched(build: Path) -> None:
    """A folder with the same bytes keeps its files: same time, same inode, also when another folder changes."""
    before = _listing(build / "markdown")
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        _write(fresh / "markdown", b="same")
        swap_in(fresh, ("site", "markdown"), build)
    assert _listing(build / "markdown") == before


def test_a_folder_that_is_not_there_yet_appears(tmp_path: Path) -> None:
    """The first build has nothing to replace, not even build/ itself."""
    with fresh_folder(tmp_path / "build") as fresh:
        _write(fresh / "site", a="new")
        swap_in(fresh, ("site",), tmp_path / "build")
    assert _texts(tmp_path / "build" / "site") == {"a": "new"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_old_site_whole(build: Path, error: type[BaseException]) -> None:
    """Whatever ends the build, the old site is untouched and no folder is left over."""
    before = _listing(build / "site")

    def broken() -> None:
        with fresh_folder(build) as fresh:
            _write(fresh / "site", a="half")
            raise error

    with pytest.raises(error):
        broken()
    assert _listing(build / "site") == before
    assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]


def test_a_swap_that_fails_puts_the_old_folder_back(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second of the two renames fails, the first is undone."""
    before = _listing(build / "site")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".new-") and self.name == "site":
            raise OSError("no space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)

    def broken() -> None:
        with fresh_folder(build) as fresh:
            _write(fresh / "site", a="new")
            swap_in(fresh, ("site",), build)

    with pytest.raises(OSError, match="no space"):
        broken()
    assert _listing(build / "site") == before


def test_what_a_killed_build_left_is_removed(build: Path) -> None:
    """A folder that no exception could clean up goes after a day; that of a build that may be running stays."""
    _write(build / ".new-old", a="half")
    _write(build / ".new-now", a="half")
    os.utime(build / ".new-old", (1_000_000_000, 1_000_000_000))
    with fresh_folder(build):
        pass
    assert sorted(path.name for path in build.iterdir()) == [".new-now", "markdown", "site"]


def test_what_is_swapped_in_can_be_read_by_a_web_server(build: Path) -> None:
    """The folder that was built in is private; the site that comes out of it is as open as the user's umask says."""
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        expected = stat.S_IMODE((fresh / "site").stat().st_mode)
        swap_in(fresh, ("site",), build)
    assert stat.S_IMODE((build / "site").stat().st_mode) == expected


@pytest.mark.parametrize("change", ["byte", "name", "more", "less", "moved"])
def test_the_digest_sees_every_change(tmp_path: Path, change: str) -> None:
    """A byte, a name, a file more or less, a file in another folder: each gives another digest."""
    folder = tmp_path / "site"
    _write(folder / "sub", x="1", y="2")
    before = digest(folder)
    match change:
        case "byte":
            _write(folder / "sub", x="3")
        case "name":
            (folder / "sub" / "x").rename(folder / "sub" / "z")
        case "more":
            _write(folder, empty="")
        case "less":
            (folder / "sub" / "y").unlink()
        case "moved":
            (folder / "sub" / "x").rename(folder / "x")
    assert digest(folder) != before


def test_the_digest_does_not_depend_on_place_or_time(tmp_path: Path) -> None:
    """Two folders with the same files have the same digest, wherever they lie; a folder that is missing has none."""
    _write(tmp_path / "one" / "sub", x="1")
    _write(tmp_path / "a-longer-name" / "two" / "sub", x="1")
    assert digest(tmp_path / "one") == digest(tmp_path / "a-longer-name" / "two") != ""
    assert digest(tmp_path / "nowhere") == ""
