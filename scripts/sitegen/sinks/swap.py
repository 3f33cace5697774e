"""In: fresh folders and the places they belong; out: the places replaced, each by a rename, unless nothing changed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".new-"
_DAY = 24 * 60 * 60


@contextmanager
def fresh_folder(build: Path) -> Iterator[Path]:
    """A folder to build in, beside its destination so that a rename suffices; gone afterwards whatever happens."""
    build.mkdir(parents=True, exist_ok=True)
    for left in build.glob(f"{_PREFIX}*"):
        if left.stat().st_mtime < time.time() - _DAY:  # by a build that was killed; another may be running now
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=build))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def digest(folder: Path) -> str:
    """One SHA-256 over the names and bytes of all files below a folder; of a folder that is not there, the empty word."""
    if not folder.is_dir():
        return ""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def swap_in(fresh: Path, names: Iterable[str], build: Path) -> Mapping[str, str]:
    """Move each named folder from the fresh one to `build`; one whose bytes are the same stays untouched."""
    digests: dict[str, str] = {}
    for name in names:
        digests[name] = digest(fresh / name)
        target = build / name
        if digest(target) == digests[name]:
            continue
        _replace(target, fresh / name, fresh / f".old-{name}")
    return digests


def _replace(target: Path, new: Path, old: Path) -> None:
    """Two renames; when the second fails, the first is undone."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
