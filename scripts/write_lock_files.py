"""Write the lock files anew from pyproject.toml, requirements*.in and package.json; called by `make lock`.

Locked versions stay as they are unless an input asks for others; `make lock UPGRADE=1` takes the newest allowed ones.
The tools live in an environment of their own, so this also works when `.venv` cannot be made from the present locks.
"""

import os
import sys

from setup_environment import ROOT, create_venv, machine_npm, one_at_a_time, pip_install, run, say, wheel_npm

TOOLS = ROOT / ".cache" / "lock-tools"
UV = "uv==0.13.8"
# Lock file → what it is compiled from, and the lock file whose versions it must share.
LOCKS = {
    "requirements.txt": (("pyproject.toml", "requirements.in"), None),
    "requirements-test.txt": (("pyproject.toml", "requirements.in", "requirements-test.in"), "requirements.txt"),
    "requirements-node.txt": (("requirements-node.in",), None),
    "requirements-bench.txt": (("requirements-bench.in",), None),
}


def write_lock_files() -> None:
    """Compile every lock file; each holds versions and hashes for all platforms, and names no package index."""
    create_venv(TOOLS)
    pip_install(TOOLS, "--only-binary", ":all:", UV)
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for lock, (inputs, shared) in LOCKS.items():
        say(f"Writing {lock} …")
        command = [str(TOOLS / "bin" / "uv"), "pip", "compile", "--quiet", *inputs, "--output-file", lock, *upgrade]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--fork-strategy", "fewest"]  # one version for every Python, so every machine writes the same pages
        command += ["--custom-compile-command", "make lock"]
        command += ["--constraints", shared] if shared else []
        run(command, f"{lock} could not be compiled.")
    npm = machine_npm()
    if npm is None:
        pip_install(TOOLS, "--require-hashes", "--only-binary", ":all:", "--requirement", "requirements-node.txt")
        npm = wheel_npm(TOOLS)
    say("Writing package-lock.json …")
    command = [*npm, "update" if upgrade else "install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
    run([*command, "--ignore-scripts", "--no-audit", "--no-fund"], "package-lock.json could not be written.")


if __name__ == "__main__":
    sys.exit(one_at_a_time(write_lock_files))
