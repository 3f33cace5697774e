"""In: the lock files; out: the known weaknesses of what they name, from public lists (needs the network): `make audit`.

pip-audit lives in an environment of its own, locked like all others. A weakness that we look at and leave stands in
EXCEPTIONS with its reason and an end date; after that day it is reported again.
"""

import datetime
import os
import subprocess
import sys

from setup_environment import ROOT, create_venv, machine_npm, one_at_a_time, pip_install, say, wheel_npm
from supply_chain import wrong
from write_lock_files import LOCKS

TOOLS = ROOT / ".cache" / "audit-tools"
#: The identifier of a weakness → why we leave it, and until when.
EXCEPTIONS: dict[str, tuple[str, str]] = {}


def audit() -> None:
    """Ask about every lock file; the process ends with 1 when anything is found."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    create_venv(TOOLS)
    pip_install(TOOLS, "--require-hashes", "--only-binary", ":all:", "--requirement", "requirements-audit.txt")
    kept = [id_ for id_, (_, until) in EXCEPTIONS.items() if datetime.date.fromisoformat(until) >= today]
    failed = [asked for asked in (*LOCKS, "package-lock.json") if not _is_clean(asked, kept)]
    for sentence in (found := wrong(today)):
        say(sentence)
    if failed or found:
        sys.exit(f"Look at: {', '.join([*failed, *(['THIRD-PARTY.md'] if found else [])])}")
    say("No known weakness in anything that is locked.")


def _is_clean(lock: str, kept: list[str]) -> bool:
    say(f"Asking about {lock} …")
    if lock.endswith(".json"):
        npm = machine_npm()
        if npm is None:
            pip_install(TOOLS, "--require-hashes", "--only-binary", ":all:", "--requirement", "requirements-node.txt")
            npm = wheel_npm(TOOLS)
        command = [*npm, "audit", "--package-lock-only", "--audit-level", "low"]
    else:
        command = [
            str(TOOLS / "bin" / "pip-audit"),
            "--requirement",
            lock,
            "--require-hashes",
            "--disable-pip",
            "--strict",
        ]
        command += [word for id_ in kept for word in ("--ignore-vuln", id_)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PIP_NO_INPUT": "1"}, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(one_at_a_time(audit))
