"""In: the review's folder; out: whether its last build still stands: same inputs, same outputs. Reads; writes one note."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from .places import generator_folder, package_files, template_folders
from .sinks.swap import digest

_OUTPUTS = ("site", "markdown", "schemas")
_NOTE = "build/last-build.json"
#: What of the environment changes the output.
_VARIABLES = ("SITE_URL",)


def is_up_to_date(root: Path) -> bool:
    """Whether building again would give what is there already."""
    note = root / _NOTE
    try:
        last = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return last == {"inputs": _inputs(root), "outputs": _outputs(root)}


def remember(root: Path) -> None:
    """Note what was built from what."""
    note = {"inputs": _inputs(root), "outputs": _outputs(root)}
    (root / _NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def _outputs(root: Path) -> dict[str, str]:
    return {name: digest(root / "build" / name) for name in _OUTPUTS}


def _inputs(root: Path) -> str:
    """One SHA-256 over everything that a build reads, the generator and its libraries among it."""
    whole = hashlib.sha256(sys.version.encode())
    for name in _VARIABLES:
        whole.update(f"{name}={os.environ.get(name, '')}\0".encode())
    for installed in sorted({f"{d.metadata['Name']}=={d.version}" for d in distributions()}):
        whole.update(installed.encode() + b"\0")
    for file in _input_files(root):
        whole.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    lock = package_files(root).parent / "package-lock.json"
    whole.update(lock.read_bytes() if lock.is_file() else b"")
    return whole.hexdigest()


def _input_files(root: Path) -> Iterator[Path]:
    folders = [root / "data", root / "docs", *template_folders(root), generator_folder("assets"), Path(__file__).parent]
    for file in (root / "mkdocs.yml", root / "references.bib"):
        if file.is_file():
            yield file
    for folder in dict.fromkeys(folders):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            if "__pycache__" not in file.parts:
                yield file
