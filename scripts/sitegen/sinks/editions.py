"""In: archives of released editions; out: their pages in a folder, each saying its edition and leading to the newest."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape

from ..model.edition import Released

_BODY = re.compile(rb"<body\b[^>]*>")


def differs(archive: Path, its: Released) -> str | None:
    """Why the archive is not that of the edition; None when it is."""
    if not archive.is_file():
        return f"the archive {its.archive} of edition {its.number} is not there"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    return None if found == its.sha256 else f"the archive {its.archive} of edition {its.number} has the SHA-256 {found}"


def unpack(archive: Path, its: Released, newest: str, folder: Path) -> None:
    """Write every file of the archive below the folder; each page gets a line that leads to its place in the newest."""
    for name, content in _files(archive):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_with_line(content, name, its, newest) if name.endswith(".html") else content)


def unpack_as_packed(archive: Path, folder: Path) -> None:
    """Write every file of the archive below the folder, as it is."""
    for name, content in _files(archive):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


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
