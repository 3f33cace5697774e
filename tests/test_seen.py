"""In: files that change; out: that their sums are always those of their bytes, and that few are read twice."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from sitegen import seen as module
from sitegen.seen import Seen, seen_in, time_of


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read."""
    found: list[str] = []
    real = module._read
    monkeypatch.setattr(module, "_read", lambda file: found.append(file) or real(file))
    return found


def _later(seen: Seen, folder: Path, after: int = 10**10) -> Seen:
    """What the next run knows, so long after."""
    return seen_in(json.loads(json.dumps(seen.noted(time_of(folder) + after))))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were changed just now count as old."""
    monkeypatch.setattr(module, "_GRAIN", 0)
    monkeypatch.setattr(module, "_COARSE_GRAIN", 0)
    monkeypatch.setattr(module.time, "time_ns", lambda: 10**20)


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("how", ["edited", "replaced", "set back", "touched", "not at all"])
def test_a_file_that_was_changed_in_any_way_is_read(tmp_path: Path, reads: list[str], how: str) -> None:
    """In its bytes, with its times set back, by another file of the same size and times in its place."""
    file = tmp_path / "a.txt"
    file.write_text("north", encoding="utf-8")
    seen = Seen()
    assert seen.sum_of(str(file)) == seen.sum_of(str(file)) == _sum("north")
    its = file.stat()
    text = "north" if how in ("touched", "not at all") else "south"
    if how == "replaced":
        other = tmp_path / "b.txt"
        other.write_text(text, encoding="utf-8")
        other.replace(file)
    elif how == "touched":
        os.utime(file, ns=(its.st_atime_ns, its.st_mtime_ns - 5 * 10**9))
    elif how != "not at all":
        with file.open("r+", encoding="utf-8") as opened:
            opened.write(text)
    if how in ("set back", "replaced"):
        os.utime(file, ns=(its.st_atime_ns, its.st_mtime_ns))
    reads.clear()
    assert _later(seen, tmp_path).sum_of(str(file)) == _sum(text)
    assert reads == ([] if how == "not at all" else [str(file)])


@pytest.mark.parametrize("after", [0, 10**10])
def test_a_file_that_was_as_young_as_its_reading_is_read_again(tmp_path: Path, reads: list[str], after: int) -> None:
    """It may have been changed once more, so that the system says the same of it; when the note was written says nothing."""
    file = tmp_path / "a.txt"
    file.write_text("north", encoding="utf-8")
    seen = Seen()
    seen.sum_of(str(file))
    assert _later(seen, tmp_path, after).sum_of(str(file)) == _sum("north")
    assert reads == [str(file)] * 2


@pytest.mark.parametrize(("after", "is_known"), [(0, False), (10**10, True)])
def test_what_we_wrote_ourselves_is_known_when_the_note_is_younger(
    tmp_path: Path, reads: list[str], after: int, is_known: bool
) -> None:
    """Nobody else writes into a folder that is being filled; into one that stands, somebody may at once."""
    file = tmp_path / "a.txt"
    file.write_text("north", encoding="utf-8")
    seen = Seen()
    seen.note(file.stat(), _sum("north"))
    assert _later(seen, tmp_path, after).sum_of(str(file)) == _sum("north")
    assert reads == ([] if is_known else [str(file)])


@pytest.mark.usefixtures("old")
def test_what_the_last_run_noted_stays_for_one_run_more(tmp_path: Path, reads: list[str]) -> None:
    """The site that was replaced is built into by the next build but one; what nobody asks for goes in the end."""
    file = tmp_path / "a.txt"
    file.write_text("north", encoding="utf-8")
    first = Seen()
    first.sum_of(str(file))
    second = _later(first, tmp_path)
    assert not second.is_new
    third = _later(second, tmp_path)
    reads.clear()
    assert third.sum_of(str(file)) == _sum("north")
    assert reads == []
    fifth = _later(_later(second, tmp_path), tmp_path)
    assert fifth.sum_of(str(file)) == _sum("north")
    assert reads == [str(file)]


@pytest.mark.parametrize("note", [None, [], {}, {"latest": 1}, {"before": "x"}])
def test_a_note_of_another_form_says_nothing(note: object, tmp_path: Path) -> None:
    """The sums are made anew."""
    (tmp_path / "a.txt").write_text("north", encoding="utf-8")
    assert seen_in(note).sum_of(str(tmp_path / "a.txt")) == _sum("north")
