"""In: a file of texts that a build left; out: that each is found, and that nothing is believed which is not as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.sinks.noted import note_texts, noted_texts

TEXTS = {"a": "One.\n", "b": "“Two”, and \ud800.", "c": "", "d": "Four.\nreview-texts 1 \n"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The texts, noted."""
    note_texts(file := tmp_path / "cache" / "some.texts", TEXTS, "this")
    return file


def test_each_text_is_found(file: Path) -> None:
    """Also while the file is being replaced by another."""
    texts = noted_texts(file, "this")
    note_texts(file, {"a": "Other."}, "this")
    assert dict(texts) == TEXTS
    assert dict(noted_texts(file, "this")) == {"a": "Other."}


def test_what_was_made_with_something_else_is_not_there(file: Path) -> None:
    """Other templates, another program."""
    assert dict(noted_texts(file, "that")) == {}


def test_a_file_that_is_missing_or_none_of_ours_holds_nothing(tmp_path: Path) -> None:
    """Whatever it holds."""
    assert dict(noted_texts(tmp_path / "none", "this")) == {}
    for content in (b"", b"\n\n", b"review-texts 1 00\n{}\n", b"\xff" * 100, b"{}"):
        (tmp_path / "odd").write_bytes(content)
        assert dict(noted_texts(tmp_path / "odd", "this")) == {}


def test_nothing_that_was_changed_is_believed(file: Path) -> None:
    """Cut off anywhere, or with any byte changed: what is found is what was noted."""
    whole = file.read_bytes()
    for place in range(len(whole)):
        for spoilt in (whole[:place], whole[:place] + bytes((whole[place] ^ 1,)) + whole[place + 1 :]):
            file.write_bytes(spoilt)
            found = noted_texts(file, "this")
            assert {key: text for key in TEXTS if (text := found.get(key)) is not None}.items() <= TEXTS.items()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """And nobody hears of it."""
    (tmp_path / "cache").write_text("a file")
    note_texts(tmp_path / "cache" / "some.texts", TEXTS, "this")
    assert dict(noted_texts(tmp_path / "cache" / "some.texts", "this")) == {}
