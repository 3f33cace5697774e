"""In: a review in two folders and two environments, one without network; out: that both builds are the same bytes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sitegen.pipeline import OUTPUTS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
#: What differs between two machines, or two days, and must not matter.
HERE = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"}
THERE = {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "COLUMNS": "40", "NO_COLOR": "1"}
#: Modules that every Python reads at its start: here, another order of files and a wall around the machine.
GUARDS = ROOT / "tests" / "guards"
#: A space of its own without any network, for programs that are no Python; where the kernel lets us.
UNSHARE = ["unshare", "--map-root-user", "--net"]


def _with_times_of(root: Path, start: int) -> Path:
    """Another clone has other times."""
    for index, file in enumerate(sorted(root.rglob("*"))):
        os.utime(file, (start + index, start + index))
    return root


def _start(root: Path, environment: dict[str, str], umask: int, cwd: Path, *before: str) -> subprocess.Popen[str]:
    command = [*before, sys.executable, str(ROOT / "scripts" / "review.py"), "build", "--root", str(root)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, env={**_clean(), **environment}, umask=umask, cwd=cwd, text=True, **pipes)


def _clean() -> dict[str, str]:
    """The caller's environment without what a build might look at; what a caller guards with stays."""
    names = ("LC_", "LANG", "TZ", "PYTHON")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(names)}
    return clean | ({"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {})


def _guarded(notes: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(GUARDS), "REVIEW_NO_NETWORK": str(notes), "REVIEW_ANY_ORDER": "7"}


def _walled() -> list[str]:
    """The command that takes the network from a program, where this machine lets us give it."""
    can = (
        shutil.which(UNSHARE[0]) and not subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode
    )
    return UNSHARE if can else []


def _files(root: Path) -> dict[str, bytes]:
    folders = [root / "build" / name for name in OUTPUTS]
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize("review", [pytest.param(".", marks=pytest.mark.long), "tests/tiny_review"])
def test_two_builds_are_the_same_bytes(
    real_root: Path, tmp_path: Path, copy_review: Callable[..., Path], review: str
) -> None:
    """Neither folder, time zone, hash seed, locale, umask nor order of files shows in what is built; no network is asked."""
    one = _with_times_of(copy_review(real_root / review, tmp_path / "a"), 1_000_000_000)
    there = tmp_path / "a much longer path" / "ünïcode" / "review"
    other = _with_times_of(copy_review(real_root / review, there), 1_500_000_000)
    (notes := tmp_path / "asked.txt").touch()
    guarded = {**THERE, **_guarded(notes)}
    builds = [_start(one, HERE, 0o022, one), _start(other, guarded, 0o077, tmp_path, *_walled())]
    try:
        outputs = [build.communicate(timeout=600)[0] for build in builds]
    finally:
        for build in builds:
            build.kill()
    assert [build.returncode for build in builds] == [0, 0], "\n".join(outputs)
    left, right = _files(one), _files(other)
    assert left.keys() == right.keys()
    assert [name for name, content in left.items() if content != right[name]] == []
    assert {name.split("/")[1] for name in left} == set(OUTPUTS)
    assert notes.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("ask", ["socket.create_connection(('192.0.2.1', 9))", "socket.getaddrinfo('example.org', 80)"])
def test_who_asks_the_network_is_stopped_and_noted(tmp_path: Path, ask: str) -> None:
    """The guard of the test above bites, also in a process that the guarded one starts; this machine may be asked."""
    (notes := tmp_path / "asked.txt").touch()
    inner = f"import socket\ntry:\n    {ask}\nexcept PermissionError as error:\n    print(error)"
    command = [
        sys.executable,
        "-c",
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)",
    ]
    result = subprocess.run(command, env={**_clean(), **_guarded(notes)}, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("no network in a build: socket.")
    assert notes.read_text(encoding="utf-8").startswith("socket.")
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]})).close()"
        subprocess.run([sys.executable, "-c", here], env={**_clean(), **_guarded(notes)}, check=True)


def test_a_walled_program_has_no_network() -> None:
    """Where the kernel gives a space of its own, nothing but the machine itself is in it; else the guard stands alone."""
    if walled := _walled():
        show = "import socket; print([name for _, name in socket.if_nameindex()])"
        result = subprocess.run([*walled, sys.executable, "-c", show], capture_output=True, text=True, check=True)
        assert result.stdout.strip() == "['lo']"


def test_the_order_of_files_is_another_one(tmp_path: Path) -> None:
    """Every way in which Python lists a folder is shuffled, also those of its library."""
    names = [f"{number:02}.yml" for number in range(30)]
    for name in names:
        (tmp_path / name).touch()
    ways = ("os.listdir('.')", "[e.name for e in os.scandir('.')]", "[p.name for p in pathlib.Path('.').iterdir()]")
    ways += ("next(os.walk('.'))[2]", "[p.name for p in pathlib.Path('.').rglob('*.yml')]", "glob.glob('*.yml')")
    show = f"import os, pathlib, glob\nfor way in {ways!r}: print(*eval(way))"
    result = subprocess.run(
        [sys.executable, "-c", show],
        env={**_clean(), **_guarded(tmp_path / "asked.txt")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    for way, listed in zip(ways, result.stdout.splitlines(), strict=True):
        assert listed.split() != names, way
        assert sorted(listed.split()) == names, way


def test_every_file_is_as_its_sum_says(built: Any, tmp_path: Path) -> None:
    """`sha256sum -c` reads the published list, which names every file but itself; a changed byte is found."""
    sums = built.site / "downloads" / "SHA256SUMS"
    listed = {line.split("  ", 1)[1] for line in sums.read_text(encoding="utf-8").splitlines()}
    there = {file.relative_to(built.site).as_posix() for file in built.site.rglob("*") if file.is_file()}
    assert listed == there - {"downloads/SHA256SUMS"}
    command = ["sha256sum", "--check", "--strict", "--quiet", str(sums)]
    assert subprocess.run(command, cwd=built.site, capture_output=True, check=False).returncode == 0
    copy = shutil.copytree(built.site, tmp_path / "copy")
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes() + b" ")
    assert subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 1


def test_no_path_of_this_machine_is_published(built: Any) -> None:
    """No file that is built names the folder it was built in, nor the generator's."""
    for name, content in _files(built.root).items():
        for folder in (built.root, ROOT):
            assert str(folder).encode() not in content, name
