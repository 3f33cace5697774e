"""What a preview of a link shows: a card for the first page and each chapter, whose words fit and are in our font."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sitegen.compose.figures.shapes import Words
from sitegen.compose.link_pictures import HEIGHT, WIDTH, LinkPicture, link_pictures
from sitegen.compose.page import Page
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.render.drawings import Drawings


def _card(tiny: Path, title: str) -> LinkPicture:
    review, _ = load(tiny)
    assert review is not None
    page = Page("chapters/long.md", title, "", "chapter", (), {})
    return link_pictures(review.info, [page])[page.path]


@pytest.mark.parametrize("title", ["What calms", "A long title " * 6, "Immunoglobulin" * 4, "of " * 60])
def test_words_stay_on_the_card(tiny: Path, title: str) -> None:
    """A long title is set smaller, and no line stands below the foot."""
    card = _card(tiny, title)
    words = [shape for shape in card.drawing.shapes if isinstance(shape, Words)]
    assert all(0 < word.y < HEIGHT - 20 for word in words)
    assert max(word.y for word in words[:-1]) < HEIGHT - 70


def test_the_names_of_fonts_are_names(tiny: Path) -> None:
    """A name with a number in it needs quotation marks; without them every reader falls back to a font of its own."""
    svg = Drawings(template_folders(tiny)).card(_card(tiny, "What calms"))
    (families,) = re.findall(r'font-family="([^"]+)"', svg)
    assert all(re.fullmatch(r"'[^']+'|[a-z-]+", name.strip()) for name in families.split(","))
    assert "'Source Sans 3'" in families


@pytest.mark.slow
def test_every_page_names_a_picture_that_is_there(built_tiny: Any) -> None:
    """As large as networks ask for; a chapter has its own, the others that of the first page."""
    address = built_tiny.prepared.address
    for page in built_tiny.prepared.site.pages:
        tree = html.document_fromstring(built_tiny.page(page.path).read_bytes())
        (image,) = tree.xpath("//meta[@property='og:image']/@content")
        file = built_tiny.site / image.removeprefix(address)
        assert struct.unpack(">II", file.read_bytes()[16:24]) == (2 * WIDTH, 2 * HEIGHT)
        own = page.role in ("home", "chapter")
        assert (page.path in built_tiny.prepared.site.link_pictures) == own
