"""In: contents by their names, and an archive that was packed before; out: a ZIP: what was packed of the same is copied."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 5
#: What comes before a member's name in an archive, and where in it the lengths of the name and of what follows stand.
_HEAD, _LENGTHS = 30, slice(26, 30)


@dataclass(frozen=True)
class Packed:
    """An archive: its file, the sum of its bytes, and for each member a sum over what it was made of."""

    file: Path
    sum: str = ""
    members: Mapping[str, str] = field(default_factory=dict)


NOTHING = Packed(Path())


def packed_in(note: object, ground: str, file: Path, sum_of: Callable[[Path], str]) -> Packed:
    """The archive of a note that was written on this ground, that is by this program; nothing of any other.

    Nor is there anything in an archive whose bytes are not those that were noted.
    """
    if not isinstance(note, dict) or note.get("of") != ground or not isinstance(note.get("members"), dict):
        return NOTHING
    members = {name: made_of for name, made_of in note["members"].items() if isinstance(made_of, str)}
    try:
        sum_ = sum_of(file)
    except OSError:
        return NOTHING
    return Packed(file, sum_, members) if sum_ == note.get("sum") else NOTHING


def noted(packed: Packed, ground: str) -> dict[str, object]:
    """The same as plain values."""
    return {"of": ground, "sum": packed.sum, "members": dict(packed.members)}


class Packer:
    """Packs members in the order in which they come; one that was made of the same before is copied as it was packed."""

    def __init__(self, archive: zipfile.ZipFile, members: Mapping[str, str], before: zipfile.ZipFile | None):
        self._archive, self._before = archive, before
        self._file = Path(str(archive.filename))
        self._members: dict[str, str] = {}
        self._earlier = members
        self._entries: Mapping[str, zipfile.ZipInfo] = before.NameToInfo if before is not None else {}

    def put(self, name: str, made_of: str, content: Callable[[], bytes]) -> None:
        """Add a member, with a sum over what it is made of; its content is asked for only where it has to be packed."""
        self._members[name] = made_of
        entry = zipfile.ZipInfo(name, _TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        before = self._entries.get(name) if self._earlier.get(name) == made_of else None
        if before is None:
            text = content()
            engine = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
            raw = engine.compress(text) + engine.flush()
            entry.CRC, entry.file_size = zlib.crc32(text), len(text)
        else:
            raw = self._raw(before)
            entry.CRC, entry.file_size = before.CRC, before.file_size
        entry.compress_size = len(raw)
        self._add(entry, raw)

    def _raw(self, entry: zipfile.ZipInfo) -> bytes:
        assert self._before is not None
        file = self._before.fp
        assert file is not None
        file.seek(entry.header_offset)
        lengths = file.read(_HEAD)[_LENGTHS]
        file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), os.SEEK_CUR)
        return file.read(entry.compress_size)

    def _add(self, entry: zipfile.ZipInfo, raw: bytes) -> None:
        """As ZipFile writes a member, which it would have to pack itself."""
        archive = self._archive
        assert archive.fp is not None
        entry.header_offset = archive.fp.tell()
        archive.fp.write(entry.FileHeader(False))
        archive.fp.write(raw)
        archive.filelist.append(entry)
        archive.NameToInfo[entry.filename] = entry
        archive.start_dir = archive.fp.tell()

    def packed(self) -> Packed:
        """What was packed; the sum of the archive is for who sums up all files."""
        return Packed(self._file, "", self._members)


@contextmanager
def packing(file: Path, earlier: Packed = NOTHING) -> Iterator[Packer]:
    """Write an archive; the same members give the same bytes, whatever was packed before."""
    with ExitStack() as stack:
        before = _opened(earlier)
        if before is not None:
            stack.enter_context(before)
        file.unlink(missing_ok=True)  # what is read meanwhile may have the same name
        yield Packer(stack.enter_context(zipfile.ZipFile(file, "w")), earlier.members, before)


def _opened(earlier: Packed) -> zipfile.ZipFile | None:
    """The earlier archive, which is read member by member: it may be as large as the site."""
    if not earlier.sum:
        return None
    try:
        return zipfile.ZipFile(earlier.file)
    except (OSError, zipfile.BadZipFile):
        return None
