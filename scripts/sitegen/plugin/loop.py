"""In: MkDocs' configuration with our plugin in it; out: the site in its folder: pages that stand are left, others made.

The order of MkDocs' own build (`mkdocs.commands.build.build` of the pinned version), by its own functions and events.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.commands.build import (
    _build_extra_template,
    _build_page,
    _build_theme_template,
    _populate_page,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from ..sinks.heard import warnings_of
from ..sinks.kept import Made, made_of

_log = logging.getLogger("mkdocs.commands.build")


def build_pages(config: MkDocsConfig) -> Mapping[str, Made]:
    """Build the site; gives what each page was made of, but for pages that MkDocs or a plugin warned about."""
    plugins = config.plugins
    try:
        config = plugins.on_config(config)
        plugins.on_pre_build(config=config)
        utils.clean_directory(config.site_dir)
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
        its = plugins["review"]
        documents = files.documentation_pages()
        todo, warned = _pages(documents, its, config), set()
        for page in todo:
            _heard(warned, page, lambda page=page: _populate_page(page, config, files))
        env = plugins.on_env(env, config=config, files=files)
        files.copy_static_files()
        for template in config.theme.static_templates:
            _build_theme_template(template, env, files, config, nav)
        for template in config.extra_templates:
            _build_extra_template(template, files, config, nav)
        for page in todo:
            _heard(warned, page, lambda page=page: _build_page(page, config, documents, nav, env))
        level = config.validation.links.anchors
        for page in todo:
            _heard(warned, page, lambda page=page: page.validate_anchor_links(files=files, log_level=level))
        plugins.on_post_build(config=config)
    except Exception as error:
        plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            _log.error(str(error))
            raise Abort("Aborted with a BuildError!") from error
        raise
    return _made(its, config, warned)


def _pages(documents: Any, its: Any, config: MkDocsConfig) -> list[Page]:
    """Every document gets its page; those that do not stand are to be made."""
    todo: list[Page] = []
    for file in documents:
        page = file.page if file.page is not None else Page(None, file, config)
        if file.src_uri in its.standing:
            page.meta = {"role": its.prepared.roles[file.src_uri]}  # what other pages ask of it
        else:
            todo.append(page)
    return todo


def _heard(warned: set[str], page: Page, do: Callable[[], None]) -> None:
    """Do something for a page, and note whether somebody warned meanwhile."""
    with warnings_of("mkdocs") as messages:
        do()
    if messages:
        warned.add(page.file.src_uri)


def _made(its: Any, config: MkDocsConfig, warned: set[str]) -> Mapping[str, Made]:
    earlier = its.earlier.pages if its.earlier is not None else {}
    made = {page: earlier[page] for page in its.standing}
    for page, names in its.wrote.items():
        if page in its.keys and page not in warned:
            made[page] = made_of(its.keys[page], names, Path(config.site_dir))
    return made
