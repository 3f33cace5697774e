"""In: fresh folders and the places they belong; out: all places replaced, or none, even when the run is killed midway."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from ..compose.downloads import SUMS
from ..seen import Seen
from ..tree import content_of, files_below
from .exchange import exchange
from .place import Place
from .whole import write_whole

_PREFIX = ".new-"
#: Says, while folders are being moved, which ones and what they then hold: the next run does what is left of it.
_JOURNAL = ".moving.json"


@contextmanager
def fresh_folder(build: Path) -> Iterator[Path]:
    """A folder to build in, beside its destination so that a rename suffices; gone afterwards whatever happens."""
    build.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=build))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def used_folder(build: Path, spare: Path) -> Iterator[Path]:
    """The same with what lies in a spare folder, which is what was replaced last: most of it need not be made again.

    Nothing of it is believed. What is replaced now becomes the spare; after an error there is none.
    """
    with fresh_folder(build) as folder:
        with suppress(OSError):  # there is none, or it lies on another disk
            spare.rename(folder)
        yield folder
        with suppress(OSError):
            spare.parent.mkdir(parents=True, exist_ok=True)
            if spare.is_file() or spare.is_symlink():
                spare.unlink()
            folder.rename(spare)


@contextmanager
def remembered(places: Sequence[Place], build: Path) -> Iterator[None]:
    """While folders are swapped in, of which the next run shall know all files.

    What replaces nothing leaves nothing behind that the next build could begin with: its files are linked beside it, first of
    all, since the system takes a link for a change of the file.
    """
    firsts = [place.folder for place in places if not (build / place.folder.name).exists()]
    for place in places:
        if place.folder in firsts:
            place.double(_again(place.folder))
        place.remember()
    yield
    for folder in firsts:
        with suppress(OSError):
            _again(folder).rename(folder)


def _again(folder: Path) -> Path:
    return folder.with_name(f".again-{folder.name}")


def put_in_order(build: Path) -> None:
    """Finish what a killed run had begun to move, and remove what it left; only who holds the lock of the folder may."""
    journal = build / _JOURNAL
    try:
        moves = json.loads(journal.read_text(encoding="utf-8"))
        fresh, digests = build / moves["fresh"], dict(moves["digests"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none was begun: the journal is there whole or not at all
    else:
        for name, wanted in digests.items():
            if digest(build / name) != wanted and digest(fresh / name) == wanted:
                _move(fresh, name, build)
    journal.unlink(missing_ok=True)
    for left in (*build.glob(f"{_PREFIX}*"), *build.glob(".*.new")):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def digest(folder: Path, seen: Seen | None = None) -> str:
    """One SHA-256 over the names and bytes of all files below a folder; of a folder that is not there, the empty word.

    Files that were `seen` are not read.
    """
    if not folder.is_dir():
        return ""
    files = files_below(folder)
    seen = Seen() if seen is None else seen
    return digest_of({name: seen.sum_of(file) for name, file in files.items()})


def digest_of(sums: Mapping[str, str]) -> str:
    """The same from the sum of each file by its name."""
    whole = hashlib.sha256()
    for name in sorted(sums):
        whole.update(os.fsencode(name) + b"\0")
        whole.update(bytes.fromhex(sums[name]))
    return whole.hexdigest()


def swap_in(
    fresh: Path,
    names: Iterable[str],
    build: Path,
    known: Mapping[str, str] = MappingProxyType({}),
    differing: Collection[str] = (),
) -> Mapping[str, str]:
    """Move each named folder from the fresh one to `build`; one whose bytes are the same stays untouched.

    Gives the digest of each; one that is `known` is not made again. Those that are known to be `differing` are not compared.
    """
    digests = {name: known[name] if name in known else digest(fresh / name) for name in names}
    changed = {name: its for name, its in digests.items() if name in differing or not _same(fresh / name, build / name)}
    if not changed:
        return digests
    journal = json.dumps({"fresh": fresh.name, "digests": changed}).encode()
    write_whole({build / _JOURNAL: journal})
    done: list[str] = []
    try:
        for name in changed:
            _move(fresh, name, build)
            done.append(name)
    except BaseException:
        for name in reversed(done):
            _move_back(fresh, name, build)
        raise
    finally:
        (build / _JOURNAL).unlink(missing_ok=True)
    return digests


def _same(one: Path, other: Path) -> bool:
    """Whether two folders have the same digest; most files of both are one, or differ in size, and are not read."""
    if not (one.is_dir() and other.is_dir()):
        return not (one.is_dir() or other.is_dir())
    if _content(one / SUMS) != _content(other / SUMS):  # which tells sites apart at one look
        return False
    files, others = files_below(one), files_below(other)
    if files.keys() != others.keys():
        return False
    to_read: list[str] = []
    for name, file in files.items():
        its, another = os.stat(file), os.stat(others[name])  # noqa: PTH116 – a path costs more than the looking
        if os.path.samestat(its, another):
            continue
        if its.st_size != another.st_size:
            return False
        to_read.append(name)
    return all(content_of(files[name]) == content_of(others[name]) for name in to_read)


def _content(file: Path) -> bytes | None:
    try:
        return content_of(str(file))
    except OSError:
        return None


def _move(fresh: Path, name: str, build: Path) -> None:
    """Put the new folder in its place; the old one, if there is any, is then where the new one was."""
    target = build / name
    if target.exists():
        exchange(fresh / name, target, fresh / f".old-{name}")
    else:
        (fresh / name).rename(target)


def _move_back(fresh: Path, name: str, build: Path) -> None:
    if (fresh / name).exists():
        exchange(fresh / name, build / name, fresh / f".old-{name}")
    else:
        (build / name).rename(fresh / name)
