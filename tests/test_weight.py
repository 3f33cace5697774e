"""In: the built real site; out: that its pages are light: what a first visit sends over the wire, compressed."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sitegen.compose.addresses import web_path
from sitegen.compose.page import Target

pytestmark = pytest.mark.slow

#: Home and each entity, the fullest with two hundred statements, too.
BUDGET = 150_000
#: Loaded by a style sheet for slanted words, which most pages of entities have somewhere.
SLANTED = "assets/fonts/source-sans-3-latin-italic.woff2"


@lru_cache(maxsize=100)
def _sent(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 6))


def _weight(site: Path, path: str) -> int:
    page = site / web_path(Target("", path)) / "index.html"
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    loaded = tree.xpath("//link[@rel='stylesheet' or @rel='preload']/@href | //script/@src")
    return _sent(page) + sum(_sent((page.parent / href).resolve()) for href in dict.fromkeys(loaded))


def test_home_and_entities_are_light(built_real: Any) -> None:
    """The page, its styles, scripts and fonts, that of slanted words with them."""
    documents = built_real.prepared.documents
    assert _weight(built_real.site, "index.md") <= BUDGET
    slanted = _sent(built_real.site / SLANTED)
    weights = {its.path: _weight(built_real.site, its.path) + slanted for its in documents if its.role == "entity"}
    assert len(weights) > 300
    assert {path: weight for path, weight in weights.items() if weight > BUDGET} == {}
