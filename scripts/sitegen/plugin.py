"""In: MkDocs' events; out: the review's pages as virtual files of MkDocs. The only module that imports MkDocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from .compose.page import NavItem
from .pipeline import Prepared, prepare
from .problems import Location, Problem, ProblemsFound, SourceText, as_text
from .render.markdown import with_head
from .sinks.assets import browser_files
from .sinks.tooltips import first_only

_CLAIM = re.compile("c-[a-z0-9]{4}")


class ReviewPlugin(BasePlugin):
    """Gives MkDocs the pages that the pipeline made; makes them itself under plain `mkdocs build` and `mkdocs serve`."""

    prepared: Prepared | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object between rebuilds of `mkdocs serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the site's identity from the review; it has no second home."""
        if self.prepared is None or self.serving:
            self.prepared = self._prepare(config)
        info = self.prepared.site.info
        config.site_name = info.short_title
        config.site_description = info.description
        config.site_author = ", ".join(info.authors)
        config.site_url = self.prepared.address
        config.copyright = f'{info.disclaimer} Text under <a href="{info.license.url}">{info.license.name}</a>.'
        config.mdx_configs["abbr"] = {"glossary": dict(self.prepared.site.tooltips)}
        os.environ.setdefault("SOURCE_DATE_EPOCH", self.prepared.epoch)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and the browser's files; hand-written pages are replaced by their rendered form."""
        assert self.prepared is not None
        for file in list(files.documentation_pages()):
            files.remove(file)
        for document in self.prepared.documents:
            file = File.generated(config, document.path, content=with_head(document, document.markdown))
            file.edit_uri = document.edit
            files.append(file)
        for path, text in self.prepared.files.items():
            files.append(File.generated(config, path, content=text))
        for path, source in browser_files(Path(config.config_file_path).parent):
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, abs_src_path=str(source)))
        config.nav = [_nav(item) for item in self.prepared.site.navigation]
        self._share_texts(config)
        return files

    def on_page_markdown(self, markdown: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Give a comparison the width of the page: its list of headings would say little."""
        assert self.prepared is not None
        if page.file.src_uri in self.prepared.comparisons:
            page.meta["hide"] = ["toc"]
        return markdown

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Keep reference lists out of the search, and claims out of the list of headings: a page may have fifty."""
        _leave_out_claims(page.toc)
        return first_only(html).replace('<div class="footnote">', '<div class="footnote" data-search-exclude>')

    @property
    def serving(self) -> bool:
        """Whether each rebuild reads the review anew, as the live preview must."""
        return os.environ.get("REVIEW_SERVE") == "1"

    def _prepare(self, config: MkDocsConfig) -> Prepared:
        try:
            return prepare(Path(config.config_file_path).parent)
        except ProblemsFound as found:
            raise PluginError("\n" + as_text(found.problems)) from found

    def _share_texts(self, config: MkDocsConfig) -> None:
        """mkdocs-bibtex formats a work anew at each citation; give it the texts that were formatted once."""
        bibtex: Any = config.plugins.get("bibtex")
        if bibtex is None:
            raise PluginError("mkdocs.yml does not list the plugin `bibtex`, which resolves the citations")
        assert self.prepared is not None
        texts = self.prepared.site.references
        bibtex.registry.reference_text = lambda citation: texts[citation.key]


def _leave_out_claims(items: Any) -> None:
    for item in items:
        item.children = [child for child in item.children if not _CLAIM.fullmatch(child.id)]
        _leave_out_claims(item.children)


def _nav(item: NavItem) -> dict[str, Any]:
    return {item.title: item.path if item.path else [_nav(child) for child in item.children]}


class _Warnings(logging.Handler):
    """Collects what MkDocs and its plugins warn about; each is a page that a reader would find broken."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.messages.append(record.getMessage())


def build_site(root: Path, prepared: Prepared, folder: Path) -> None:
    """Build the site strictly into a folder; every warning is a problem."""
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    previous = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = prepared.epoch
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
        plugin = config.plugins["review"]
        plugin.prepared = prepared
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (Abort, ConfigurationError, PluginError) as error:
        if not warnings.messages:
            warnings.messages.append(str(error))
    finally:
        logger.removeHandler(warnings)
        if previous is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = previous
    if warnings.messages:
        raise ProblemsFound(_as_problems(warnings.messages))


def _as_problems(messages: Sequence[str]) -> list[Problem]:
    at = Location(SourceText("mkdocs.yml", ()))
    return [Problem("site-build", at, message) for message in dict.fromkeys(messages)]


def serve_site(root: Path, address: str | None) -> None:
    """Live preview: every edit in data, templates, docs and references.bib shows in the browser."""
    os.environ["REVIEW_SERVE"] = "1"
    watch = [str(root / name) for name in ("data", "templates", "references.bib") if (root / name).exists()]
    mkdocs_serve(str(root / "mkdocs.yml"), livereload=True, watch=watch, dev_addr=address)
