"""In: contents by their names, and an archive that was packed before; out: a ZIP: what was packed of the same is copied."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
from deflate import crc32, deflate_compress

_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 4


class Member(NamedTuple):
    """A sum over what a member was made of; where its packed bytes begin in the archive and how many they are; how many
    it has unpacked, and their CRC."""

    made_of: str
    begin: int
    length: int
    size: int
    crc: int


@dataclass(frozen=True)
class Packed:
    """An archive: its file, the sum of its bytes, and its members by their names."""

    file: Path
    sum: str = ""
    members: Mapping[str, Member] = field(default_factory=dict)


NOTHING = Packed(Path())


def packed_in(note: object, ground: str, file: Path, sum_of: Callable[[Path], str]) -> Packed:
    """The archive of a note that was written on this ground, that is by this program; nothing of any other.

    Nor is there anything in an archive whose bytes are not those that were noted.
    """
    if not isinstance(note, dict) or note.get("of") != ground:
        return NOTHING
    try:
        members = msgspec.convert(note.get("members"), dict[str, Member])
        sum_ = sum_of(file)
    except (OSError, msgspec.ValidationError):
        return NOTHING
    return Packed(file, sum_, members) if sum_ == note.get("sum") else NOTHING


def noted(packed: Packed, ground: str) -> dict[str, object]:
    """The same as plain values."""
    return {"of": ground, "sum": packed.sum, "members": dict(packed.members)}


class Packer:
    """Packs members in the order in which they come; one that was made of the same before is copied as it was packed."""

    def __init__(self, archive: zipfile.ZipFile, earlier: Mapping[str, Member], before: BinaryIO | None):
        self._archive, self._earlier, self._before = archive, earlier, before
        self._file = Path(str(archive.filename))
        self._members: dict[str, Member] = {}

    def put(self, name: str, made_of: str, content: Callable[[], bytes]) -> None:
        """Add a member, with a sum over what it is made of; its content is asked for only where it has to be packed."""
        entry = zipfile.ZipInfo(name, _TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        known = self._earlier.get(name)
        if self._before is None or known is None or known.made_of != made_of:
            text = content()
            raw = bytes(deflate_compress(text, _LEVEL))
            entry.CRC, entry.file_size = crc32(text), len(text)
        else:
            self._before.seek(known.begin)
            raw = self._before.read(known.length)
            entry.CRC, entry.file_size = known.crc, known.size
        entry.compress_size = len(raw)
        begin = self._add(entry, raw)
        self._members[name] = Member(made_of, begin, len(raw), entry.file_size, entry.CRC)

    def _add(self, entry: zipfile.ZipInfo, raw: bytes) -> int:
        """As ZipFile writes a member, which it would have to pack itself; gives where its packed bytes begin."""
        archive = self._archive
        assert archive.fp is not None
        entry.header_offset = archive.fp.tell()
        head = entry.FileHeader(False)
        archive.fp.write(head)
        archive.fp.write(raw)
        archive.filelist.append(entry)
        archive.NameToInfo[entry.filename] = entry
        archive.start_dir = archive.fp.tell()
        return entry.header_offset + len(head)

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


def _opened(earlier: Packed) -> BinaryIO | None:
    """The earlier archive, which is read member by member: it may be as large as the site."""
    try:
        return earlier.file.open("rb") if earlier.sum else None
    except OSError:
        return None
