"""In: two paths; out: each in the place of the other, in one step where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

#: What a system or a file system says that cannot exchange.
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EPERM)
_HERE = -100  # AT_FDCWD: a relative path counts from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def exchange(one: Path, other: Path, aside: Path) -> None:
    """Exchange two folders; where that takes two renames, the first is undone when the second fails."""
    try:
        _at_once(os.fsencode(one), os.fsencode(other))
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        _in_two_steps(one, other, aside)


def _at_once(one: bytes, other: bytes) -> None:
    name = {"linux": "renameat2", "darwin": "renamex_np"}.get(sys.platform)
    library = ctypes.CDLL(None, use_errno=True) if name else None
    call = getattr(library, name, None) if name else None
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    ended = call(_HERE, one, _HERE, other, _EXCHANGE) if name == "renameat2" else call(one, other, _EXCHANGE)
    if ended != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), os.fsdecode(other))


def _in_two_steps(one: Path, other: Path, aside: Path) -> None:
    other.rename(aside)
    try:
        one.rename(other)
    except BaseException:
        aside.rename(other)
        raise
    aside.rename(one)
