"""In: templates that were compiled before; out: that they are taken over where nothing is another way, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest
from sitegen.render import compiled
from sitegen.render.compiled import Compiled


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of templates that are compiled; those in `ours` are this program's."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "kept").mkdir()
    for folder in ("ours", "theirs"):
        (tmp_path / folder / "tea.txt").write_text("north {{ 1 + 1 }}", encoding="utf-8")
    monkeypatch.setattr(compiled, "generator_folder", lambda name: tmp_path / "ours")
    monkeypatch.setattr(compiled, "_folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    found: list[str] = []
    real = jinja2.Environment.compile
    monkeypatch.setattr(
        jinja2.Environment, "compile", lambda *its, **how: found.append(str(its[2])) or real(*its, **how)
    )
    return found


def _text(folder: Path, kind: str = "kind") -> str:
    """As a run of its own makes it."""
    loader = jinja2.FileSystemLoader(folder)
    return str(jinja2.Environment(loader=loader, bytecode_cache=Compiled(kind)).get_template("tea.txt").render())


def test_a_template_of_the_program_is_compiled_once(tmp_path: Path, work: list[str]) -> None:
    """Another text of it, another kind of environments, and a review's own template are compiled each time."""
    assert [_text(tmp_path / "ours") for _ in range(3)] == ["north 2"] * 3
    assert len(work) == 1
    assert [_text(tmp_path / "ours", kind) for kind in ("other", "")] == ["north 2"] * 2
    assert len(work) == 3
    (tmp_path / "ours" / "tea.txt").write_text("south {{ 1 + 1 }}", encoding="utf-8")
    assert [_text(tmp_path / "ours") for _ in range(2)] == ["south 2"] * 2
    assert len(work) == 4
    assert [_text(tmp_path / "theirs") for _ in range(2)] == ["north 2"] * 2
    assert len(work) == 6


@pytest.mark.parametrize("how", ["cut off", "changed", "of another program", "not to be written", "a folder"])
def test_what_is_broken_or_foreign_is_compiled_anew(
    tmp_path: Path, work: list[str], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with Python's own compiled modules, which may be left out."""
    if how == "not to be written":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _text(tmp_path / "ours")
    for file in (tmp_path / "kept").iterdir():
        content = file.read_bytes()
        if how == "a folder":
            file.unlink()
            file.mkdir()
        else:
            broken = {"cut off": content[:-9], "changed": content[:-1] + b"x"}
            file.write_bytes(broken.get(how, content))
    if how == "of another program":
        monkeypatch.setattr(compiled, "_program", lambda: "another")
    assert _text(tmp_path / "ours") == "north 2"
    assert len(work) == 2
    assert not [file for file in (tmp_path / "kept").iterdir() if not file.name.endswith(sys.implementation.cache_tag)]
