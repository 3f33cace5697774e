"""In: a log's path, a limit in seconds and a command, as arguments; out: on standard output, its exit code and what it took.

Run as a file of its own, in a small process: a child's peak memory is never less than that of the process it came from.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

#: How often, in seconds, memory is added up while a command has several processes.
_LOOK = 0.2


def run_alone(log: str, limit: float, command: list[str]) -> dict[str, float]:
    """Run the command with its output in the log, and wait for it; what takes longer is ended, with all it started."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    start = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)],
        setpgroup=0,
    )
    over, together, done = threading.Event(), [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(child, start + limit, over, together, done), daemon=True)
    watch.start()
    try:
        _, status, usage = os.wait4(child, 0)
    except BaseException:
        _end(child)
        raise
    wall = time.perf_counter() - start
    done.set()
    watch.join()
    _end(child)  # what it left behind
    # Linux counts memory in kilobytes, macOS in bytes.
    largest = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    figures = {"wall": wall, "user": usage.ru_utime, "system": usage.ru_stime, "largest_mb": largest}
    return {**figures, "code": code, "peak_mb": max(largest, together[0]), "over": over.is_set()}


def _watch(child: int, end: float, over: threading.Event, together: list[float], done: threading.Event) -> None:
    """End the command when its time is over; note the most memory that all its processes had at once."""
    while not done.wait(_LOOK):
        if time.perf_counter() > end:
            over.set()
            _end(child)
            return
        its = _family(child)
        if len(its) > 1:
            together[0] = max(together[0], sum(map(_memory, its)))


def _end(child: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)


def _family(process: int) -> list[int]:
    """The process and all that it started, where the system tells."""
    found = [process]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def _memory(process: int) -> float:
    """MB of a process, where what it shares with others is shared out among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run_alone(sys.argv[1], float(sys.argv[2]), sys.argv[3:])))
