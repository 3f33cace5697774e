"""The site's fonts keep their letters and lose the weights that no style uses; the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from sitegen.sinks.fonts import font_files, slim

_SOURCE = "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-greek-wght-normal.woff2"


@pytest.mark.slow
def test_a_font_keeps_its_letters_and_one_weight(real_root: Path) -> None:
    """Smaller, without an axis, with each letter; made twice it is the same."""
    content = (real_root / _SOURCE).read_bytes()
    once = slim(content, 600)
    before, after = TTFont(io.BytesIO(content)), TTFont(io.BytesIO(once))
    assert set(after.getBestCmap()) == set(before.getBestCmap())
    assert "fvar" not in after
    assert len(once) < 0.6 * len(content)
    assert slim(content, 600) == once


def test_every_font_of_the_style_sheet_is_there(real_root: Path) -> None:
    """The style sheet names the files that are made, and no others."""
    css = (real_root / "docs" / "assets" / "stylesheets" / "fonts.css").read_text(encoding="utf-8")
    made = {name for name, _ in font_files(real_root / "node_modules")}
    assert {part.partition('"')[0] for part in css.split("../fonts/")[1:]} == made
