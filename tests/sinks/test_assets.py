"""In: what the generator takes from npm packages; out: that its wheel carries all of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from sitegen.book import fonts as book_fonts
from sitegen.sinks import assets, fonts

ROOT = Path(__file__).resolve().parents[2]


def _used(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Each file of a package that pages or the book are made from."""
    packages = ROOT / "node_modules"
    sources: list[Path] = []
    key = fonts._key

    def noted(source: Path, *recipe: Any) -> str:
        sources.append(source)
        return key(source, *recipe)

    monkeypatch.setattr(fonts, "_key", noted)
    its = [file for _, file in assets.browser_files(ROOT) if ".cache" not in file.parts]
    its += [file for _, file, *_ in book_fonts._recipe(packages)]
    return {file.relative_to(packages).as_posix() for file in (*sources, *its) if file.is_relative_to(packages)}


def test_the_wheel_carries_every_file_of_a_package_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list in pyproject.toml is what is used, with each package's license, and nothing else."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    listed = {name.removeprefix("node_modules/") for name in wheel["only-include"] if name.startswith("node_modules/")}
    used = _used(monkeypatch)
    assert {name for name in listed if "LICENSE" not in name} == used
    licensed = {str(Path(name).parent) for name in listed if "LICENSE" in name}
    assert {"/".join(name.split("/")[: 2 if name.startswith("@") else 1]) for name in used} == licensed
