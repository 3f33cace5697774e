"""In: a program that is all its process does; out: the process ends with it at once, with all that it said, and as it failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: What Python does before a process ends by itself.
_BEFORE = "import atexit, sys; from sitegen.cli_process import run; atexit.register(print, 'by Python')\n"


def _run(program: str, **kept: object) -> subprocess.CompletedProcess[str]:
    # What is said is kept back until there is much of it, as where nobody asked for other.
    around = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", _BEFORE + program]
    return subprocess.run(command, text=True, stderr=subprocess.PIPE, check=False, env=around, **kept)


def test_all_that_was_said_is_said(tmp_path: Path) -> None:
    """Also where it goes to a file, which Python fills in large parts; nothing is done after that."""
    file = tmp_path / "said.txt"
    with file.open("w") as opened:
        done = _run("run(lambda: [print(number) for number in range(9999)])", stdout=opened)
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_text().splitlines() == list(map(str, range(9999)))


@pytest.mark.parametrize("code", [1, 130])
def test_a_program_that_fails_ends_as_python_ends_it(code: int) -> None:
    """With its exit code."""
    done = _run(f"run(lambda: sys.exit({code}))", stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout, done.stderr) == (code, "by Python\n", "")


def test_a_bug_is_shown() -> None:
    """As any other."""
    done = _run("run(lambda: 1 / 0)", stdout=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_what_nobody_reads_is_said_to_be_lost() -> None:
    """By Python, and not as a bug of ours."""
    read, write = os.pipe()
    os.close(read)
    done = _run("run(lambda: print('unread'))", stdout=write)
    os.close(write)
    assert done.returncode == 120
    assert "BrokenPipeError" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_ends_its_process(tmp_path: Path) -> None:
    """`python -m sitegen`, as `review` itself."""
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "explain", "no-such-code"], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    done = subprocess.run([sys.executable, "-m", "sitegen", "--help"], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: " in done.stdout


def test_lost_values_are_not_looked_for_before_pages_are_rendered(tmp_path: Path) -> None:
    """Then those that were made since; where somebody else says when to look, nothing is changed."""
    lost = "from sitegen.lost import look_from_now; import gc; "
    said = "print(gc.isenabled(), gc.get_freeze_count() > 0, gc.get_threshold()[:2])"
    done = _run(f"{lost}run(lambda: ({said}, look_from_now(), {said}))", stdout=subprocess.PIPE)
    assert done.stdout.splitlines() == ["False False (50000, 1000)", "True True (50000, 1000)"]
    done = _run(f"{lost}look_from_now(); {said}", stdout=subprocess.PIPE)
    assert done.stdout.splitlines()[0] == "True False (700, 10)"
