"""In: the folder of npm packages; out: the site's fonts: in files by how common letters are, their weights as used, kept."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
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


#: A font to be cut: its source, the weights that it keeps, its letters, and the file that it becomes.
_Cut = tuple[Path, float | tuple[float, float], bool | None, Path]


def font_files(packages: Path) -> Iterator[tuple[str, Path]]:
    """Each font's name on the site and the file; made from the package at the first use, on all cores, then kept beside it."""
    sources = [(packages / f"{stem}.woff2", weights, common, name) for stem, weights, common, name in _FACES]
    there = [its for its in sources if its[0].is_file()]
    folder = packages / ".cache" / "review-fonts"
    kept = [folder / f"{_key(source, weights, common)}.woff2" for source, weights, common, _ in there]
    if not all(file.is_file() for file in kept):
        folder = _folder(folder)
        kept = [folder / file.name for file in kept]
        cuts = [(*its[:3], file) for its, file in zip(there, kept, strict=True)]
        _cut_all([cut for cut in cuts if not cut[3].is_file()])
    for (_, _, _, name), file in zip(there, kept, strict=True):
        yield f"{name}.woff2", file


def _key(source: Path, weights: float | tuple[float, float], common: bool | None) -> str:
    recipe = (_RECIPE, weights, _FEATURES, common if common is None else (common, sorted(COMMON)))
    return hashlib.sha256(source.read_bytes() + repr(recipe).encode()).hexdigest()[:24]


def _folder(wanted: Path) -> Path:
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:  # packages that belong to somebody else
        wanted = Path(tempfile.gettempdir()) / wanted.name
        wanted.mkdir(exist_ok=True)
    return wanted


def _cut_all(cuts: Sequence[_Cut]) -> None:
    """A second or so of work each, with nothing in common: a process a core."""
    workers = min(len(cuts), os.cpu_count() or 1)
    if workers < 2:
        for cut in cuts:
            _cut(cut)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as processes:
        list(processes.map(_cut, cuts))  # a list, so that what went wrong in a process is raised here


def _cut(cut: _Cut) -> None:
    source, weights, common, file = cut
    number, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(number, "wb") as output:
        output.write(slim(source.read_bytes(), weights, common))
    Path(name).replace(file)


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


if __name__ == "__main__":  # when packages are installed, so that the first build need not
    list(font_files(Path(sys.argv[1])))
