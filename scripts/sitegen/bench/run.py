"""In: a command; out: Run: what it took in a process of its own, or that it did not finish in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: Set for all: no banner, and nothing of the caller's environment.
_UNSET = ("SITE_URL", "REVIEW_SERVE", "SOURCE_DATE_EPOCH")
#: How many seconds a command may take.
LIMIT = 1800.0


class BenchFailed(Exception):
    """A build that is measured ended with an error."""


class NotFinished(Exception):
    """A command took longer than it may; the message says so."""


@dataclass(frozen=True)
class Run:
    """One command in its own process: seconds, the most memory of all its processes together, and a fixed loop's seconds
    right before it; then the memory of its largest process alone.

    The loop tells how fast the machine was just then: on shared cores that changes from minute to minute.
    """

    wall: float
    user: float
    system: float
    peak_mb: float
    loop: float
    largest_mb: float = 0.0

    @property
    def cpu(self) -> float:
        """The seconds that the processor worked."""
        return self.user + self.system


def run(command: Sequence[str], log: Path, limit: float = LIMIT) -> Run:
    """Run a command in its own process and ask the system what it took; its output goes into a file."""
    loop = _loop()
    environment = {name: value for name, value in os.environ.items() if name not in _UNSET}
    package = str(Path(__file__).resolve().parent.parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    environment["NO_MKDOCS_2_WARNING"] = "1"
    alone = [sys.executable, "-I", "-S", str(Path(__file__).with_name("alone.py")), str(log), str(limit)]
    figures = json.loads(subprocess.run([*alone, *command], env=environment, stdout=subprocess.PIPE, check=True).stdout)
    code, over = figures.pop("code"), figures.pop("over")
    if over:
        raise NotFinished(f"not finished in {limit:.0f} s")
    if code != 0:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
        raise BenchFailed(f"{log.stem} ended with {code}:\n{last}")
    return Run(**figures, loop=loop)


def _loop() -> float:
    start, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number
    return time.process_time() - start
