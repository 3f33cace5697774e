"""In: a log's path and a command, as arguments; out: on standard output, its exit code and what it took.

Run as a file of its own, in a small process: a child's peak memory is never less than that of the process it came from.
"""

from __future__ import annotations

import json
import os
import sys
import time


def run_alone(log: str, command: list[str]) -> dict[str, float]:
    """Run the command with its output in the log, and wait for it."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    start = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]
    )
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    # Linux counts memory in kilobytes, macOS in bytes.
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "wall": wall, "user": usage.ru_utime, "system": usage.ru_stime, "peak_mb": peak}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run_alone(sys.argv[1], sys.argv[2:])))
