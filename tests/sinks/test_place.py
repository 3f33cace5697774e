"""In: a folder that is being filled, and the one it will replace; out: unchanged files are shared, and never written into."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from sitegen.seen import Seen
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


def _files(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_what_an_earlier_build_left_stays_where_it_is_the_same(folders: tuple[Path, Path]) -> None:
    """It is neither written nor linked; what is another way is a file of its own, what nobody puts goes with its folder."""
    old, new = folders
    for name in ("a/b.txt", "a/c.txt", "gone/deep/d.txt", "e"):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text("same", encoding="utf-8")
    other_name = new.parent / "other name"
    os.link(new / "a" / "c.txt", other_name)
    before = (new / "a" / "b.txt").stat()
    place = Place(new, old, Seen())
    place.put_text("a/b.txt", "same")
    place.put_text("a/c.txt", "anew")
    place.put_text("e/f.txt", "a folder now")
    place.free("g.txt")
    (new / "g.txt").write_text("by somebody else", encoding="utf-8")
    (new / "for" / "nobody").mkdir(parents=True)
    place.free("for/nobody/h.txt")
    place.settle()
    wanted = {"a/b.txt": "same", "a/c.txt": "anew", "e/f.txt": "a folder now", "g.txt": "by somebody else"}
    assert _files(new) == wanted
    assert not (new / "gone").exists()
    assert not (new / "for").exists()
    assert (new / "a" / "b.txt").stat() == before
    assert other_name.read_text(encoding="utf-8") == "same"
    assert place.sums() == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(wanted.items())}


def test_what_others_write_unasked_is_found_where_the_folder_was_emptied_for_them(folders: tuple[Path, Path]) -> None:
    """And is summed up like the rest; nothing is linked from before."""
    old, new = folders
    new.mkdir()
    (new / "left.txt").write_text("left", encoding="utf-8")
    place = Place(new, old, Seen())
    place.empty()
    place.put_text("a/b.txt", "ours")
    (new / "c").mkdir()
    (new / "c" / "h.txt").write_text("unasked", encoding="utf-8")
    place.settle()
    assert _files(new) == {"a/b.txt": "ours", "c/h.txt": "unasked"}
    assert list(place.sums()) == ["a/b.txt", "c/h.txt"]


def test_a_place_tells_what_surely_differs(folders: tuple[Path, Path]) -> None:
    """A file that did not lie before so; a system that links no files says nothing of that."""
    old, new = folders
    old.mkdir(exist_ok=True)
    (old / "a.txt").write_text("same", encoding="utf-8")
    place = Place(new, old, Seen())
    place.put_text("a.txt", "same")
    assert not place.differs
    place.put_text("b.txt", "anew")
    assert place.differs


def test_a_link_that_was_left_leads_no_writer_elsewhere(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """Neither one to a file nor one to a folder."""
    old, new = folders
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("mine", encoding="utf-8")
    new.mkdir()
    (new / "a").symlink_to(tmp_path / "elsewhere")
    (new / "c.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    place = Place(new, old, Seen())
    place.put_text("a/b.txt", "ours")
    place.put_text("c.txt", "ours")
    place.settle()
    assert (tmp_path / "elsewhere" / "b.txt").read_text(encoding="utf-8") == "mine"
    assert _files(new) == {"a/b.txt": "ours", "c.txt": "ours"}


@pytest.mark.parametrize("where", ["left", "before", "nowhere", "changed"])
def test_files_are_kept_all_or_none(folders: tuple[Path, Path], where: str) -> None:
    """By their sums, from either folder; a file that was changed by hand is no longer the one that is meant."""
    old, new = folders
    new.mkdir()
    (new / "left.txt").write_text("left", encoding="utf-8")
    (new / "second.txt").write_text("other", encoding="utf-8")
    if where == "left":
        (new / "second.txt").write_text("second", encoding="utf-8")
    if where in ("before", "changed"):
        (old / "second.txt").write_text("second" if where == "before" else "chance", encoding="utf-8")
    sums = {f"{name}.txt": hashlib.sha256(name.encode()).hexdigest() for name in ("left", "second")}
    place = Place(new, old, Seen())
    assert place.keep(sums) is (where in ("left", "before"))
    place.settle()
    assert _files(new) == ({"left.txt": "left", "second.txt": "second"} if where in ("left", "before") else {})
