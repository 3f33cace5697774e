"""In: the review's folder; out: the files that browsers need besides pages: our styles and scripts, fonts and
scripts from npm packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import rcssmin
import rjsmin

from ..places import generator_folder, package_files
from .fonts import font_files

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
    for name, file in font_files(packages):
        yield f"assets/fonts/{name}", file
    for package, (script, name) in _SCRIPTS.items():
        file = packages / package / script
        if file.is_file():
            yield f"assets/javascripts/{name}", file


def without_blanks(path: str, text: str) -> str:
    """A style sheet or a script without comments and the blanks that nobody needs but us; others as they are."""
    if path.endswith(".css"):
        return str(rcssmin.cssmin(text, keep_bang_comments=True))
    return str(rjsmin.jsmin(text, keep_bang_comments=True)) if path.endswith(".js") else text
