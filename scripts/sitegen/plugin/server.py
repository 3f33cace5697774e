"""In: a folder that is being made and who makes it; out: it is served: a page as soon as it is made, and again after edits."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

#: What happens to a file that is an edit; that it is opened and read is none.
_EDITS = frozenset(("modified", "created", "deleted", "moved"))


class Server(LiveReloadServer):
    """MkDocs' server, which the system tells of edits, and which shows a page while others are still being made."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: Path, mount: str):
        super().__init__(builder=builder, host=host, port=port, root=str(root), mount_path=mount)
        self.build_delay = 0.05
        #: The address below the site's of the page that was asked for last.
        self.page = ""
        self._pending: frozenset[str] = frozenset()
        self.error_handler = lambda code: _bytes_of(root / f"{code}.html")
        self.observer: Any = Observer()
        # The first build is one more: whoever asks meanwhile waits for the page.
        self._wanted_epoch += 1
        self._want_rebuild = True

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Build again when a file changes in a folder; a file that is looked at does not count."""
        whole = str(Path(path).absolute())
        if whole in self._watched_paths:
            return
        handler = FileSystemEventHandler()
        handler.on_any_event = self._noticed  # type: ignore[method-assign]
        self._watched_paths[whole] = 1
        try:
            self._watch_refs[whole] = self.observer.schedule(handler, whole, recursive=recursive)
        except OSError:  # a system that tells of no more folders
            self._poll()
            self._watch_refs[whole] = self.observer.schedule(handler, whole, recursive=recursive)

    def _poll(self) -> None:
        """Look at the folders again and again, where the system does not tell of edits."""
        if not isinstance(self.observer, PollingObserver):
            self.observer = PollingObserver(timeout=0.3)

    def _noticed(self, event: Any) -> None:
        if event.event_type in _EDITS and not event.is_directory:
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def in_turn(self, pages: Iterable[str]) -> Iterator[str]:
        """Give each of the pages, by its address: always the one that is being asked for, if it is still to come."""
        left = dict.fromkeys(pages)
        with self._epoch_cond:
            self._pending = frozenset(left)
        try:
            self._ready("" if self.page not in left else None)
            while left:
                page = self.page if self.page in left else next(iter(left))
                del left[page]
                yield page
                with self._epoch_cond:
                    self._pending = frozenset(left)
                self._ready(None if self.page in left else page)
        finally:
            self.done()

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
            page = posixpath.normpath(path[len(self.mount_path) :] or ".")
            self.page = "" if page == "." else f"{page}/"
            with self._epoch_cond:
                self._epoch_cond.wait_for(
                    lambda: (
                        self._shutdown or (self._visible_epoch == self._wanted_epoch and self.page not in self._pending)
                    )
                )
        return super()._serve_request(environ, start_response)


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
