"""In: build/markdown; out: that other engines than MkDocs with Material make a site of it: the doors that stay open.

Which these are, and when we go through one of them: docs/decisions/0009-after-material.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from sitegen.sinks.settings import _EXTENSIONS as EXTENSIONS

pytestmark = pytest.mark.long

#: What both get: the folder as it is, our Markdown extensions, and no plugin of ours.
_CONFIG = {
    "site_name": "Another engine",
    "site_url": "https://example.org/other/",
    "docs_dir": "docs",
    "site_dir": "site",
    "use_directory_urls": True,
    "markdown_extensions": [{name: dict(settings)} for name, settings in EXTENSIONS.items()],
}


def _project(built: Any, folder: Path, **more: Any) -> Path:
    """A folder that any engine takes: its configuration, and the Markdown as we write it."""
    shutil.copytree(built.markdown, folder / "docs")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**_CONFIG, **more}, sort_keys=False), encoding="utf-8")
    return folder


def _run(folder: Path, *command: str) -> str:
    """What the engine says; it has to end well."""
    program = Path(sys.executable).with_name(command[0])
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _holds(built: Any, site: Path) -> None:
    """Every document is a page with its title, each row of a table has its anchor, each cited work its note."""
    for document in built.prepared.documents:
        name = document.path.removesuffix(".md")
        file = site / (f"{name}.html" if name.endswith("index") else f"{name}/index.html")
        page = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        assert page.xpath("//h1"), document.path
        said = _words(page)
        assert "[@" not in said, document.path
        assert "{:" not in said, document.path
        for key in document.cites:
            assert page.xpath(f"//*[@id='fn:{key}']"), f"{document.path}: {key}"
    for table in built.prepared.site.tables:
        name = table.home.path.removesuffix(".md")
        ids = set(html.document_fromstring((site / name / "index.html").read_bytes()).xpath("//@id"))
        assert {row.id for row in table.rows} <= ids, table.id


def test_properdocs_builds_the_folder(built_tiny: Any, tmp_path: Path) -> None:
    """The fork of MkDocs that is kept up, with the theme as it is; every page, note and anchor is there."""
    project = _project(built_tiny, tmp_path / "project", theme={"name": "material", "font": False}, plugins=[])
    _run(project, "properdocs", "build", "--quiet", "--strict", "--config-file", "mkdocs.yml")
    _holds(built_tiny, project / "site")


def test_zensical_builds_the_folder(built_tiny: Any, tmp_path: Path) -> None:
    """The successor by Material's authors: the same pages, notes and anchors; it follows every link to its anchor."""
    project = _project(built_tiny, tmp_path / "project", theme={"font": False})
    _run(project, "zensical", "build", "--clean", "--strict", "--config-file", "mkdocs.yml")
    _holds(built_tiny, project / "site")
