"""In: the content of files; out: all of them written, or none: a file is there whole, as it was or as it becomes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write each beside its place, and only when all are there put each in its place, in the order given."""
    halves: dict[Path, Path] = {}
    try:
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            # Always the same name: what a run left that was killed is overwritten by the next.
            halves[file] = file.with_name(f".{file.name}.new")
            with halves[file].open("wb") as output:
                output.write(content)
                output.flush()
                os.fsync(output.fileno())
        for file, half in halves.items():
            half.replace(file)
    except BaseException:
        for half in halves.values():
            half.unlink(missing_ok=True)
        raise
