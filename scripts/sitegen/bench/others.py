"""In: a review that was built, and stock MkDocs' project; out: commands that make the same pages with other engines."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from ..render.together import CITATION

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
#: Sphinx is measured where somebody has installed it with MyST-parser and sphinxcontrib-bibtex; it cites by itself.
SPHINX = "sphinx-build"
#: Beyond this many entities it is not waited for.
SPHINX_ENTITIES = 300
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


def commands_of(review: Path, folder: Path, entities: int) -> Mapping[str, list[str]]:
    """By the name of each engine that is there: a folder is made for it, and this builds it."""
    commands: dict[str, list[str]] = {}
    for name, words in _ENGINES.items():
        if program := _program(name):
            project = folder / name
            shutil.copytree(review / "build" / "markdown", project / "docs")
            (project / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8", newline="\n")
            commands[name] = [program, *words, "--config-file", str(project / "mkdocs.yml")]
    if entities <= SPHINX_ENTITIES and (program := _program(SPHINX)):
        write_sphinx(folder / "stock", folder / "sphinx")
        commands["sphinx"] = [program, "--quiet", "--jobs", "2", str(folder / "sphinx"), str(folder / "sphinx-site")]
    return commands


def _program(name: str) -> str | None:
    """Where a program lies: beside Python, else where the system looks for programs."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


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
