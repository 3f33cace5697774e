"""In: the folder of npm packages; out: the site's fonts: in files by how common letters are, their weights as used, kept."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SANS = "@fontsource-variable/source-sans-3/files/source-sans-3"
_SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4"
#: Letters and signs that nearly every page has, the common ones with accents among them; a fourth of a font's bytes is
#: for others, which a browser fetches where a page has one. assets/stylesheets/fonts.css has the same ranges.
COMMON = frozenset(
    (*range(0x20, 0x7F), *map(ord, "\u00a0§°±µ¶·ÄÉÖ×Üßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ\u2002\u2009\u200b–—‘’“”„•…›€™−"))
)
#: Each font: where it comes from, the weights that it keeps, whether it has the common letters, the others, or all (None),
#: and its name on the site. Text needs every weight; headings and the text of chapters need one each, which is a third of
#: the size.
_FACES: tuple[tuple[str, float | tuple[float, float], bool | None, str], ...] = (
    (f"{_SANS}-latin-wght-normal", (400, 700), True, "source-sans-3-latin"),
    (f"{_SANS}-latin-wght-normal", (400, 700), False, "source-sans-3-latin-more"),
    (f"{_SANS}-latin-wght-italic", 400, True, "source-sans-3-latin-italic"),
    (f"{_SANS}-latin-wght-italic", 400, False, "source-sans-3-latin-more-italic"),
    (f"{_SERIF}-latin-wght-normal", 600, True, "source-serif-4-latin-600"),
    (f"{_SERIF}-latin-wght-normal", 600, False, "source-serif-4-latin-more-600"),
    (f"{_SERIF}-latin-wght-normal", 400, True, "source-serif-4-latin-400"),
    (f"{_SERIF}-latin-wght-normal", 400, False, "source-serif-4-latin-more-400"),
    (f"{_SERIF}-latin-wght-italic", 400, True, "source-serif-4-latin-italic"),
    (f"{_SERIF}-latin-wght-italic", 400, False, "source-serif-4-latin-more-italic"),
    (f"{_SANS}-latin-ext-wght-normal", 400, None, "source-sans-3-latin-ext"),
    (f"{_SANS}-greek-wght-normal", 400, None, "source-sans-3-greek"),
    (f"{_SERIF}-latin-ext-wght-normal", 600, None, "source-serif-4-latin-ext"),
    (f"{_SERIF}-greek-wght-normal", 600, None, "source-serif-4-greek"),
)
#: Letters with accents are letters of their own in our texts, so that nothing has to be put together from parts.
_FEATURES = ["kern", "liga", "locl", "lnum", "tnum"]
#: Changes when the recipe does.
_RECIPE = "4"


def font_files(packages: Path) -> Iterator[tuple[str, Path]]:
    """Each font's name on the site and the file; made from the package at the first build, then kept beside it."""
    for stem, weights, common, name in _FACES:
        source = packages / f"{stem}.woff2"
        if source.is_file():
            yield f"{name}.woff2", _kept(source, weights, common, packages)


def _kept(source: Path, weights: float | tuple[float, float], common: bool | None, packages: Path) -> Path:
    content = source.read_bytes()
    recipe = (_RECIPE, weights, _FEATURES, common if common is None else (common, sorted(COMMON)))
    key = hashlib.sha256(content + repr(recipe).encode()).hexdigest()[:24]
    folder = packages / ".cache" / "review-fonts"
    file = folder / f"{key}.woff2"
    if not file.is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:  # packages that belong to somebody else
            folder = Path(tempfile.gettempdir()) / "review-fonts"
            folder.mkdir(exist_ok=True)
            file = folder / file.name
        number, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(number, "wb") as output:
            output.write(slim(content, weights, common))
        Path(name).replace(file)
    return file


def slim(content: bytes, weights: float | tuple[float, float], common: bool | None = None) -> bytes:
    """The font with these weights and its common letters, the others, or all, without hints and rare features; the same
    bytes at each run."""
    from fontTools import subset  # here, since most builds find the fonts made
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(content), recalcTimestamp=False, lazy=False)
    options = subset.Options(layout_features=_FEATURES, hinting=False, recalc_timestamp=False, bidi_closure=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[its for its in font.getBestCmap() if common is None or (its in COMMON) is common])
    cut.subset(font)
    plain = io.BytesIO()
    font.flavor = None
    font.save(plain)
    font = TTFont(io.BytesIO(plain.getvalue()), recalcTimestamp=False, lazy=False)
    font = instancer.instantiateVariableFont(font, {"wght": weights})
    font.flavor = "woff2"
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()
