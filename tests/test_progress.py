"""In: commands that take long; out: that they say what they do, on a terminal and in lines elsewhere, never to a program."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from sitegen.cli_progress import profile_of, watch_for
from sitegen.stages import OF_A_BUILD

ROOT = Path(__file__).resolve().parent.parent


def test_a_terminal_sees_a_moving_line_that_goes(capsys: pytest.CaptureFixture[str]) -> None:
    """The stage stands in it with its time; in the end nothing is left, and nothing was printed as a line."""
    screen = io.StringIO()
    watch = watch_for("text", Console(file=screen, force_terminal=True, width=80))
    with watch.stage("Checking the site"):
        pass
    watch.close()
    assert "Checking the site …" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("format_", "expected"), [("text", "Checking the site …\n"), ("json", "")])
def test_elsewhere_a_line_a_stage(capsys: pytest.CaptureFixture[str], format_: str, expected: str) -> None:
    """Plain lines on standard error in CI and in pipes; nothing for programs."""
    watch = watch_for(format_, Console(file=io.StringIO()))
    with watch.stage("Checking the site"):
        pass
    watch.close()
    assert capsys.readouterr() == ("", expected)


def test_the_profile_adds_up() -> None:
    """A stage that was done twice is one row; the last row is the sum."""
    watch = watch_for("json")
    for name in ("One", "Two", "One"):
        with watch.stage(name):
            pass
    rows = profile_of(watch.took).splitlines()
    assert [row.split()[0] for row in rows[1:]] == ["One", "Two", "Together"]


@pytest.mark.slow
def test_a_build_says_its_stages_and_what_they_took(tiny: Path) -> None:
    """Each stage of a build is told once or more, in order; the profile has a row for each; a program reads JSON alone."""
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), "build", "--root", str(tiny)]
    result = subprocess.run([*command, "--profile"], capture_output=True, text=True, timeout=300, check=True)
    told = [line.removesuffix(" …") for line in result.stderr.splitlines() if line.endswith(" …")]
    assert list(dict.fromkeys(told)) == list(OF_A_BUILD)
    assert all(f"\n{name} " in result.stderr for name in (*OF_A_BUILD, "Together"))
    with (tiny / "data" / "tea" / "north-tea.yml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")
    result = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, timeout=300, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    assert json.loads(result.stdout)
