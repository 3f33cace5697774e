"""In: figures as SVG sheets, fonts; out: the same as PNG, for slides and pages that take no SVG; cached by content."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from .fonts import Fonts

#: Dots an inch; a drawing has 96 of its own units there, so that the picture is twice as wide as on a screen.
_DENSITY = 192.0


def pngs_of(sheets: Mapping[str, str], fonts: Fonts, cache: Path) -> dict[str, bytes]:
    """Each figure by its id; those that lie in the cache are not made again."""
    cache.mkdir(parents=True, exist_ok=True)
    files = {name: cache / png_name(sheet, fonts) for name, sheet in sheets.items()}
    missing = [name for name, file in files.items() if not file.is_file()]
    for name, content in zip(missing, _drawn([sheets[name] for name in missing], fonts), strict=True):
        fresh = files[name].with_suffix(".new")
        fresh.write_bytes(content)
        fresh.replace(files[name])
    return {name: file.read_bytes() for name, file in files.items()}


def png_name(sheet: str, fonts: Fonts) -> str:
    """The name of a figure's picture in the cache."""
    recipe = f"{version('typst')} {fonts.digest} {_DENSITY} {sheet}"
    return hashlib.sha256(recipe.encode()).hexdigest() + ".png"


def _drawn(sheets: list[str], fonts: Fonts) -> list[bytes]:
    if not sheets:
        return []
    import typst  # here, since most builds draw none anew

    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        for number, sheet in enumerate(sheets):
            Path(folder, f"{number}.svg").write_text(sheet, encoding="utf-8")
        pages = "".join(f'#page(image("{number}.svg"))\n' for number in range(len(sheets)))
        main = Path(folder, "figures.typ")
        main.write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}", encoding="utf-8")
        made = typst.compile(
            str(main),
            root=folder,
            format="png",
            ppi=_DENSITY,
            font_paths=[str(fonts.folder)],
            ignore_system_fonts=True,
        )
    return list(made) if isinstance(made, list) else [made]  # type: ignore[list-item]
