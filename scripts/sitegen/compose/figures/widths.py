"""In: a weight of the font that figures are set in; out: how wide each letter is; kept beside the packages once it is known."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ...places import own_packages
from ...problems import Location, Problem, ProblemsFound, SourceText

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FONT = "@fontsource-variable/source-sans-3/files/source-sans-3-{subset}-wght-normal.woff2"
_SUBSETS = ("latin", "latin-ext", "greek")
#: Of the sum that a kept file begins with.
_LENGTH = hashlib.sha256().digest_size


@lru_cache(maxsize=4)
def widths_of(weight: int) -> Mapping[str, float]:
    """The advance width of every letter, for a font size of one."""
    packages = own_packages()
    fonts = [_font(packages, subset) for subset in _SUBSETS]
    whole = hashlib.sha256(Path(__file__).read_bytes() + b"%d" % weight)
    for font in fonts:
        whole.update(font.read_bytes())
    file = packages / ".cache" / "review-fonts" / f"widths-{whole.hexdigest()[:24]}"
    found = _kept(file)
    if found is None:
        found = _measured(fonts, weight)
        _keep(file, found)
    return found


def _font(packages: Path, subset: str) -> Path:
    path = packages / FONT.format(subset=subset)
    if path.is_file():
        return path
    sentence = f"the font {path.name} is missing, with which figures are measured"
    at = Location(SourceText(f"node_modules/{FONT.format(subset=subset)}", ()))
    raise ProblemsFound([Problem("missing-file", at, sentence, fix="run `make tools`")])


def _kept(file: Path) -> Mapping[str, float] | None:
    """What the file says; None where it is not there, or is not as it was written."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    sum_, body = raw[:_LENGTH], raw[_LENGTH:]
    return msgspec.msgpack.decode(body, type=dict[str, float]) if hashlib.sha256(body).digest() == sum_ else None


def _keep(file: Path, widths: Mapping[str, float]) -> None:
    """Write it, whole or not at all: the packages may belong to somebody else."""
    body = msgspec.msgpack.encode(widths)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(number, "wb") as output:
            output.write(hashlib.sha256(body).digest() + body)
        Path(name).replace(file)


def _measured(fonts: list[Path], weight: int) -> dict[str, float]:
    from fontTools.ttLib import TTFont  # here, since most builds find them measured

    found: dict[str, float] = {}
    for path in fonts:
        with TTFont(path) as font:
            for code, width in advances(font, weight):
                found.setdefault(chr(code), width)
    return found


def advances(font: TTFont, weight: int) -> Iterator[tuple[int, float]]:
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
