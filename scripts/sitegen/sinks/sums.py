"""In: the built site with all its files; out: in it the list of their SHA-256 sums, which `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..compose.downloads import SUMS
from ..tree import content_of, files_below


def write_sums(site: Path) -> None:
    """Write the list; every file but the list itself, by its place below the site's folder, in one order everywhere."""
    files = files_below(site)
    lines = [f"{hashlib.sha256(content_of(files[name])).hexdigest()}  {name}\n" for name in files if name != SUMS]
    (site / SUMS).parent.mkdir(parents=True, exist_ok=True)
    (site / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
