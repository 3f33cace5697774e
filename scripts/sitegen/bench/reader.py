"""In: a built site; out: what a reader's browser loads: for a first search, and for a page of a thing, as a server packs it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from statistics import median


def weights(site: Path, pages: list[str]) -> Mapping[str, int]:
    """Bytes: the names and the largest part of words and of texts; the page in the middle, whole and packed."""
    search = {file.name: _packed(file) for file in (site / "search").glob("*.js")}
    parts = (max((size for name, size in search.items() if name.startswith(start)), default=0) for start in ("w", "t"))
    files = [site / page / "index.html" for page in pages]
    return {
        "a first search, packed": search.get("names.js", 0) + sum(parts),
        "a page, packed": int(median(map(_packed, files))),
        "a page": int(median(file.stat().st_size for file in files)),
    }


def _packed(file: Path) -> int:
    return len(zlib.compress(file.read_bytes(), 6))
