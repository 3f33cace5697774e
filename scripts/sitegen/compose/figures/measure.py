"""In: words, a size and a weight; out: how wide they are in the font that figures are set in, and where they wrap."""

from __future__ import annotations

from functools import lru_cache

from .widths import widths_of

REGULAR, BOLD = 400, 600
#: For a letter that the font does not have: browsers take another font, whose letters are rarely wider.
_UNKNOWN = 0.62


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide the text is; kerning, which narrows, is left out."""
    widths = widths_of(weight)
    return size * sum(widths.get(char, _UNKNOWN) for char in text)


def wrapped(text: str, width: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
    """The text in lines that fit the width; a single word that does not fit stands alone, broken at a hyphen if it can."""
    lines: list[str] = []
    for word in _pieces(text):
        joined = lines[-1] + word if lines else word
        if lines and text_width(joined.rstrip(), size, weight) <= width:
            lines[-1] = joined
        else:
            lines.append(word.lstrip())
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str) -> list[str]:
    """Words with the space before them; a hyphen or a slash ends a piece, so that a line may end there."""
    pieces: list[str] = []
    for index, word in enumerate(text.split()):
        rest = " " + word if index else word
        while True:
            cuts = [rest.find(mark, 3) for mark in "-/" if 3 <= rest.find(mark, 3) < len(rest) - 3]
            if not cuts:
                break
            pieces.append(rest[: min(cuts) + 1])
            rest = rest[min(cuts) + 1 :]
        pieces.append(rest)
    return pieces
