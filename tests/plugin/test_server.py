"""In: a server of a folder, without a review; out: that no edit and nobody who waits is lost, whatever becomes of a build."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sitegen.plugin.server import Overtaken, Server

#: For what comes at once; a machine with much to do takes longer.
PATIENCE = 20


def _until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not condition():
        time.sleep(0.01)
    return condition()


def _asked(server: Server, path: str) -> str:
    """What is answered to a request."""
    parts = server._serve_request({"PATH_INFO": path, "HTTP_REFERER": ""}, lambda *answer: None)
    try:
        return b"".join(parts or ()).decode("utf-8")
    finally:
        if hasattr(parts, "close"):
            parts.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages."""
    for name in ("a", "b"):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text(f"old {name}", encoding="utf-8")
    return tmp_path / "site"


@contextmanager
def _serving(server: Server) -> Iterator[Server]:
    server.shutdown_delay = 0.02
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        assert _until(server.serve_thread.is_alive)
        server.shutdown()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def _server(site: Path, builder: Callable[[], Any] = lambda: None) -> Server:
    return Server(builder, "127.0.0.1", 0, site, "/")


def test_each_waits_for_the_page_that_he_asked_for(site: Path) -> None:
    """Somebody asks for a page that is being made, and somebody else for another that is there: the first waits on."""
    server, answers = _server(site), []
    try:
        server._visible_epoch = server._wanted_epoch
        server._pending = frozenset(["a/"])
        waiting = threading.Thread(target=lambda: answers.append(_asked(server, "/a/")))
        waiting.start()
        assert _until(lambda: server._waiting == ["a/"])
        assert _asked(server, "/b/") == "old b"
        with server._epoch_cond:
            server._epoch_cond.notify_all()
        waiting.join(0.2)
        assert not answers, "what is shown is not the page that was edited"
        (site / "a" / "index.html").write_text("new a", encoding="utf-8")
        server.done()
        waiting.join(PATIENCE)
        assert answers == ["new a"]
        assert server._waiting == []
    finally:
        server.server_close()


def test_pages_that_somebody_waits_for_come_first(site: Path) -> None:
    """Not only the one that was asked for last."""
    server = _server(site)
    try:
        turn = server.in_turn(["1/", "2/", "3/", "4/"])
        server._waiting, server.page = ["3/"], "4/"
        assert [next(turn), next(turn)] == ["3/", "4/"]
        assert list(turn) == ["1/", "2/"]
    finally:
        server.server_close()


def test_after_a_build_that_fails_pages_are_served_and_the_next_edit_is_built(tmp_path: Path, site: Path) -> None:
    """It is tried once more by itself, since a file may have gone while it was read; then the next edit is awaited."""
    (data := tmp_path / "data").mkdir()
    outcomes: list[Exception | None] = [None, OSError("gone"), None, ValueError("bug"), ValueError("bug"), None]
    done = []

    def build() -> None:
        outcome = outcomes[len(done)]
        done.append(outcome)
        if outcome is not None:
            raise outcome

    server = _server(site, build)
    server.watch(str(data))
    with _serving(server):
        for number, builds in ((0, 1), (1, 3), (2, 5), (3, 6)):
            if number:
                (tmp_path / "x.yml").write_text(f"{number}\n", encoding="utf-8")
                (tmp_path / "x.yml").replace(data / "x.yml")  # one event; writing may be two
            assert _until(lambda: len(done) == builds), (number, done)  # noqa: B023
            assert _asked(server, "/a/").startswith("old a")
        time.sleep(0.3)
    assert done == outcomes


def test_an_edit_during_a_build_is_built_after_it(tmp_path: Path, site: Path) -> None:
    """Also where the build is ended by it, and nothing of it is shown."""
    (data := tmp_path / "data").mkdir()
    builds: list[str] = []

    def build() -> None:
        text = (data / "x.yml").read_text(encoding="utf-8")
        builds.append(text)
        if text in ("1", "2"):
            edits = server.edits  # before it is written: on a busy machine the system has told of it at once
            (data / "x.yml").write_text(str(int(text) + 1), encoding="utf-8")
            assert _until(lambda: server.edits > edits)
            if text == "2":
                raise Overtaken
        (site / "a" / "index.html").write_text(f"shows {text}", encoding="utf-8")

    (data / "x.yml").write_text("0", encoding="utf-8")
    server = _server(site, build)
    server.watch(str(data))
    with _serving(server):
        assert _asked(server, "/a/").startswith("shows 0")
        (data / "x.yml").write_text("1", encoding="utf-8")
        assert _until(lambda: _asked(server, "/a/").startswith("shows 3"))
    assert builds[0] == "0"
    assert [text for text, before in zip(builds[1:], builds, strict=False) if text != before] == ["1", "2", "3"]


@pytest.mark.slow
@pytest.mark.parametrize("polled", [False, True])
def test_what_is_an_edit(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch, polled: bool) -> None:
    """A file written, replaced, gone, or gone with its folder; not one that is read, nor what an editor keeps for itself."""
    (data := tmp_path / "data").mkdir()
    (data / "x.yml").write_text("0", encoding="utf-8")
    (data / "y").mkdir()
    (data / "y" / "y.yml").write_text("0", encoding="utf-8")
    built: list[int] = []
    server = _server(site, lambda: built.append(server.edits))
    if polled:  # as on a system that has told of as many folders as it does

        def full() -> None:
            raise OSError(28, "inotify watch limit reached")

        monkeypatch.setattr(server.observer, "start", full)
    server.watch(str(data))
    with _serving(server):
        assert _until(lambda: len(built) == 1)
        time.sleep(0.5)
        for _ in range(3):
            (data / "x.yml").read_bytes()
        (data / ".x.yml.swp").write_text("own", encoding="utf-8")
        time.sleep(0.8)
        assert len(built) == 1
        (tmp_path / "new.yml").write_text("1", encoding="utf-8")

        edits: tuple[Callable[[], object], ...] = (
            lambda: (data / "x.yml").write_text("1 more", encoding="utf-8"),
            lambda: (tmp_path / "new.yml").replace(data / "x.yml"),
            lambda: (data / "x.yml").replace(data / ".x.yml"),
            lambda: shutil.move(data / "y", tmp_path / "elsewhere"),
        )
        for edit in edits:
            before = server.edits
            edit()
            assert _until(lambda: server.edits > before), "an edit that nobody noticed"  # noqa: B023
            assert _until(lambda: built[-1] == server.edits)
            time.sleep(0.6)
