"""In: the folders of a theme; out: that MkDocs finds the same files in them as by its own environment, sooner."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from sitegen.plugin import configuration
from sitegen.plugin.loop import Themes


def _found(listing: object, config: MkDocsConfig) -> list[tuple[str, str | None]]:
    files = Files([])
    files.add_files_from_theme(listing, config)
    return [(file.src_uri, file.abs_src_path) for file in files]


def test_files_of_the_theme_are_those_that_mkdocs_finds(tiny: Path, tmp_path: Path) -> None:
    """Material's, and those of a review's own theme, in one order; nothing below a folder with a point."""
    config = configuration(tiny)
    for name in (
        "assets/own.css",
        ".hidden/own.css",
        "assets/.hidden/own.css",
        "own.html",
        "assets/.own.css",
        "z/a.png",
    ):
        (tmp_path / "theme" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "theme" / name).write_bytes(b"")
    config.theme.dirs.insert(0, str(tmp_path / "theme"))
    found = _found(Themes(config.theme.dirs), config)
    assert found == _found(config.theme.get_env(), config)
    assert {"assets/own.css", "z/a.png"} < {name for name, _ in found}


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """As MkDocs sees it."""
    config = SimpleNamespace(theme=SimpleNamespace(dirs=[str(tmp_path / "nowhere")], static_templates=set()))
    assert _found(Themes(config.theme.dirs), config) == []
