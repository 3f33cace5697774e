"""In: a file; out: the sum of its bytes, which are read only where what the system says of the file is new.

As in git's index: device, number, size and both times of a file. The last of them, of its latest change of any sort, is
set by the system alone: who edits a file, puts another in its place or sets its time back gives it another signature.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

#: A file that was changed so shortly before it was read, or before a note was written, may be changed again and look the
#: same: clocks have grains.
_GRAIN, _COARSE_GRAIN = 100_000_000, 2_000_000_000
_SECOND = 1_000_000_000


def signature(its: os.stat_result) -> str:
    """What the system says of a file, in one line."""
    return f"{its.st_dev} {its.st_ino} {its.st_size} {its.st_mtime_ns} {its.st_ctime_ns}"


class Seen:
    """Sums of files, by their signatures: those that an earlier run noted, and those that were made since."""

    def __init__(self, latest: Mapping[str, str] | None = None, before: Mapping[str, str] | None = None):
        self._latest = dict(latest or {})
        self._before = dict(before or {})
        self._now: dict[str, str] = {}
        #: Files that were read so shortly after a change that another one may have come, and look the same.
        self._young: set[str] = set()

    def sum_of(self, file: str, its: os.stat_result | None = None) -> str:
        """The sum of a file's bytes; `its` is what the system just said of it."""
        key = signature(os.stat(file) if its is None else its)  # noqa: PTH116 – a path costs more than the looking
        sum_ = self._now.get(key) or self._latest.get(key) or self._before.get(key)
        if sum_ is None:
            key, sum_ = _read(file)
            if key and not _is_settled(key, time.time_ns()):
                self._young.add(key)
        if key:
            self._now[key] = sum_
        return sum_

    def note(self, its: os.stat_result, sum_: str) -> None:
        """Have a file known whose bytes we wrote, or compared, ourselves."""
        self._now[signature(its)] = sum_

    @property
    def is_new(self) -> bool:
        """Whether there is something that the last note does not say."""
        return not self._now.keys() <= self._latest.keys()

    def noted(self, at: int) -> dict[str, object]:
        """What the next run may know, as plain values; `at` is the file system's time of now, in nanoseconds.

        Of what the last run noted, what was not asked for now stays for one run more: the site that was replaced is
        built into by the next.
        """
        known = self._latest.keys() | self._before.keys()
        now = {
            key: sum_
            for key, sum_ in self._now.items()
            if key in known or (key not in self._young and _is_settled(key, at))
        }
        before = {key: sum_ for key, sum_ in self._latest.items() if key not in self._now}
        return {"latest": now, "before": before}


def seen_in(note: object) -> Seen:
    """What a note says; nothing where it says anything else."""
    parts = [note.get(name) for name in ("latest", "before")] if isinstance(note, dict) else []
    return Seen(*(part for part in parts if isinstance(part, dict)))


def _is_settled(key: str, at: int) -> bool:
    """Whether a file was last changed so long ago that another change would show."""
    *_, written, changed = map(int, key.split())
    grain = _COARSE_GRAIN if changed % _SECOND == 0 else _GRAIN
    return max(written, changed) + grain < at


def _read(file: str) -> tuple[str, str]:
    """The signature and the sum of a file; no signature where it changed while it was read."""
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
        before = os.fstat(opened.fileno())
        sum_ = hashlib.sha256(opened.read()).hexdigest()
        return signature(before) if signature(os.fstat(opened.fileno())) == signature(before) else "", sum_


def time_of(folder: Path) -> int:
    """What time it is for the file system of a folder, which is not always that of this machine."""
    probe = folder / f".time-{os.getpid()}"
    try:
        probe.write_bytes(b"")
        return probe.stat().st_mtime_ns
    finally:
        probe.unlink(missing_ok=True)
