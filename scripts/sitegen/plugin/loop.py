"""In: MkDocs' configuration with our plugin in it; out: the site in its folder: pages that stand are left, others made.

The order of MkDocs' own build (`mkdocs.commands.build.build` of the pinned version), by its own functions and events.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import (
    _build_extra_template,
    _build_page,
    _build_theme_template,
    _populate_page,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from ..render.printing import CallsAtOnce
from ..shelf import Shelf
from ..sinks.heard import warnings_of
from ..sinks.kept import Made
from .keys import can_keep
from .late import FilesBeside, LateFile
from .reading import reading_at_once

_log = logging.getLogger("mkdocs.commands.build")


class Themes:
    """The folders of a theme, as MkDocs asks its environment for their files.

    A name with a part that begins with a point is none of the site's: thousands of pictures of the theme lie in one.
    """

    def __init__(self, folders: Iterable[str]):
        self._folders = tuple(folders)

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """The names of all files that a site may have, each once."""
        found: set[str] = set()
        for folder in self._folders:
            for place, below, names in os.walk(folder):
                below[:] = [name for name in below if not name.startswith(".")]
                inside = Path(place).relative_to(folder).as_posix()
                before = "" if inside == "." else f"{inside}/"
                found |= {name for name in (before + its for its in names) if filter_func(name)}
        return sorted(found)


class Making:
    """A site that is being made: its files and navigation are there, its pages are made in any order."""

    def __init__(self, config: MkDocsConfig):
        plugins = config.plugins
        self.config = config = plugins.on_config(config)
        self.its: Any = plugins["review"]
        plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        env.context_class = CallsAtOnce
        files.add_files_from_theme(Themes(config.theme.dirs), config)  # type: ignore[arg-type]
        self.files = plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        self.nav = plugins.on_nav(get_navigation(self.files, config), config=config, files=self.files)
        self.documents = self.files.documentation_pages()
        self.pages = {file.src_uri: file.page or Page(None, file, config) for file in self.documents}
        for path, page in self.pages.items():
            page.meta = {"role": self.its.prepared.roles.get(path, "")}  # what other pages ask of it
        self.env: Any = env
        #: Pages that somebody warned about.
        self.warned: set[str] = set()
        #: Of pages that were let go: where their links lead, by path and anchor, and the anchors that each page has.
        self._wanted: dict[str, set[str]] = {}
        self._there: Shelf[str] = Shelf()

    def read(self, paths: Iterable[str]) -> None:
        """Make these pages' texts; MkDocs reads all that are to be made before it builds one."""
        for path in paths:
            if self._quickly is not None:
                self.pages[path].render = partial(self._quickly, self.pages[path])  # type: ignore[method-assign]
            self._heard(path, lambda page: _populate_page(page, self.config, self.files))

    @cached_property
    def _quickly(self) -> Any:
        """What reads pages with one engine; None where MkDocs has to."""
        return reading_at_once(self.config)

    def dress(self) -> None:
        """Prepare the theme, and write all files that are no pages."""
        self.env = self.config.plugins.on_env(self.env, config=self.config, files=self.files)
        self._put_files()
        self.around()
        for template in self.config.extra_templates:
            _build_extra_template(template, self.files, self.config, self.nav)

    def _put_files(self) -> None:
        """What MkDocs does file by file, `Files.copy_static_files`; a file of another class writes itself."""
        place = self.its.place(self.config)
        for file in self.files:
            if file.is_documentation_page() or not file.inclusion.is_included():
                continue
            if type(file) in (File, LateFile):
                place.put(file.dest_uri, file.content_bytes)
            else:
                place.free(file.dest_uri)
                file.copy_file()
        if isinstance(self.files, FilesBeside):
            for name, content in self.files.beside():
                place.put(name, content)

    def around(self) -> None:
        """The theme's pages that are no pages of ours: the sitemap, and what is shown where there is none."""
        place = self.its.place(self.config)
        for template in self.config.theme.static_templates:
            place.free(template)
            place.free(f"{template}.gz")
            _build_theme_template(template, self.env, self.files, self.config, self.nav)

    def build(self, paths: Iterable[str]) -> None:
        """Write these pages, which were read."""
        place = self.its.place(self.config)
        for path in paths:
            place.free(self.pages[path].file.dest_uri)
            self._heard(path, lambda page: _build_page(page, self.config, self.documents, self.nav, self.env))

    def let_go(self, path: str) -> None:
        """Hold no longer what a page says: it is written. Of its links, what is not known to be there yet is noted."""
        page = self.pages[path]
        ids = page.present_anchor_ids or set()
        for file, links in (page.links_to_anchors or {}).items():
            self._wanted.setdefault(file.src_uri, set()).update(links.keys() - ids if file is page.file else links)
        self._there[path] = "\0".join(ids)
        page.links_to_anchors = page.present_anchor_ids = None
        page.markdown = page.content = None
        page.toc = None  # type: ignore[assignment]
        page.meta = {"role": page.meta["role"]}
        self.its.prepared.site.let_go_head(path)

    def finish(self, paths: Iterable[str]) -> None:
        """Hold the links between pages against their headings, and end as MkDocs does."""
        level = self.config.validation.links.anchors
        if any(self._wanted.get(path, set()).difference(ids.split("\0")) for path, ids in self._there.items()):
            self.read(paths)  # once more, so that MkDocs can say which links these are
        for path in paths:
            self._heard(path, lambda page: page.validate_anchor_links(files=self.files, log_level=level))
        self.config.plugins.on_post_build(config=self.config)

    def _heard(self, path: str, do: Callable[[Page], None]) -> None:
        """Do something for a page, and note whether somebody warned meanwhile."""
        with warnings_of("mkdocs") as messages:
            do(self.pages[path])
        if messages:
            self.warned.add(path)

    def made(self) -> Mapping[str, Made]:
        """What each page was made of, but for those that somebody warned about."""
        its, place = self.its, self.its.place(self.config)
        made = {page: its.earlier.pages[page] for page in its.standing}
        for page, names in its.wrote.items():
            if page in its.keys and page not in self.warned:
                made[page] = Made(its.keys[page], {name: place.sum_of(name) for name in sorted(set(names))})
        return made


def build_pages(config: MkDocsConfig) -> Mapping[str, Made]:
    """Build the site; gives what each page was made of."""
    try:
        making = Making(config)
        todo = [path for path in making.pages if path not in making.its.standing]
        if can_keep(config):  # then no page asks for another one's text: each is made and let go
            making.dress()
            for path in todo:
                making.read([path])
                making.build([path])
                making.let_go(path)
        else:
            making.read(todo)
            making.dress()
            making.build(todo)
        making.finish(todo)
    except Exception as error:
        config.plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            _log.error(str(error))
            raise Abort("Aborted with a BuildError!") from error
        raise
    return making.made()
