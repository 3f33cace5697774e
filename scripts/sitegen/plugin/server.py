"""In: a folder that is being made and who makes it; out: it is served: a page as soon as it is made, and again after edits."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer, _timestamp
from watchdog.events import (
    DirDeletedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_log = logging.getLogger("review")
#: What happens to files that is an edit, a folder that is gone, and the end of writing. That a file is opened and read
#: is none of these, and not asked for: a build reads all of them.
_HEARD: list[Any] = [FileModifiedEvent, FileCreatedEvent, FileDeletedEvent, FileMovedEvent, DirDeletedEvent]
#: Seconds without an edit after which a build begins: where all files were closed, and where one may still be written.
_QUIET, _WRITING = 0.01, 0.05
#: Seconds after which a build that failed is tried once more.
_PAUSE = 0.2


class Overtaken(Exception):
    """Something was edited while the site was being made: what is left of the work is for the next time."""


class Server(LiveReloadServer):
    """MkDocs' server, which the system tells of edits, and which shows a page while others are still being made."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: Path, mount: str):
        super().__init__(builder=builder, host=host, port=port, root=str(root), mount_path=mount)
        #: The address below the site's of the page that was asked for last.
        self.page = ""
        #: How often something was edited.
        self.edits = 0
        self._pending: frozenset[str] = frozenset()
        #: Who waits for a page, by its address.
        self._waiting: list[str] = []
        #: Files that were written to, and not closed yet.
        self._written: set[str] = set()
        self.error_handler = lambda code: _bytes_of(root / f"{code}.html")
        self.observer: Any = Observer()
        # The first build is one more: whoever asks meanwhile waits for the page.
        self._wanted_epoch += 1
        self._want_rebuild = True

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serve, and build after each edit, until somebody ends it."""
        self.server_bind()
        self.server_activate()
        try:
            self.observer.start()
        except OSError:  # a system that tells of no more folders
            self._poll()
        _log.info("Serving on %s", self.url)
        self.serve_thread.start()
        self._build_loop()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Build again when a file changes in a folder; a file that is looked at does not count."""
        whole = str(Path(path).absolute())
        if whole in self._watched_paths:
            return
        self._watched_paths[whole] = int(recursive)
        try:
            self._schedule(whole)
        except OSError:
            self._poll()

    def _schedule(self, path: str) -> None:
        handler = FileSystemEventHandler()
        handler.on_any_event = self._noticed  # type: ignore[method-assign]
        recursive = bool(self._watched_paths[path])
        heard = [*_HEARD, FileClosedEvent]
        self._watch_refs[path] = self.observer.schedule(handler, path, recursive=recursive, event_filter=heard)

    def _poll(self) -> None:
        """Look at all folders again and again, where the system does not tell of edits."""
        _log.info("The system tells of no more edits: looking for them, which takes longer")
        self.observer.unschedule_all()
        if self.observer.is_alive():
            self.observer.stop()
        self.observer = PollingObserver(timeout=0.3)
        for path in self._watched_paths:
            self._schedule(path)
        self.observer.start()

    def _noticed(self, event: Any) -> None:
        files = [Path(file) for file in (event.src_path, event.dest_path) if file]
        if all(file.name.startswith(".") for file in files):  # an editor's own, which no page is made of
            return
        with self._rebuild_cond:
            if event.event_type == "closed":
                self._written.discard(event.src_path)
            else:
                self._want_rebuild = True
                self.edits += 1
                if event.event_type == "modified":
                    self._written.add(event.src_path)
            self._rebuild_cond.notify_all()

    def _build_loop(self) -> None:
        """Build after each edit. Whatever goes wrong, what is there is shown, and the next edit is built as any other."""
        failed = False
        while self._next_edit():
            try:
                self.builder()
                failed = False
            except Overtaken:
                continue
            except Exception:
                if not failed:  # a file may have gone while it was being read: editors make some for a moment
                    failed = True
                    with self._rebuild_cond:
                        self._rebuild_cond.wait(_PAUSE)
                        self._want_rebuild = True
                    continue
                failed = False
                _log.exception("An error of our own. The preview shows the review as it was before.")
            with self._epoch_cond:
                self._visible_epoch = self._wanted_epoch
                self._epoch_cond.notify_all()

    def _next_edit(self) -> bool:
        """Wait until something was edited, and nothing more for a moment; False when it is to end."""
        with self._rebuild_cond:
            # Again and again: on Windows a wait without end hears no Ctrl+C.
            while not self._rebuild_cond.wait_for(lambda: self._want_rebuild or self._shutdown, self.shutdown_delay):
                pass
            while not self._shutdown and self._rebuild_cond.wait(_WRITING if self._written else _QUIET):
                pass
            self._want_rebuild = False
            self._written.clear()
        with self._epoch_cond:
            self._wanted_epoch = max(_timestamp(), self._wanted_epoch + 1)
        return not self._shutdown

    def in_turn(self, pages: Iterable[str]) -> Iterator[str]:
        """Give each of the pages, by its address: always one that is being asked for, if one is still to come."""
        left = dict.fromkeys(pages)
        with self._epoch_cond:
            self._pending = frozenset(left)
        self._ready("" if self.page not in left else None)
        while left:
            page = next((page for page in (*self._waiting, self.page) if page in left), next(iter(left)))
            del left[page]
            yield page
            with self._epoch_cond:
                self._pending = frozenset(left)
            self._ready(None if self.page in left else page)

    def at_once(self, page: str, others: Iterable[str], make: Callable[[], None]) -> None:
        """Make one page, by its address, before it is known which others are to be made: these are waited for."""
        with self._epoch_cond:
            self._pending = frozenset(others)
        make()
        with self._epoch_cond:
            self._pending -= {page}
        self._ready(page)

    def done(self) -> None:
        """No page is to come any more, whatever became of the others."""
        with self._epoch_cond:
            self._pending = frozenset()
            self._epoch_cond.notify_all()

    def show_again(self) -> None:
        """Have browsers load once more what they show: more of it changed than was known."""
        with self._epoch_cond:
            self._wanted_epoch += 1

    def _ready(self, page: str | None) -> None:
        """Let browsers load what they show once that is there: others of the site may still be coming."""
        with self._epoch_cond:
            if page is not None:
                self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: Any, start_response: Any) -> Any:
        """Serve a file; a page that is being made is waited for, and comes next."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.endswith("/") and path.startswith(self.mount_path):
            place = posixpath.normpath(path[len(self.mount_path) :] or ".")
            self.page = page = "" if place == "." else f"{place}/"
            with self._epoch_cond:
                self._waiting.append(page)
                try:
                    self._epoch_cond.wait_for(
                        lambda: (
                            self._shutdown or (self._visible_epoch == self._wanted_epoch and page not in self._pending)
                        )
                    )
                finally:
                    self._waiting.remove(page)
        return super()._serve_request(environ, start_response)


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
