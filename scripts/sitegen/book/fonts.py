"""In: the fonts of the npm packages; out: static TrueType faces for Typst, kept in a cache, and the widths of their letters."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

from ..places import package_files
from ..problems import Location, Problem, ProblemsFound, SourceText

SERIF, SANS, MONO, SYMBOLS = "Source Serif 4", "Source Sans 3", "Source Code Pro", "Noto Sans Math"
#: What of a family's subsets a review's letters need; each becomes a family of its own, tried in this order.
_SUBSETS = (("latin", ""), ("latin-ext", " Extended"), ("greek", " Greek"))
#: Accented letters of names; the rest of the subset is for languages that no review of ours is written in.
_EXTENDED = [*range(0x100, 0x180), *range(0x1E00, 0x1F00), 0x218, 0x219, 0x21A, 0x21B]
#: Arrows, operators, shapes: what the text fonts lack.
_SYMBOLS = [*range(0x2190, 0x219A), *range(0x2200, 0x2270), *range(0x25A0, 0x25D0), 0x2011, 0x2010, 0x2021, 0x2713]
_FACES = {"Regular": ("normal", 400), "Italic": ("italic", 400), "Bold": ("normal", 600)}
_PACKAGES = {
    SERIF: ("@fontsource-variable/source-serif-4/files/source-serif-4", ("Regular", "Italic", "Bold")),
    SANS: ("@fontsource-variable/source-sans-3/files/source-sans-3", ("Regular", "Italic", "Bold")),
    MONO: ("@fontsource-variable/source-code-pro/files/source-code-pro", ("Regular",)),
}
_SYMBOL_FILE = "@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2"
#: A date that is always the same: 1 January 2024, in seconds since 1904.
_NO_DATE = 3_786_912_000
#: What a print never needs, and what only makes a file larger.
_DROPPED = ("fpgm", "prep", "cvt ", "cvar", "gasp", "STAT", "MVAR", "meta", "DSIG")


@dataclass(frozen=True)
class Fonts:
    """A folder of faces, the characters that every family can show, and what identifies them all."""

    folder: Path
    characters: frozenset[int] = field(repr=False)
    digest: str
    widths: Mapping[int, float] = field(repr=False)
    bold_widths: Mapping[int, float] = field(repr=False)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide the text is in the sans face that tables are set in; kerning, which narrows, is left out."""
        known = self._measured[bold]
        its = known.get(text)
        if its is None:
            widths = self.bold_widths if bold else self.widths
            its = known[text] = sum([widths.get(ord(char), 1.0) for char in text])
        return size * its

    @cached_property
    def _measured(self) -> tuple[dict[str, float], dict[str, float]]:
        """The widths of texts that were asked for, usual and bold: a table asks for its words in several sizes."""
        return {}, {}


def family(name: str) -> tuple[str, ...]:
    """The names under which Typst finds a family and what completes it."""
    return (*(f"{name}{suffix}" for _, suffix in _SUBSETS), SYMBOLS)


@lru_cache(maxsize=4)
def fonts(root: Path) -> Fonts:
    """The faces, made once and kept in .cache; another version of a package or of fontTools makes them anew."""
    packages = package_files(root)
    recipe = list(_recipe(packages))
    whole = hashlib.sha256(version("fonttools").encode() + Path(__file__).read_bytes())
    for name, file, *_ in recipe:
        if not file.is_file():
            raise ProblemsFound([_missing(file.relative_to(packages))])
        whole.update(name.encode() + file.read_bytes())
    digest = whole.hexdigest()
    folder = _home(root, packages) / ".cache" / "book-fonts" / digest[:16]
    folder.mkdir(parents=True, exist_ok=True)
    for name, file, title, face in recipe:
        if not (folder / name).is_file():
            fresh = folder / f".{name}.{os.getpid()}"
            fresh.write_bytes(_face(file, title, face))
            fresh.replace(folder / name)
    return _measured(folder, digest)


def _home(root: Path, packages: Path) -> Path:
    """Beside the packages, so that all reviews of a checkout share the faces; of an installed wheel, in the review."""
    beside = packages.parent
    return beside if (beside / "package.json").is_file() and os.access(beside, os.W_OK) else root


def _recipe(packages: Path) -> Iterable[tuple[str, Path, str, str]]:
    for name, (start, faces) in _PACKAGES.items():
        for part, suffix in _SUBSETS:
            for face in faces:
                file = packages / f"{start}-{part}-wght-{_FACES[face][0]}.woff2"
                title = name + suffix
                yield f"{title}-{face}.ttf".replace(" ", ""), file, title, face
    yield "NotoSansMath-Regular.ttf", packages / _SYMBOL_FILE, SYMBOLS, "Regular"


def _missing(file: Path) -> Problem:
    return Problem(
        "book-font",
        Location(SourceText("package.json", ())),
        f"the font {file} is not there",
        fix="run `make site`, which installs the npm packages",
    )


def _face(file: Path, title: str, face: str) -> bytes:
    """One static face with the letters that we use, under our name for it, without a date."""
    from fontTools import subset  # here, since most builds find the faces made
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(file, recalcTimestamp=False)
    for table in _DROPPED:
        if table in font:
            del font[table]
    wanted = set(font.getBestCmap())
    if title == SYMBOLS:
        wanted &= set(_SYMBOLS)
    elif title.endswith("Extended"):
        wanted &= set(_EXTENDED)
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=["*"], name_IDs=[])
    # Kerning is worth its time in running text only, not in single letters of another alphabet.
    options.drop_tables += ["MATH"] if title in (SERIF, SANS) else ["MATH", "GPOS", "GSUB", "GDEF"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": _FACES[face][1]}, inplace=True)
        font["OS/2"].usWeightClass = _FACES[face][1]
    names = font["name"]
    names.names = []
    for number, text in ((1, title), (2, face), (4, f"{title} {face}"), (6, f"{title}-{face}".replace(" ", ""))):
        names.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = _NO_DATE
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _measured(folder: Path, digest: str) -> Fonts:
    from fontTools.ttLib import TTFont

    known: dict[str, set[int]] = {}
    widths: dict[str, dict[int, float]] = {"Regular": {}, "Bold": {}}
    for file in sorted(folder.glob("*.ttf")):
        font = TTFont(file, lazy=True)
        letters = font.getBestCmap()
        name, _, face = file.stem.rpartition("-")
        start = next((one for one in (SERIF, SANS, MONO) if name.startswith(one.replace(" ", ""))), SYMBOLS)
        if face == "Regular":
            known.setdefault(start, set()).update(letters)
        if start in (SANS, SYMBOLS):
            unit = font["head"].unitsPerEm
            for target in ("Regular", "Bold") if start == SYMBOLS else (face,):
                if target in widths:
                    metrics = font["hmtx"]
                    widths[target] |= {code: metrics[glyph][0] / unit for code, glyph in letters.items()}
        font.close()
    characters = frozenset(known[SERIF] & known[SANS] | known[SYMBOLS])
    return Fonts(folder, characters, digest, widths["Regular"], widths["Bold"])
