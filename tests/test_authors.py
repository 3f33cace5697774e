"""In: the built tiny review, by a person and a group; out: that every place that people read has the names in their order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

INVERTED, READING = "Pot, Ann Marie", "Ann Marie Pot"
#: What reads names by family name: Highwire, Dublin Core, BibTeX and RIS to copy, archives, the EPUB's order of names.
BY_FAMILY = re.compile(
    r'<meta name="(?:citation_author|DC\.creator)" content="Pot, Ann\sMarie"'
    r'|author = \{Pot, Ann Marie|AU  - Pot, Ann Marie|"name": "Pot, Ann Marie"'
    r'|property="file-as">Pot, Ann Marie'
)
TEXT = {".html", ".md", ".txt", ".json", ".xml", ".cff", ".xhtml", ".opf", ".svg", ".csv", ".webmanifest"}


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if Path(name).suffix in (".zip", ".epub", ".imscc"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inside in archive.namelist():
                yield from _texts(f"{name}/{inside}", archive.read(inside))
    elif Path(name).suffix in TEXT:
        yield name, data.decode("utf-8")


def _all(built: Any) -> Iterator[tuple[str, str]]:
    for file in sorted(built.site.rglob("*")):
        if file.is_file():
            yield from _texts(file.relative_to(built.site).as_posix(), file.read_bytes())


def test_names_are_inverted_for_programs_only(built_tiny: Any) -> None:
    """On pages, in packages, feeds, previews and downloads a name is read as it is spoken."""
    read = {name: BY_FAMILY.sub("", text) for name, text in _all(built_tiny)}
    # A style of citing may begin with the family name; it says the initials then, or stands in a block of its own.
    odd = {name: re.findall(r".{0,60}Pot, Ann\s?Marie", text) for name, text in read.items() if INVERTED in text}
    assert odd == {}
    for name in (
        "index.html",
        "index.md",
        "oembed/c-n001.json",
        "feeds/changes.xml",
        "downloads/deposit-datacite.json",
        "downloads/data/datapackage.json",
    ):
        assert READING in read.get(name, ""), name
    assert any(READING in text for name, text in read.items() if ".imscc/" in name)
    assert any(READING in text for name, text in read.items() if name.endswith("title.xhtml"))
