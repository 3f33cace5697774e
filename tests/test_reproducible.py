"""In: a review in two folders and two environments; out: that both builds are the same bytes."""

from __future__ import annotations

import os
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


def _with_times_of(root: Path, start: int) -> Path:
    """Another clone has other times."""
    for index, file in enumerate(sorted(root.rglob("*"))):
        os.utime(file, (start + index, start + index))
    return root


def _start(root: Path, environment: dict[str, str], umask: int, cwd: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), "build", "--root", str(root)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    if "PYTHONPATH" in os.environ:
        clean["PYTHONPATH"] = os.environ["PYTHONPATH"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, env={**clean, **environment}, umask=umask, cwd=cwd, text=True, **pipes)


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
    """Neither the folder, the time zone, the hash seed, the locale nor the umask shows in anything that is built."""
    one = _with_times_of(copy_review(real_root / review, tmp_path / "a"), 1_000_000_000)
    there = tmp_path / "a much longer path" / "ünïcode" / "review"
    other = _with_times_of(copy_review(real_root / review, there), 1_500_000_000)
    builds = [_start(one, HERE, 0o022, one), _start(other, THERE, 0o077, tmp_path)]
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


def test_no_path_of_this_machine_is_published(built: Any) -> None:
    """No file that is built names the folder it was built in, nor the generator's."""
    for name, content in _files(built.root).items():
        for folder in (built.root, ROOT):
            assert str(folder).encode() not in content, name
