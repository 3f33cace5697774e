"""In: the built site with all its files; out: in it the list of their SHA-256 sums, which `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..compose.downloads import SUMS


def write_sums(site: Path) -> None:
    """Write the list; every file but the list itself, by its place below the site's folder, in one order everywhere."""
    files = sorted((file.relative_to(site).as_posix(), file) for file in site.rglob("*") if file.is_file())
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for name, file in files if name != SUMS]
    (site / SUMS).parent.mkdir(parents=True, exist_ok=True)
    (site / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
