"""In: folders with files, folders and links; out: which files are found below them, and what they hold."""

from __future__ import annotations

from pathlib import Path

from sitegen.tree import content_of, files_below


def test_files_are_found_in_order_of_their_names(tmp_path: Path) -> None:
    """At any depth; a link to a file is that file."""
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "b/a.txt", "a.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert list(files_below(tmp_path)) == ["a.txt", "b/a.txt", "link.txt", "z.txt"]
    assert content_of(files_below(tmp_path)["link.txt"]) == b"a.txt"


def test_links_that_lead_nowhere_are_no_files(tmp_path: Path) -> None:
    """To themselves, to each other, to what is not there."""
    for name, target in (("self", "self"), ("one", "two"), ("two", "one"), ("gone", "not-there")):
        (tmp_path / name).symlink_to(target)
    assert files_below(tmp_path) == {}
