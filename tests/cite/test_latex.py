"""In: texts of a bibliography; out: that those which need no reader of LaTeX are told as it tells them."""

from __future__ import annotations

import random

import pytest
from pybtex.richtext import Text
from sitegen.cite import latex
from sitegen.cite.latex import plain

_CHARS = ["a", "B", "é", "7", " ", ".", ":", ",", "-", "--", "---", "{", "}", "{Ab}", "(", ")", "/", "+", ";"]


def _by_reader(written: str) -> str:
    return " ".join(str(Text.from_latex(written)).split())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("803--829", "803–829"),
        ("e12--e19", "e12–e19"),
        ("S1--S9", "S1–S9"),
        ("803-829", "803-829"),
        ("803---829", "803—829"),
        ("12--14, 19--22", "12–14, 19–22"),
        ("--9", "–9"),
        ("{CAR}-T in {ALL}: a review", "CAR-T in ALL: a review"),
    ],
)
def test_pages_and_titles(written: str, told: str) -> None:
    """With and without a reader."""
    assert plain(written) == told == _by_reader(written)


def test_short_ways_say_the_same() -> None:
    """Of texts made of what they are for, more than a fourth of which need no reader."""
    chosen = random.Random(1)
    texts = ["".join(chosen.choices(_CHARS, k=chosen.randint(1, 8))) for _ in range(2_000)]
    texts = [text for text in texts if text.count("{") == text.count("}") and "}" not in text.partition("{")[0]]
    short = [text for text in texts if latex._BRACED.fullmatch(text) or latex._RANGE.fullmatch(text)]
    assert len(short) > len(texts) / 4
    assert any(latex._RANGE.fullmatch(text) for text in short)
    for text in short:
        assert plain(text) == _by_reader(text), text
