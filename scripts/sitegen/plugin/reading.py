"""In: MkDocs' configuration; out: how a page's text is made with one engine for all pages, where the page allows it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RawHTMLPreprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from ..quick.extension import ids_of, links_of, read_at_once
from ..quick.known import is_known

_Render = Callable[[Page, MkDocsConfig, Files], None]
_log = logging.getLogger("mkdocs")


def reading_at_once(config: MkDocsConfig) -> _Render | None:
    """What stands for MkDocs' `Page.render`; None where the engine has steps that we do not know.

    MkDocs makes an engine for each page. A page that is read at once leaves no trace in its engine: one serves all.
    """
    engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    if not is_known(engine):
        return None
    engine.preprocessors["quick"].run([])

    def render(page: Page, config: MkDocsConfig, files: Files) -> None:
        links = _RelativePathTreeprocessor(page.file, files, config)
        read = None if page.markdown is None else read_at_once(engine, page.markdown, links_of(links))
        if read is None:
            Page.render(page, config, files)
            return
        page.content, page.toc, page._title_from_render = read.html, get_toc(read.tokens), read.title
        page.present_anchor_ids = read.ids | ids_of(_RawHTMLPreprocessor(), page.markdown or "")
        if _log.getEffectiveLevel() > logging.DEBUG:
            page.links_to_anchors = links.links_to_anchors

    return render
