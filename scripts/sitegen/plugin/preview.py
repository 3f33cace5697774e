"""In: the review's folder; out: its live preview: after an edit, first the page that is looked at, then all others."""

from __future__ import annotations

import gc
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import _serve_url

from ..between import Memory
from ..compose.page import Site
from ..model.review import Review
from ..pipeline import rendered, rendered_at_once, with_files
from ..places import template_folders
from ..prepared import Prepared
from ..problems import ProblemsFound, as_text, errors_of
from ..render.document import with_head
from ..render.template_errors import template_problem
from ..sinks.kept import InPlace
from .configured import configured
from .keys import can_keep, ground_of, key_on, keys_on, tools
from .loop import Making
from .server import Overtaken, Server

_log = logging.getLogger("review")
#: Files that no page links to by itself: they come and go with claims.
_BESIDE = ("api/", "p/", "search/", "oembed/", "embed/")


class Preview:
    """A review that is served: what was made of it, and what each page there was made of."""

    def __init__(self, root: Path, site: Path, address: str | None):
        self._root, self._site = root, site
        self._given = {} if address is None else {"dev_addr": address}
        self._memory = Memory(root, tools())  # what a build left is known, too
        self._first: Prepared | None = rendered(root, memory=self._memory)
        self._shown: Prepared | None = None
        self._making: Making | None = None
        self._ground = ""
        self._keys: dict[str, str] = {}
        #: The files of each page that was made, by its path.
        self._wrote: dict[str, list[str]] = {}
        self._unfrozen = True
        #: The page that was made before the others of the same edit.
        self._ahead: str | None = None
        #: Whether the last edit was shown to its end: otherwise pages may be of an edit that nothing else is of.
        self._whole = True
        self._memory.between = self._go_on
        self._may_stop, self._edits = False, 0
        config = self._configured()
        host, port = config.dev_addr
        self._url = _serve_url(host, port, urlsplit(config.site_url or "/").path)
        self.server = Server(self.rebuild, host, port, site, urlsplit(self._url).path)
        self._watch()

    def _configured(self) -> MkDocsConfig:
        # Not strict: a warning is printed, and the page still shows.
        return configured(self._root, site_dir=str(self._site), strict=False, **self._given)

    def _watch(self) -> None:
        """Of the root, its files only: a single file that an editor replaces would be watched no longer."""
        self.server.watch(str(self._root), recursive=False)
        for folder in ("data", "docs", "templates"):
            if (self._root / folder).is_dir():
                self.server.watch(str(self._root / folder))

    def rebuild(self) -> None:
        """Read the review anew and show what became of it; with an error in it, what was last in order stays.

        An edit meanwhile ends it as soon as the page that is looked at is made; what is left is done with that edit.
        """
        start, self._may_stop, self._edits = time.monotonic(), False, self.server.edits
        gc.disable()  # until the page is there that is looked at: a search for lost values takes as long as the page
        try:
            self._watch()
            prepared, self._first = (
                self._first or rendered(self._root, memory=self._memory, composed=self._glimpse),
                None,
            )
            with self._anew_after_errors():
                made = self._show(prepared)
            self._whole = True
        except ProblemsFound as found:
            self._whole = False
            self.server.done()
            problems = as_text(errors_of(found.problems))
            _log.error("\n%s\n\nThe preview shows the review as it was before.\n", problems)
            return
        except Overtaken:
            self._whole = False
            raise  # whoever waits for a page waits on, for the one of the next edit
        except Exception:
            self._whole, self._making = False, None
            self.server.done()
            raise
        finally:
            gc.enable()
        self.server.done()
        if self._unfrozen:  # what the first build made stays, for the most part: it is not searched after each edit
            gc.freeze()
            gc.set_threshold(50_000, 10)  # a preview lasts: of what edits replace, the older is looked for, too
            self._unfrozen = False
        _log.info("%d of %d pages made in %.2f seconds", made, len(prepared.documents), time.monotonic() - start)

    def _glimpse(self, review: Review, site: Site) -> None:
        try:
            self._made_ahead(review, site)
        finally:
            gc.enable()
        self._may_stop = self._ahead is not None

    def _go_on(self) -> None:
        """Go on with what nobody waits for, unless something was edited meanwhile."""
        if self._may_stop and self.server.edits != self._edits:
            raise Overtaken

    def _made_ahead(self, review: Review, site: Site) -> None:
        """Make the page that is looked at before all others are rendered, where all pages' common ground is as it was."""
        making, before = self._making, self._shown
        self._ahead = None
        if making is None or before is None or not can_keep(making.config):
            return
        path = next((path for path, page in making.pages.items() if page.url == self.server.page), "")
        document = rendered_at_once(self._root, site, path, self._memory)
        if document is None or (self._whole and document in before.documents):
            return
        documents = tuple(document if its.path == path else its for its in before.documents)
        prepared = replace(before, review=review, site=site, documents=documents)
        if {page.path for page in site.pages} != making.pages.keys() or not self._stands(making, prepared):
            return

        def make() -> None:
            self._renewed(making, prepared, {path})
            self._keys.pop(path, None)
            making.read([path])
            making.build([path])
            making.finish([path])
            if path not in making.warned:
                self._keys[path] = key_on(self._ground, prepared, document)

        with self._anew_after_errors():
            self.server.at_once(self.server.page, (page.url for page in making.pages.values()), make)
        self._ahead = path

    @contextmanager
    def _anew_after_errors(self) -> Iterator[None]:
        try:
            yield
        except Overtaken:
            raise
        except Exception as error:
            self._making = None
            problem = template_problem(error, template_folders(self._root))
            if problem is None:
                raise
            raise ProblemsFound([problem]) from error

    def _show(self, prepared: Prepared) -> int:
        """Make the pages that are another way now, the one that is looked at first; gives how many."""
        if self._shown is None:
            prepared = with_files(self._root, prepared, self._memory)
        else:  # the files beside the pages come last; meanwhile they are as they were
            prepared = replace(prepared, files=self._shown.files, works=self._shown.works)
        made = self._pages(prepared)
        self._go_on()
        if self._shown is not None:
            before, prepared = prepared.files, with_files(self._root, prepared, self._memory)
            gone = before.keys() ^ prepared.files.keys()
            if all(path.startswith(_BESIDE) for path in gone):
                self._files(before, prepared.files)
            else:
                self._making = None
                made += self._pages(prepared)
        self._shown = prepared
        return made

    def _pages(self, prepared: Prepared) -> int:
        making = self._making
        dressed = making is not None and self._stands(making, prepared)
        if making is None or not dressed:
            making = self._begun(prepared)
        keys = keys_on(self._ground, prepared) if can_keep(making.config) else {}
        todo = {page.url: path for path, page in making.pages.items() if not keys or self._keys.get(path) != keys[path]}
        ahead, self._ahead = self._ahead, None
        if ahead in todo.values():
            self.server.show_again()
        self._renewed(making, prepared, set(todo.values()))
        for path in todo.values():
            self._keys.pop(path, None)
        if not dressed:
            making.dress()
            self._shown, self._whole = prepared, False  # its files are there, not yet its pages
        looked_at = self.server.page
        for url in self.server.in_turn(todo):
            self._may_stop = self._may_stop or looked_at not in todo or url != looked_at
            self._go_on()
            path = todo[url]
            making.read([path])
            making.build([path])
            if keys and path not in making.warned:
                self._keys[path] = keys[path]
        making.finish(todo.values())
        return len({*todo.values(), ahead} - {None})

    def _stands(self, making: Making, prepared: Prepared) -> bool:
        """Whether what all pages have in common is as it was."""
        return making.pages.keys() == prepared.roles.keys() and ground_of(prepared, making.config) == self._ground

    def _begun(self, prepared: Prepared) -> Making:
        """All of MkDocs anew: its settings, files and navigation."""
        config = self._configured()
        config.site_url = self._url
        its = config.plugins["review"]
        its.prepared, its.driven, its.earlier = prepared, True, InPlace(self._site)
        config.plugins.on_startup(command="serve", dirty=False)
        self._making = making = Making(config)
        self._ground = ground_of(prepared, making.config)
        for path in self._keys.keys() - making.pages.keys():
            del self._keys[path]
        making.its.wrote = self._wrote
        kept = {its.dest_uri for its in making.files} | {name for path in self._keys for name in self._wrote[path]}
        for file in self._site.rglob("index.html"):
            if file.relative_to(self._site).as_posix() not in kept:
                file.unlink()
        return making

    def _renewed(self, making: Making, prepared: Prepared, paths: set[str]) -> None:
        """Give the pages to MkDocs as they are now."""
        its = making.its
        its.prepared = prepared
        its.share_works(making.config)
        making.warned -= paths
        for document in prepared.documents:
            if document.path in paths:
                making.pages[document.path].file.content_string = with_head(document, document.markdown)

    def _files(self, before: Mapping[str, str | bytes], after: Mapping[str, str | bytes]) -> None:
        """Write what changed beside the pages, and remove what is gone."""
        for path in before.keys() - after.keys():
            (self._site / path).unlink(missing_ok=True)
        for path, content in after.items():
            if before.get(path) != content:
                file = self._site / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def serve_site(root: Path, address: str | None) -> None:
    """Live preview: every edit in data, templates, docs and references.bib shows in the browser."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.setswitchinterval(0.001)  # a page is answered while others are made: at 5 ms, each of its steps waits so long
    site = Path(tempfile.mkdtemp(prefix="review_"))
    try:
        preview = Preview(root, site, address)
        try:
            preview.server.serve()
        except KeyboardInterrupt:
            _log.info("Shutting down …")
        finally:
            preview.server.shutdown()
    finally:
        shutil.rmtree(site, ignore_errors=True)
