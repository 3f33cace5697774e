"""In: the folder of a made-up review; out: the seconds from an edit to the page that shows it, in a live preview."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from .edits import edit_claim

_WORD = "livelyword"


def seconds_to_see(root: Path, command: Sequence[str], patience: float) -> float | None:
    """None when the preview shows nothing, or not the edit, within so many seconds each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = (root.parent / "serve.log").open("wb")
    serve = subprocess.Popen([*command, "serve", "--root", str(root), "--address", address], stdout=log, stderr=log)
    try:
        page = _until(lambda: _home(address), patience)
        if page is None:
            return None
        file = min((root / "data" / "claims").rglob("*.yml"))
        section = re.search(r"at: \"?([a-z0-9-]+):([0-9]+)", file.read_text(encoding="utf-8"))
        assert section is not None, file
        shown = f"{page}sources/{section[1]}/{section[2]}/"
        if _until(lambda: _read(shown) or None, patience) is None:
            return None
        start = time.perf_counter()
        edit_claim(root, _WORD)
        seen = _until(lambda: _WORD in _read(shown) or None, patience)
        return None if seen is None else time.perf_counter() - start
    finally:
        serve.send_signal(signal.SIGTERM)
        try:
            serve.wait(10)
        except subprocess.TimeoutExpired:
            serve.kill()
            serve.wait()
        log.close()


def _home(address: str) -> str | None:
    """Where the preview lives: at the root, or below the site's own path."""
    try:
        # It is http, and our own preview; until 2027-11-21
        with urllib.request.urlopen(f"http://{address}/", timeout=600) as answer:  # nosec B310
            return str(answer.url)
    except (OSError, urllib.error.URLError):
        return None


def _read(url: str) -> str:
    try:
        # It is http, and our own preview; until 2027-11-21
        with urllib.request.urlopen(url, timeout=600) as answer:  # nosec B310
            return str(answer.read().decode("utf-8", "replace"))
    except (OSError, urllib.error.URLError):
        return ""


def _until(ask: Callable[[], object], patience: float) -> str | None:
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        if (found := ask()) is not None:
            return str(found)
        time.sleep(0.02)
    return None
