"""In: the built site with all its files; out: its page of downloads with each file's size beside its link."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = "downloads/index.html"
_LINK = re.compile(r"(<td>.*?</td>)", re.S)
_FILE = re.compile(r'(<a\s[^>]*?href="(?P<href>(?:\.\./)?[^":#]+\.[a-z0-9]+)"[^>]*>.*?</a>)', re.S)


def with_sizes(site: Path) -> str | None:
    """The page with the sizes; None where there are no files on it, or no such page."""
    page = site / PAGE
    if not page.is_file():
        return None

    def sized(match: re.Match[str]) -> str:
        file = (page.parent / match["href"]).resolve()
        if not file.is_file() or file.suffix == ".html":
            return match.group()
        return f'{match[1]}<span class="file-size"> ({in_words(file.stat().st_size)})</span>'

    html = page.read_text(encoding="utf-8")
    cells = _LINK.sub(lambda cell: _FILE.sub(sized, cell[1]), html)
    return cells if cells != html else None


def in_words(size: int) -> str:
    """A number of bytes as readers know it: 812 bytes, 31 kB, 2.4 MB."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"
