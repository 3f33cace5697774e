"""In: archives of released editions; out: their pages in a folder, each saying its edition and leading to the newest."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape

from ..model.edition import Released
from .place import Place

_BODY = re.compile(rb"<body\b[^>]*>")


def differs(archive: Path, its: Released) -> str | None:
    """Why the archive is not that of the edition; None when it is."""
    if not archive.is_file():
        return f"the archive {its.archive} of edition {its.number} is not there"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    return None if found == its.sha256 else f"the archive {its.archive} of edition {its.number} has the SHA-256 {found}"


def unpack(archive: Path, its: Released, newest: str, site: Place, folder: str) -> None:
    """Write every file of the archive below a folder of the site; each page gets a line that leads to the newest."""
    for name, content in _files(archive):
        site.put(f"{folder}/{name}", _with_line(content, name, its, newest) if name.endswith(".html") else content)


def unpack_as_packed(archive: Path, folder: Path) -> None:
    """Write every file of the archive below the folder, as it is."""
    place = Place(folder)
    for name, content in _files(archive):
        place.put(name, content)


def _files(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of an archive, but none that would lie outside of where it is unpacked."""
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            if not (name.endswith("/") or name.startswith("/") or ".." in name.split("/")):
                yield name, packed.read(name)


def _with_line(page: bytes, name: str, its: Released, newest: str) -> bytes:
    """The line works without scripts; a script of the page adds the part that the reader was at."""
    place = name.removesuffix("index.html")
    href = "../" * (name.count("/") + 2) + place
    words = "This place in the present state" if its.number == newest else f"This place in the newest edition, {newest}"
    line = (
        f'<div class="review-edition" role="note" data-search-exclude>Edition {escape(its.number)} of '
        f'{escape(its.date)}, kept as it was released. <a data-review-newest href="{escape(href)}">{escape(words)}</a></div>'
    )
    return _BODY.sub(lambda match: match.group() + line.encode("utf-8"), page, count=1)
