"""In: files by path and a day; out: a zip archive of them, the same bytes for the same files."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping


def zip_of(files: Mapping[str, str | bytes], day: str) -> bytes:
    """The files in the order given, each dated that day, without anything of the machine that packs them."""
    date = datetime.date.fromisoformat(day)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, (date.year, date.month, date.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content.encode("utf-8") if isinstance(content, str) else content)
    return written.getvalue()
