"""In: members and an archive that was packed before; out: that the bytes are those of an archive packed from nothing."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sitegen.exports.packed import NOTHING, Packed, noted, packed_in, packing

_FILES = {"a/index.html": b"<p>North tea</p>" * 50, "a/ä.txt": "grün".encode(), "b/empty": b""}


def _pack(file: Path, files: Mapping[str, bytes], earlier: Packed = NOTHING) -> tuple[Packed, list[str]]:
    """What was packed, and the members whose content was asked for."""
    asked: list[str] = []
    with packing(file, earlier) as packer:
        for name, content in files.items():
            packer.put(name, content.hex(), lambda name=name, content=content: asked.append(name) or content)
    return replace(packer.packed(), sum=_sum_of(file)), asked


def _sum_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _from_nothing(folder: Path, files: Mapping[str, bytes]) -> bytes:
    return _pack(folder / "nothing.zip", files)[0].file.read_bytes()


def test_the_bytes_are_those_of_an_archive_packed_from_nothing(tmp_path: Path) -> None:
    """And what the standard library unpacks of it, and says of it, is what was packed."""
    packed, asked = _pack(tmp_path / "1.zip", _FILES)
    assert asked == list(_FILES)
    other = {"0": b"new", **_FILES, "b/empty": b"no longer"}
    again, asked = _pack(
        tmp_path / "2.zip", other, packed_in(json.loads(json.dumps(noted(packed, "p"))), "p", packed.file, _sum_of)
    )
    assert asked == ["0", "b/empty"]
    assert again.file.read_bytes() == _from_nothing(tmp_path, other)
    with zipfile.ZipFile(again.file) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == other
        assert {its.external_attr >> 16 for its in archive.infolist()} == {0o644}
        assert {its.date_time for its in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_may_take_the_place_of_the_one_before(tmp_path: Path) -> None:
    """What was packed before is read while the new one is written under the same name."""
    packed, _ = _pack(tmp_path / "1.zip", _FILES)
    other = {"0": b"new", **_FILES}
    again, asked = _pack(tmp_path / "1.zip", other, packed)
    assert asked == ["0"]
    assert again.file.read_bytes() == _from_nothing(tmp_path, other)


@pytest.mark.parametrize(
    "how", ["changed", "cut", "gone", "no archive", "another program", "another form", "odd member"]
)
def test_what_is_broken_or_foreign_is_packed_anew(tmp_path: Path, how: str) -> None:
    """An earlier archive counts when each of its bytes is as it was noted."""
    packed, _ = _pack(tmp_path / "1.zip", _FILES)
    note: object = noted(packed, "p")
    raw = packed.file.read_bytes()
    broken = {"changed": raw.replace(b"1.", b"2.")[:-1] + b"x", "cut": raw[:-9], "no archive": b"leaf"}
    if how in broken:
        packed.file.write_bytes(broken[how])
    elif how == "gone":
        packed.file.unlink()
    elif how == "another form":
        note = ["leaf"]
    elif how == "odd member":
        note = {"of": "p", "sum": packed.sum, "members": dict.fromkeys(_FILES, "leafy")}
    earlier = packed_in(note, "q" if how == "another program" else "p", packed.file, _sum_of)
    again, asked = _pack(tmp_path / "2.zip", _FILES, earlier)
    assert asked == list(_FILES)
    assert again.file.read_bytes() == raw
