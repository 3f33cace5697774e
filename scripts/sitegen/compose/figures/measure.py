"""In: words, a size and a weight; out: how wide they are in the font that figures are set in, and where they wrap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...places import own_packages
from ...problems import Location, Problem, ProblemsFound, SourceText

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

REGULAR, BOLD = 400, 600
_FONT = "@fontsource-variable/source-sans-3/files/source-sans-3-{subset}-wght-normal.woff2"
_SUBSETS = ("latin", "latin-ext", "greek")
#: For a letter that the font does not have: browsers take another font, whose letters are rarely wider.
_UNKNOWN = 0.62


@lru_cache(maxsize=4)
def _widths(weight: int) -> Mapping[str, float]:
    """The advance width of every letter, for a font size of one."""
    from fontTools.ttLib import TTFont  # here, since a build that draws no figure anew measures nothing

    found: dict[str, float] = {}
    for subset in _SUBSETS:
        path = own_packages() / _FONT.format(subset=subset)
        if not path.is_file():
            sentence = f"the font {Path(path).name} is missing, with which figures are measured"
            at = Location(SourceText(f"node_modules/{_FONT.format(subset=subset)}", ()))
            raise ProblemsFound([Problem("missing-file", at, sentence, fix="run `make tools`")])
        with TTFont(path) as font:
            for code, width in _advances(font, weight):
                found.setdefault(chr(code), width)
    return found


def _advances(font: TTFont, weight: int) -> Iterator[tuple[int, float]]:
    """The width of each character: as fontTools' set of glyphs has it, which unpacks every outline before it answers."""
    from fontTools.varLib.models import normalizeLocation
    from fontTools.varLib.varStore import VarStoreInstancer

    axes = {axis.axisTag: (axis.minValue, axis.defaultValue, axis.maxValue) for axis in font["fvar"].axes}
    place = normalizeLocation({"wght": weight}, axes)
    if "avar" in font:
        place = font["avar"].renormalizeLocation(place, font)
    changes = font["HVAR"].table
    change = VarStoreInstancer(changes.VarStore, font["fvar"].axes, place)
    widths, scale = font["hmtx"].metrics, font["head"].unitsPerEm
    for code, name in font.getBestCmap().items():
        number = changes.AdvWidthMap.mapping[name] if changes.AdvWidthMap else font.getGlyphID(name)
        yield code, (widths[name][0] + change[number]) / scale


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide the text is; kerning, which narrows, is left out."""
    widths = _widths(weight)
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
