"""In: orders, one a line, as JSON; out: for each a build in a process of its own, and how it ended, as JSON.

Run as a program, it has everything imported before the first order, so that a build begins at once. What befalls a build
is counted in what it does to files, never in seconds: the same moment on a slow machine and on a fast one.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from sitegen import cli, plugin

#: What a build does to files, as Python tells those who ask to be told.
_DEEDS = (
    "open",
    "os.link",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "shutil.rmtree",
    "tempfile.mkdtemp",
    "ctypes.dlsym",
)
#: What a full disk still lets anybody do.
_FREEING = ("os.remove", "os.rmdir", "os.rename", "shutil.rmtree", "ctypes.dlsym")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    return event != "open" or bool(isinstance(arguments[2], int) and arguments[2] & _WRITING)


def _named(arguments: tuple[Any, ...]) -> str:
    return os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else ""


def counting(root: str, befall: Callable[[int, str, str], None]) -> Callable[[], int]:
    """Call at each deed below `root/build` with its number, what it is and its path; gives what says how many there were."""
    seen = [0]
    build = os.path.join(root, "build")  # noqa: PTH118 - the hook sees texts

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _DEEDS and _writes(event, arguments):
            path = _named(arguments)
            if path.startswith(build) or event == "ctypes.dlsym":
                seen[0] += 1
                befall(seen[0], event, path)

    sys.addaudithook(hook)
    return lambda: seen[0]


def _befalling(order: dict[str, Any]) -> Callable[[int, str, str], None]:
    at = order.get("at", 0)

    def killed(number: int, _: str, __: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def refused(number: int, event: str, path: str) -> None:
        if number >= at and not (order["refuse"] == "ENOSPC" and event in _FREEING):
            code = getattr(errno, order["refuse"])
            raise OSError(code, os.strerror(code), path)

    return refused if "refuse" in order else killed


def _run(order: dict[str, Any], end: int) -> None:
    """In the child: the build, and then the number of deeds into the pipe."""
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = ["review", "build", "--root", order["root"]]
    if "bytes" in order:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["bytes"], order["bytes"]))
    count = counting(order["root"], _befalling(order))
    code = 0
    try:
        cli.main()
    except SystemExit as error:
        code = int(error.code or 0)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    os.write(end, json.dumps({"code": code, "deeds": count()}).encode())
    os._exit(0)


def _forked(order: dict[str, Any]) -> tuple[int, int]:
    begin, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(begin)
        _run(order, end)
    os.close(end)
    return child, begin


def main() -> None:
    """Several orders on one line run at the same time; `after` kills one when so many seconds are over."""
    for line in sys.stdin:
        runs = [(*_forked(order), order) for order in json.loads(line)]
        ends = []
        for child, begin, order in runs:
            if "after" in order:
                time.sleep(order["after"])
                os.kill(child, signal.SIGKILL)
            with os.fdopen(begin, "rb") as pipe:
                said = pipe.read()
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
            ends.append(json.loads(said) if said else {"code": code, "deeds": 0})
        sys.stdout.write(json.dumps(ends) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    assert plugin  # imported before the first fork, as are MkDocs and its plugins
    main()
