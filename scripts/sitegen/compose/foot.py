"""In: the Site and the files beside its pages; out: what the foot of every page says of the review."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from .page import Site


def foot_values(site: Site, files: frozenset[str]) -> Mapping[str, Any]:
    """The edition, and links to those pages and files about the review that exist."""
    info = site.info
    date = datetime.date.fromisoformat(info.edition.date)
    wanted = (
        ("A–Z index", "a-z/", "a-z.md"),
        ("Glossary", "glossary/", "glossary/index.md"),
        ("Status of this review", "status/", "status/index.md"),
        ("Data dictionary", "data-dictionary/", "data-dictionary/index.md"),
        ("Changes", "changes/", "changes/index.md"),
        ("Feed of changes", "feeds/changes.xml", "feeds/changes.xml"),
        ("For language models: llms.txt", "llms.txt", "llms.txt"),
    )
    there = {page.path for page in site.pages} | files
    return {
        "edition": info.edition.number,
        "date": f"{date.day} {date:%B} {date.year}",
        "contact": info.contact if "@" not in info.contact else f"mailto:{info.contact}",
        "repository": info.repository,
        "links": [(title, address) for title, address, path in wanted if path in there],
    }
