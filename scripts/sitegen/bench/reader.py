"""In: a built site; out: what a reader's browser loads: for a first search, a first hover, a page, as it is and as packed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

#: What a search of two words asks for at most, the second one still being typed: parts of words, texts and notes.
PARTS = {"words-": 5, "texts-": 12, "notes-": 7}
_SCRIPTS = ("search.js", "minisearch.js")
_MENU = re.compile(r'<nav class="review-nav".*?</nav>', re.S)


def weights(site: Path, pages: list[str]) -> Mapping[str, int]:
    """Bytes; of a search the largest parts that it may ask for, of the given pages the one in the middle, of menus the
    largest on any page that stands in one."""
    files = [site / page / "index.html" for page in pages]
    lists = [site / "index.html", *site.glob("*/index.html"), *site.glob("sources/*/index.html"), *files]
    hovered = [*_largest(site.glob("assets/previews.js"), 1), *_largest(site.glob("assets/previews/*.js"), 1)]
    found = {
        "a first search": _of_search(site),
        "a first hover": hovered,
        "home": [site / "index.html"],
        "references": _largest(site.glob("references/index.html"), 1),
    }
    told: dict[str, int] = {}
    for name, its in found.items():
        told[name] = sum(file.stat().st_size for file in its)
        told[f"{name}, packed"] = sum(map(_packed, its))
    told["a page"] = int(median(file.stat().st_size for file in files))
    told["a page, packed"] = int(median(map(_packed, files)))
    told["a menu"] = max(map(_menu, lists))
    return told


def _of_search(site: Path) -> list[Path]:
    found = [site / "assets" / "javascripts" / name for name in _SCRIPTS] + [site / "search" / "names.js"]
    for start, count in PARTS.items():
        found += _largest(site.glob(f"search/{start}*.js"), count)
    return [file for file in found if file.is_file()]


def _largest(files: Iterable[Path], count: int) -> list[Path]:
    return sorted(files, key=lambda file: -file.stat().st_size)[:count]


def _menu(page: Path) -> int:
    found = _MENU.search(page.read_text(encoding="utf-8")) if page.is_file() else None
    return len(found[0].encode()) if found else 0


def _packed(file: Path) -> int:
    return len(zlib.compress(file.read_bytes(), 6))
