"""In: a file of texts that a build left; out: that each is found, and that nothing is believed which is not as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.render.known import Rendered
from sitegen.sinks.noted import note_more_texts, note_texts, noted_texts

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


def _keys(file: Path) -> list[str]:
    return sorted(noted_texts(file, "this"))


def test_what_came_later_lies_beside(tmp_path: Path) -> None:
    """Until it is much, or much of the first is of no use; each text is found that was asked for."""
    texts = {str(number): f"Text {number}.\n" for number in range(20)}
    note_more_texts(file := tmp_path / "some.texts", texts, [], [*texts], "this")
    first = file.read_bytes()
    for more in ("A", "B"):  # the second edit leaves what the first one made
        texts = {**texts, more: f"Text {more}.\n"}
        known = noted_texts(file, "this")
        taken = [key for key in map(str, range(20)) if key in known]
        note_more_texts(file, texts, taken, [more], "this")
        assert file.read_bytes() == first
        found = noted_texts(file, "this")
        assert {key: found[key] for key in (*taken, more)} == {key: texts[key] for key in (*taken, more)}
        assert sorted({"A", "B"} & {*found}) == [more]
    note_more_texts(file, texts, [*map(str, range(20)), "A"], [], "this")
    assert file.read_bytes() == first
    assert noted_texts(file, "this")["A"] == "Text A.\n"
    for few in (["1", "2"], [*map(str, range(20))]):
        made = {f"new {number}": "Text.\n" for number in range(6)}
        note_more_texts(file, {**texts, **made}, few, [*made], "this")
        assert _keys(file) == sorted([*few, *made])
        assert file.read_bytes() != first
        assert [its.name for its in tmp_path.iterdir()] == ["some.texts"]
        note_more_texts(file, texts, [], [*map(str, range(20))], "this")


def test_what_is_broken_is_made_and_found_again(tmp_path: Path) -> None:
    """The text that was changed is not given, and the one that is made in its stead is."""
    texts = {str(number): f"Text {number}.\n" for number in range(20)}
    note_more_texts(file := tmp_path / "some.texts", texts, [], [*texts], "this")
    file.write_bytes(file.read_bytes().replace(b"Text 7.", b"Text x."))
    known = Rendered(noted_texts(file, "this"), lasting=True)
    assert [known.kept(key, lambda: "anew") for key in ("6", "7", "7", "new")] == ["Text 6.\n", "anew", "anew", "anew"]
    others = [key for key in texts if key != "7"]
    assert [known.kept(key, lambda: "anew") for key in others] == [texts[key] for key in others]
    note_more_texts(file, known.left(), known.taken, known.now, "this")
    assert {**noted_texts(file, "this")} == {**texts, "7": "anew", "new": "anew"}


def test_a_note_that_is_changed_while_it_is_used_is_left_behind(file: Path, tmp_path: Path) -> None:
    """Its texts that are whole are noted again; one that is not any more is no reason to stop."""
    taken = noted_texts(file, "this")
    begin = file.read_bytes().index(next(iter(TEXTS.values())).encode())
    with file.open("r+b") as opened:
        opened.seek(begin)
        opened.write(b"\0")
    note_texts(other := tmp_path / "other.texts", taken, "this", [*TEXTS])
    found = noted_texts(other, "this")
    assert dict(found) == dict(list(TEXTS.items())[1:])
