"""In: the review's folder; out: the files that browsers need besides pages: our styles and scripts, fonts and
scripts from npm packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..places import generator_folder, package_files

#: Fonts by package, and the subsets whose letters the review uses: accented names, and Greek letters in names of genes.
_FONTS = {
    "@fontsource-variable/source-sans-3": ("source-sans-3", ("wght-normal", "wght-italic")),
    "@fontsource-variable/source-serif-4": ("source-serif-4", ("wght-normal",)),
}
_SUBSETS = ("latin", "latin-ext", "greek")


#: Scripts by package: the file in it, and its name on the site.
_SCRIPTS = {
    "@tanstack/table-core": ("build/umd/index.production.js", "table-core.js"),
    "minisearch": ("dist/umd/index.js", "minisearch.js"),
}


def browser_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Each file's place on the site and on disk; a review's own file of the same name goes before the generator's."""
    assets = generator_folder("assets")
    for file in sorted(path for path in assets.rglob("*") if path.is_file()):
        yield f"assets/{file.relative_to(assets).as_posix()}", file
    packages = package_files(root)
    for package, (name, styles) in _FONTS.items():
        for subset in _SUBSETS:
            for style in styles:
                file = packages / package / "files" / f"{name}-{subset}-{style}.woff2"
                if file.is_file():
                    yield f"assets/fonts/{file.name}", file
    for package, (script, name) in _SCRIPTS.items():
        file = packages / package / script
        if file.is_file():
            yield f"assets/javascripts/{name}", file
