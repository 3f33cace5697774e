"""In: the built site with all its files; out: in it the list of their SHA-256 sums, which `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..compose.downloads import SUMS
from ..tree import content_of, files_below


def write_sums(site: Path) -> Mapping[str, bytes]:
    """Write the list; every file but the list itself, by its place below the site's folder, in one order everywhere.

    Gives the sum of each file of the site, that of the list among them.
    """
    files = files_below(site)
    sums = {name: hashlib.sha256(content_of(files[name])).digest() for name in files if name != SUMS}
    listed = "".join(f"{its.hex()}  {name}\n" for name, its in sums.items()).encode()
    (site / SUMS).parent.mkdir(parents=True, exist_ok=True)
    (site / SUMS).unlink(missing_ok=True)
    (site / SUMS).write_bytes(listed)
    return {**sums, SUMS: hashlib.sha256(listed).digest()}
