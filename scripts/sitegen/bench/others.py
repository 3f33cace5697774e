"""In: a review that was built; out: commands that make the same pages with other engines, where these are installed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

#: Citations are resolved in what they get. Both are installed with the tools for tests.
_ENGINES = {
    "zensical": ("build", "--clean"),
    "properdocs": ("build", "--quiet"),
}
_CONFIGURATION = """\
site_name: Another engine
theme:
  name: material
  font: false
plugins: []
use_directory_urls: true
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]
"""


def commands_of(review: Path, folder: Path) -> Mapping[str, list[str]]:
    """By the name of each engine that is there: a folder is made for it, and this builds it."""
    commands: dict[str, list[str]] = {}
    for name, words in _ENGINES.items():
        program = Path(sys.executable).with_name(name)
        if program.is_file():
            project = folder / name
            shutil.copytree(review / "build" / "markdown", project / "docs")
            (project / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8", newline="\n")
            commands[name] = [str(program), *words, "--config-file", str(project / "mkdocs.yml")]
    return commands
