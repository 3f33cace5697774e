"""In: the built site with all its files; out: its page of downloads with each file's size beside its link."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = "downloads/index.html"
_LINK = re.compile(r"(<td>.*?</td>)", re.S)
_FILE = re.compile(r'(<a\s[^>]*?href="(?P<href>(?:\.\./)?[^":#]+\.[a-z0-9]+)"[^>]*>.*?</a>)', re.S)


def fill_sizes(site: Path) -> None:
    """Write the sizes; a page without files, or no such page, stays as it is."""
    page = site / _PAGE
    if not page.is_file():
        return

    def sized(match: re.Match[str]) -> str:
        file = (page.parent / match["href"]).resolve()
        if not file.is_file() or file.suffix == ".html":
            return match.group()
        return f'{match[1]}<span class="file-size"> ({in_words(file.stat().st_size)})</span>'

    html = page.read_text(encoding="utf-8")
    cells = _LINK.sub(lambda cell: _FILE.sub(sized, cell[1]), html)
    if cells != html:
        page.unlink()  # another build's file may be this one
        page.write_text(cells, encoding="utf-8", newline="")


def in_words(size: int) -> str:
    """A number of bytes as readers know it: 812 bytes, 31 kB, 2.4 MB."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"
