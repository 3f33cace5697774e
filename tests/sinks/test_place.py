"""In: a folder that is being filled, and the one it will replace; out: unchanged files are shared, and never written into."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sitegen.sinks.place import Place


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The one before, with a file in it, and the one that is to be filled."""
    (tmp_path / "old" / "a").mkdir(parents=True)
    (tmp_path / "old" / "a" / "b.txt").write_bytes(b"same")
    return tmp_path / "old", tmp_path / "new"


def test_what_is_the_same_is_linked_and_what_is_not_is_written(folders: tuple[Path, Path]) -> None:
    """A file is shared by its bytes; another content is a file of its own."""
    old, new = folders
    place = Place(new, old)
    place.put("a/b.txt", b"same")
    assert (new / "a" / "b.txt").samefile(old / "a" / "b.txt")
    place.put_text("a/b.txt", "anew")
    place.put("c/d.txt", b"")
    assert [(new / name).read_bytes() for name in ("a/b.txt", "c/d.txt")] == [b"anew", b""]
    assert (old / "a" / "b.txt").read_bytes() == b"same"
    place.put("a/b.txt", b"same")
    assert (new / "a" / "b.txt").read_bytes() == b"same"


def test_a_file_that_is_freed_can_be_written_by_others(folders: tuple[Path, Path]) -> None:
    """Who does not know of the other folder writes in his own way, into a file of his own."""
    old, new = folders
    place = Place(new, old)
    place.put("a/b.txt", b"same")
    place.free("a/b.txt")
    place.free("a/not-there.txt")
    (new / "a" / "b.txt").write_bytes(b"anew")
    assert (old / "a" / "b.txt").read_bytes() == b"same"


def test_what_only_looks_like_the_file_is_not_linked(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """A symbolic link, a folder, a file of the same size with other bytes."""
    old, new = folders
    (tmp_path / "elsewhere.txt").write_bytes(b"text")
    (old / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    (old / "folder.txt").mkdir()
    (old / "other.txt").write_bytes(b"next")
    place = Place(new, old)
    for name in ("link.txt", "folder.txt", "other.txt"):
        place.put(name, b"text")
        assert not (new / name).is_symlink()
        assert (new / name).read_bytes() == b"text"
        assert (new / name).stat().st_nlink == 1


def test_a_system_that_links_no_files_gets_copies(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are the same."""
    old, new = folders

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    Place(new, old).put("a/b.txt", b"same")
    assert (new / "a" / "b.txt").read_bytes() == b"same"
    assert not (new / "a" / "b.txt").samefile(old / "a" / "b.txt")


def test_a_folder_that_is_filled_in_place_keeps_what_it_has(folders: tuple[Path, Path]) -> None:
    """As that of a preview, which is its own earlier one."""
    old, _ = folders
    before = (old / "a" / "b.txt").stat()
    place = Place(old, old)
    place.put("a/b.txt", b"same")
    assert (old / "a" / "b.txt").stat().st_mtime_ns == before.st_mtime_ns
    place.put("a/b.txt", b"anew")
    assert (old / "a" / "b.txt").read_bytes() == b"anew"
