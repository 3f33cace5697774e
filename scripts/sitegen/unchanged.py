"""In: the review's folder; out: whether its last build still stands, by a note of its inputs and outputs."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from .places import template_folders
from .sinks.assets import browser_files
from .sinks.swap import digest
from .sinks.whole import write_whole

_OUTPUTS = ("site", "markdown", "schemas")
_NOTE = "build/last-build.json"
#: What of the environment changes the output.
_VARIABLES = ("SITE_URL", "EDITIONS")


def is_up_to_date(root: Path, inputs: str) -> bool:
    """Whether building again from these inputs would give what is there already."""
    try:
        last = json.loads((root / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if not isinstance(last, dict) or last.get("inputs") != inputs:
        return False
    return last == {"inputs": inputs, "outputs": _outputs(root)}


def remember(root: Path, inputs: str) -> None:
    """Note what was built from these inputs, as they were before the build: an edit during it is not in the site."""
    note = {"inputs": inputs, "outputs": _outputs(root)}
    write_whole({root / _NOTE: (json.dumps(note, indent=1) + "\n").encode()})


def _outputs(root: Path) -> dict[str, str]:
    return {name: digest(root / "build" / name) for name in _OUTPUTS}


def inputs_of(root: Path) -> str:
    """One SHA-256 over everything that a build reads, the generator and its libraries among it."""
    whole = hashlib.sha256(sys.version.encode())
    for name in _VARIABLES:
        whole.update(f"{name}={os.environ.get(name, '')}\0".encode())
    places = {Path(place) for place in sys.path if place}
    for installed in sorted({its.name for place in places if place.is_dir() for its in place.glob("*.dist-info")}):
        whole.update(os.fsencode(installed) + b"\0")
    for file in input_files(root):
        whole.update(os.fsencode(file) + b"\0" + _content_of(file))
    return whole.hexdigest()


def _content_of(file: Path) -> bytes:
    """The digest of a file; one that cannot be read is for the build to name."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").digest()
    except OSError as error:
        return str(error.errno).encode()


def input_files(root: Path) -> Iterator[Path]:
    """Every file that a build reads: the review's own, the generator's, and those that it takes from npm packages."""
    folders = [root / "data", root / "docs", *template_folders(root), Path(__file__).parent]
    for file in (root / "mkdocs.yml", root / "references.bib"):
        if file.is_file():
            yield file
    for folder in dict.fromkeys(folders):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            if "__pycache__" not in file.parts:
                yield file
    for _, file in browser_files(root):
        yield file
