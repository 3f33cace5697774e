"""In: a review that was built, and stock MkDocs' project; out: commands that make the same pages with other engines."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..render.gists import CITATION

#: Citations are resolved in what they get, and a warning ends the build. Both are installed with the tools for tests.
_ENGINES = {
    "zensical": ("build", "--clean", "--strict"),
    "properdocs": ("build", "--quiet", "--strict"),
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
#: Sphinx with MyST-parser and sphinxcontrib-bibtex, which cite by themselves; `make bench` installs it beside `.venv`.
SPHINX = "sphinx-build"
_SPHINX = """\
project = "Another engine"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "deflist"]
bibtex_bibfiles = ["references.bib"]
suppress_warnings = ["myst", "toc", "bibtex", "ref", "image"]
html_theme = "alabaster"
"""
_WORKS = "```{bibliography}\n:filter: docname in docnames\n```"
_ID = re.compile(r"^(#{1,6} .*?) \{[^}\n]*\}$", re.M)


class Engine(NamedTuple):
    """What builds a site, where it builds it, and whether its pages say what ours do."""

    command: list[str]
    site: Path
    same: bool


def commands_of(review: Path, folder: Path) -> Mapping[str, Engine]:
    """By the name of each engine that is there: a folder is made for it, and its command builds it."""
    found: dict[str, Engine] = {}
    for name, words in _ENGINES.items():
        if program := _program(name):
            project = folder / name
            shutil.copytree(review / "build" / "markdown", project / "docs")
            (project / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8", newline="\n")
            command = [program, *words, "--config-file", str(project / "mkdocs.yml")]
            found[name] = Engine(command, project / "site", True)
    if program := _program(SPHINX):
        write_sphinx(folder / "stock", folder / "sphinx")
        site = folder / "sphinx-site"
        found["sphinx"] = Engine([program, "--quiet", "--jobs", "2", str(folder / "sphinx"), str(site)], site, False)
    return found


def _program(name: str) -> str | None:
    """Where a program lies: beside Python, among the engines that `make bench` installs, or where the system looks."""
    python = Path(sys.executable)
    for place in (python.with_name(name), python.parent.parent / "engines" / "bin" / name):
        if place.is_file():
            return str(place)
    return shutil.which(name)


def write_sphinx(stock: Path, project: Path) -> None:
    """Write the pages of stock MkDocs' project as MyST-parser reads them."""
    for page in sorted((stock / "docs").rglob("*.md")):
        file = project / page.relative_to(stock / "docs")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_myst(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    shutil.copyfile(stock / "references.bib", project / "references.bib")
    (project / "conf.py").write_text(_SPHINX, encoding="utf-8", newline="\n")


def as_myst(markdown: str) -> str:
    """Markdown as MyST has it: a role for citations, a directive for the list of works, headings without ids."""
    text = CITATION.sub(
        lambda cited: f"{{cite:p}}`{cited[1].replace('@', '').replace('; ', ',').replace(';', ',')}`", markdown
    )
    return _ID.sub(r"\1", text).replace(r"\bibliography", _WORKS)
