"""In: the handbook; out: that its commands, typed one after the other by somebody new, do what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HANDBOOK = Path(__file__).resolve().parent.parent / "handbook"
_BLOCK = re.compile(r"^```(?P<language>\w+)(?P<what> [^\n]*)?\n(?P<text>.*?)^```$", re.M | re.S)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def _edit(folder: Path, its: dict[str, str], text: str) -> None:
    """What the reader of a block does with it: write a file, add to one, change a line."""
    if "title" in its:
        (folder / its["title"]).parent.mkdir(parents=True, exist_ok=True)
        (folder / its["title"]).write_text(text, encoding="utf-8")
        return
    file = folder / (its.get("add") or its["replace"])
    old = file.read_text(encoding="utf-8")
    if "replace" in its:
        assert old.count(its["line"] + "\n") == 1
        file.write_text(old.replace(its["line"] + "\n", text), encoding="utf-8")
    elif "below" in its:
        assert old.count(its["below"] + "\n") == 1
        file.write_text(old.replace(its["below"] + "\n", its["below"] + "\n" + text), encoding="utf-8")
    else:
        file.write_text(old + text, encoding="utf-8")


def test_the_steps_of_adding_a_source(tmp_path: Path) -> None:
    """Each command works as it stands, what is shown as output is what it prints, and the edition is released."""
    door = tmp_path / "bin" / "review"
    door.parent.mkdir()
    door.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "{HANDBOOK.parent}/scripts/review.py" "$@"\n', encoding="utf-8"
    )
    door.chmod(0o755)
    environment = {**os.environ, "PATH": f"{door.parent}:{os.environ['PATH']}"}
    folder, printed = tmp_path, ""
    for block in _BLOCK.finditer((HANDBOOK / "adding-a-source.md").read_text(encoding="utf-8")):
        its = dict(_ATTRIBUTE.findall(block["what"] or ""))
        if its:
            _edit(folder, its, block["text"])
        elif block["language"] == "text":
            assert block["text"] == printed
        else:
            for line in block["text"].splitlines():
                if line.startswith("cd "):
                    folder /= line.removeprefix("cd ")
                    continue
                done = subprocess.run(
                    ["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
                printed = done.stdout
    assert list((folder / "build/editions").glob("*.zip"))
    page = (folder / "build/site/loaves/rye-loaf/index.html").read_text(encoding="utf-8")
    assert "12 g" in page
