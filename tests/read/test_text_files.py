"""In: bytes on disk; out: that they are read as UTF-8 or refused with the place, and which files count."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.problems import Problem
from sitegen.read import text_files
from sitegen.read.text_files import LARGEST, files_in, text_of


def _refused(root: Path, raw: bytes) -> Problem:
    (root / "a.md").write_bytes(raw)
    problems: list[Problem] = []
    assert text_of(root, "a.md", problems) is None
    assert len(problems) == 1
    return problems[0]


@pytest.mark.parametrize(
    ("raw", "line", "column", "byte"),
    [
        (b"\xff\xfei\x00d\x00", 1, 1, "0xFF"),  # UTF-16
        (b"a\nb \xe4", 2, 3, "0xE4"),  # Latin-1
        ("é 茶 😀 ".encode() + b"\xe4", 1, 7, "0xE4"),  # characters count, not bytes
        (b"\xef\xbb\xbfab\xe4", 1, 3, "0xE4"),  # behind a byte order mark
        (b"a\xed\xa0\x80", 1, 2, "0xED"),  # half of a pair
        (b"a\xc3", 1, 2, "0xC3"),  # cut off
    ],
)
def test_bytes_that_are_no_utf_8(tmp_path: Path, raw: bytes, line: int, column: int, byte: str) -> None:
    """The first bad byte is named, at the column that an editor shows."""
    problem = _refused(tmp_path, raw)
    assert (problem.code, problem.location.line, problem.location.column) == ("unreadable-file", line, column)
    assert problem.sentence == f"the byte {byte} is not UTF-8"


@pytest.mark.parametrize("char", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\uffff"])
def test_characters_that_no_editor_shows(tmp_path: Path, char: str) -> None:
    """A control character, or one that only some programs take for the end of a line, is refused where it stands."""
    problem = _refused(tmp_path, f"a\n\tb{char}c".encode())
    assert (problem.location.line, problem.location.column) == (2, 3)
    assert problem.sentence.startswith(f"the file holds U+{ord(char):04X} (")


def test_a_carriage_return_alone(tmp_path: Path) -> None:
    """Line endings of old Macs are refused; those of Windows are not."""
    assert _refused(tmp_path, b"a\r\nb\rc").location.line == 2
    (tmp_path / "b.md").write_bytes(b"a\r\nb\r\n")
    read = text_of(tmp_path, "b.md", [])
    assert read is not None
    assert read[0].lines == ("a", "b", "")


@pytest.mark.parametrize(
    "text", ["tab\there", "no-break\u00a0space", "soft\u00adhyphen", "emoji 👩‍🔬", "e\u0301", "“–’"]
)
def test_characters_of_prose_are_kept(tmp_path: Path, text: str) -> None:
    """What people write is read as it is."""
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    read = text_of(tmp_path, "a.md", [])
    assert read is not None
    assert read[1] == text


def test_the_largest_file_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    assert f"{LARGEST + 1:,} bytes" in _refused(tmp_path, b"#" * (LARGEST + 1)).sentence
    (tmp_path / "a.md").write_bytes(b"#" * LARGEST)
    assert text_of(tmp_path, "a.md", []) is not None


def test_a_link_inside_the_review_is_read(tmp_path: Path) -> None:
    """Only a link that leads out is refused."""
    (tmp_path / "a.md").write_text("here", encoding="utf-8")
    (tmp_path / "b.md").symlink_to("a.md")
    assert text_of(tmp_path, "b.md", []) is not None


def test_which_files_count(tmp_path: Path) -> None:
    """Files of the wanted endings in any case, sorted, in folders at any depth; hidden ones do not count."""
    for name in ("b.yml", "a/c.YML", "a/d.yaml", "a/e.txt", ".hidden.yml", ".git/f.yml", "a/.b/g.yml"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text("x", encoding="utf-8")
    problems: list[Problem] = []
    assert files_in(tmp_path, "data", (".yml", ".yaml"), problems) == ["data/a/c.YML", "data/a/d.yaml", "data/b.yml"]
    assert problems == []
    assert files_in(tmp_path, "docs", (".md",), problems) == []


def test_a_text_whose_bytes_are_known_is_that_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken apart again; other bytes are, and a link that leads out is refused whatever was known."""
    root = tmp_path / "review"
    root.mkdir()
    file, known = root / "a.yml", {}
    file.write_text("a: 1\n", encoding="utf-8")
    problems: list[Problem] = []
    first = text_files.Texts(root, known).of("a.yml", problems)
    monkeypatch.setattr(text_files, "_decoded", lambda *_: pytest.fail("it was taken apart again"))
    again = text_files.Texts(root, known).of("a.yml", problems)
    assert first is not None
    assert again is not None
    assert again[0] is first[0]
    monkeypatch.undo()
    file.write_text("a: 2\n", encoding="utf-8")
    other = text_files.Texts(root, known).of("a.yml", problems)
    assert other is not None
    assert other[1] == "a: 2\n"
    assert problems == []
    (tmp_path / "out.yml").write_text("a: 2\n", encoding="utf-8")
    file.unlink()
    file.symlink_to(tmp_path / "out.yml")
    assert text_files.Texts(root, known).of("a.yml", problems) is None
    assert [problem.code for problem in problems] == ["unreadable-file"]


def test_a_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    """Whether a file is inside is found once a folder, wherever its folder lies."""
    (root := tmp_path / "review").mkdir()
    (outside := tmp_path / "outside").mkdir()
    (outside / "a.yml").write_text("a: 1\n", encoding="utf-8")
    (root / "data").symlink_to(outside)
    problems: list[Problem] = []
    texts = text_files.Texts(root, {})
    assert [texts.of("data/a.yml", problems), texts.of("data/a.yml", problems)] == [None, None]
    assert [problem.code for problem in problems] == ["unreadable-file"] * 2
