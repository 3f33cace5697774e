"""In: the review's folder; out: whether its last build still stands, by a note of its inputs and outputs."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .places import template_folders
from .seen import Seen
from .sinks.assets import browser_files
from .sinks.swap import digest
from .sinks.whole import write_whole
from .tree import files_below

_OUTPUTS = ("site", "markdown", "schemas")
_NOTE = "build/last-build.json"
#: What of the environment changes the output.
_VARIABLES = ("SITE_URL", "EDITIONS")


def is_up_to_date(root: Path, inputs: str, seen: Seen | None = None) -> bool:
    """Whether building again from these inputs would give what is there already; files that were `seen` are not read."""
    try:
        last = json.loads((root / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if not isinstance(last, dict) or last.get("inputs") != inputs:
        return False
    return last == {"inputs": inputs, "outputs": _outputs(root, seen)}


def remember(root: Path, inputs: str, outputs: Mapping[str, str] | None = None) -> None:
    """Note what was built from these inputs, as they were before the build: an edit during it is not in the site.

    The digests of the outputs may be given, where it is known that they lie there.
    """
    note = {"inputs": inputs, "outputs": _outputs(root) if outputs is None else dict(outputs)}
    write_whole({root / _NOTE: (json.dumps(note, indent=1) + "\n").encode()})


def _outputs(root: Path, seen: Seen | None = None) -> dict[str, str]:
    return {name: digest(root / "build" / name, seen) for name in _OUTPUTS}


def inputs_of(root: Path, seen: Seen | None = None) -> str:
    """One SHA-256 over everything that a build reads, the generator and its libraries among it."""
    seen = Seen() if seen is None else seen
    whole = hashlib.sha256(sys.version.encode())
    for name in _VARIABLES:
        whole.update(f"{name}={os.environ.get(name, '')}\0".encode())
    places = {Path(place) for place in sys.path if place}
    for installed in sorted({its.name for place in places if place.is_dir() for its in place.glob("*.dist-info")}):
        whole.update(os.fsencode(installed) + b"\0")
    for file in input_files(root):
        whole.update(f"{file}\0{_sum_of(file, seen)}\0".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _sum_of(file: str, seen: Seen) -> str:
    """The sum of a file; one that cannot be read is for the build to name."""
    try:
        return seen.sum_of(file)
    except OSError as error:
        return str(error.errno)


def input_files(root: Path) -> Iterator[str]:
    """Every file that a build reads: the review's own, the generator's, and those that it takes from npm packages."""
    folders = [root / "data", root / "docs", *template_folders(root), Path(__file__).parent]
    for file in (root / "mkdocs.yml", root / "references.bib"):
        if file.is_file():
            yield str(file)
    for folder in dict.fromkeys(folders):
        for name, path in files_below(folder).items():
            if "__pycache__/" not in name:
                yield path
    for _, file in browser_files(root):
        yield str(file)
