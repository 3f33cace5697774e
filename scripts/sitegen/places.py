"""In: the review's folder; out: where its own and the generator's templates, assets and browser packages lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
#: The generator's own checkout when it is installed editable; of an installed wheel, a folder without our files.
_CHECKOUT = _PACKAGE.parent.parent


def generator_folder(name: str) -> Path:
    """The generator's `templates`, `assets` or `handbook`: inside the wheel, or at its place in the checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / ("docs/assets" if name == "assets" else name)


def template_folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: the review's own first, then the generator's."""
    found = [root / "templates", generator_folder("templates")]
    return tuple(dict.fromkeys(folder.resolve() for folder in found if folder.is_dir()))


def package_files(root: Path) -> Path:
    """The npm packages: the review's own, or the generator's: inside the wheel, or installed in the checkout."""
    places = (root / "node_modules", _PACKAGE / "node_modules")
    return next((folder for folder in places if folder.is_dir()), _CHECKOUT / "node_modules")


def own_packages() -> Path:
    """The npm packages that came with the generator: inside the wheel, or installed in the checkout."""
    return package_files(_PACKAGE)
