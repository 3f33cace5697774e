"""In: the folder of npm packages; out: the site's fonts: their letters as packaged, their weights as used, kept once made."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SANS = "@fontsource-variable/source-sans-3/files/source-sans-3"
_SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4"
#: Each font: where it comes from, the weights that it keeps, and its name on the site. Text needs every weight; headings
#: and the text of chapters need one each, which is a third of the size.
_FACES: tuple[tuple[str, float | tuple[float, float], str], ...] = (
    (f"{_SANS}-latin-wght-normal", (400, 700), "source-sans-3-latin"),
    (f"{_SANS}-latin-wght-italic", 400, "source-sans-3-latin-italic"),
    (f"{_SERIF}-latin-wght-normal", 600, "source-serif-4-latin-600"),
    (f"{_SERIF}-latin-wght-normal", 400, "source-serif-4-latin-400"),
    (f"{_SERIF}-latin-wght-italic", 400, "source-serif-4-latin-italic"),
    (f"{_SANS}-latin-ext-wght-normal", 400, "source-sans-3-latin-ext"),
    (f"{_SANS}-greek-wght-normal", 400, "source-sans-3-greek"),
    (f"{_SERIF}-latin-ext-wght-normal", 600, "source-serif-4-latin-ext"),
    (f"{_SERIF}-greek-wght-normal", 600, "source-serif-4-greek"),
)
#: Letters with accents are letters of their own in our texts, so that nothing has to be put together from parts.
_FEATURES = ["kern", "liga", "locl", "lnum", "tnum"]
#: Changes when the recipe does.
_RECIPE = "2"


def font_files(packages: Path) -> Iterator[tuple[str, Path]]:
    """Each font's name on the site and the file; made from the package at the first build, then kept beside it."""
    for stem, weights, name in _FACES:
        source = packages / f"{stem}.woff2"
        if source.is_file():
            yield f"{name}.woff2", _kept(source, weights, packages)


def _kept(source: Path, weights: float | tuple[float, float], packages: Path) -> Path:
    content = source.read_bytes()
    key = hashlib.sha256(content + repr((_RECIPE, weights, _FEATURES)).encode()).hexdigest()[:24]
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
            output.write(slim(content, weights))
        Path(name).replace(file)
    return file


def slim(content: bytes, weights: float | tuple[float, float]) -> bytes:
    """The font with these weights only, without hints and rare features; the same bytes at each run."""
    from fontTools import subset  # here, since most builds find the fonts made
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(content), recalcTimestamp=False, lazy=False)
    options = subset.Options(layout_features=_FEATURES, hinting=False, recalc_timestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=font.getBestCmap())
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
