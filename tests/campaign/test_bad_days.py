"""In: builds that are killed, find no room, may not write, or run beside each other; out: that the last good site is whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from bad_input.safe import torn
from sitegen.book.pdf import LAID_OUT
from sitegen.pipeline import OUTPUTS
from sitegen.sinks.lock import alone
from sitegen.sinks.swap import digest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 20261121
PATIENCE = 120
_TEA = "data/tea/north-tea.yml"


class Builds:
    """Builds of one review by a program that forks them; each is of another state of the data."""

    def __init__(self, root: Path):
        self.root, self.build, self.log = root, root / "build", root.parent / "log.txt"
        folders = os.pathsep.join(str(ROOT / folder) for folder in ("scripts", "tests/campaign"))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        environment = {**os.environ, "PYTHONPATH": folders}
        command = [sys.executable, "-m", "bad_days.forks"]
        self._forks = subprocess.Popen(command, text=True, env=environment, **pipes)
        self._state = 0

    def run(self, *orders: dict[str, Any]) -> list[dict[str, int]]:
        """Begin all at once; give how each ended, with a negative code when it was killed, and how many deeds it did."""
        assert self._forks.stdin is not None
        assert self._forks.stdout is not None
        full = [{"root": str(self.root), "log": f"{self.log}{number}", **its} for number, its in enumerate(orders)]
        self._forks.stdin.write(json.dumps(full) + "\n")
        self._forks.stdin.flush()
        return json.loads(self._forks.stdout.readline())

    def said(self, number: int = 0) -> str:
        """What a run of the last ones printed."""
        return Path(f"{self.log}{number}").read_text(encoding="utf-8")

    def edit(self) -> None:
        """Another name of the tea, so that the next build replaces the site."""
        self._state += 1
        file = self.root / _TEA
        lines = file.read_text(encoding="utf-8").splitlines()
        lines[1] = f"name: Tea of {'abcdefghijklmnopqrstuvwxyz'[self._state % 26]} hill"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def left(self) -> list[str]:
        """What lies in the folder beside what belongs there."""
        return sorted(path.name for path in self.build.iterdir() if path.name not in (*OUTPUTS, "last-build.json"))

    def title(self, page: str) -> str:
        """What the site or the Markdown calls the tea."""
        text = (self.build / page).read_text(encoding="utf-8")
        at = text.index("Tea of ")
        return text[at : at + len("Tea of x")]

    def is_whole(self) -> bool:
        """Every file of the site is as its sums say, and Markdown and site are of one state."""
        return torn(self.build / "site") == [] and self.title("site/teas/north-tea/index.html") == self.title(
            "markdown/teas/north-tea.md"
        )

    def stop(self) -> None:
        """End the program that forks."""
        self._forks.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def builds(tiny_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    """The tiny review, once built well."""
    root = tmp_path_factory.mktemp("days") / "review"
    shutil.copytree(tiny_root, root)
    its = Builds(root)
    its.edit()
    assert its.run({})[0]["code"] == 0, its.said()
    yield its
    its.stop()


@pytest.fixture(scope="module")
def length(builds: Builds) -> tuple[int, float]:
    """How many deeds a build does, and how long it takes on this machine at this moment."""
    builds.edit()
    start = time.monotonic()
    (end,) = builds.run({})
    assert end["code"] == 0, builds.said()
    return end["deeds"], time.monotonic() - start


def test_a_kill_at_any_moment_leaves_a_whole_site(builds: Builds, length: tuple[int, float]) -> None:
    """Twenty moments: by what is done, the last of it more often, and by the clock. The next run puts all in order."""
    deeds, seconds = length
    chance = Random(SEED)
    moments: list[dict[str, Any]] = [{"at": at} for at in chance.sample(range(1, deeds), 8)]
    moments += [{"at": deeds - back} for back in chance.sample(range(1, 14), 4)]
    moments += [{"after": seconds * (step + chance.random()) / 8} for step in range(8)]
    killed = 0
    while moments:
        moment = moments.pop(0)
        builds.edit()
        (end,) = builds.run(moment)
        killed += end["code"] == -signal.SIGKILL
        assert end["code"] in (0, -signal.SIGKILL), builds.said()
        assert torn(builds.build / "site") == [], moment
        with alone(builds.build):  # what every run begins with
            assert builds.left() == [], moment
        assert builds.is_whole(), moment
        # The machine is quicker now than when the seconds were counted: once more, sooner.
        if end["code"] == 0 and moment.get("after", 0) > seconds / 16:
            moments.append({"after": moment["after"] / 2})
    assert killed >= 15
    assert builds.run({})[0]["code"] == 0
    assert builds.is_whole()
    assert builds.left() == []
    anew = shutil.copytree(builds.root, builds.root.parent / "anew", ignore=shutil.ignore_patterns("build", ".cache"))
    assert builds.run({"root": str(anew)})[0]["code"] == 0, builds.said()
    assert [digest(builds.build / name) for name in OUTPUTS] == [digest(anew / "build" / name) for name in OUTPUTS]
    kept = [path.name for path in (builds.root / ".cache").rglob("*")]
    assert [name for name in kept if name.endswith(".new") or name.startswith(LAID_OUT)] == []


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ({"refuse": "ENOSPC", "share": 0.5}, "No space left on device"),
        ({"refuse": "ENOSPC", "share": 0.99}, "No space left on device"),
        ({"refuse": "EROFS", "share": 0.0}, "Read-only file system"),
        ({"refuse": "EACCES", "share": 0.0}, "Permission denied"),
        ({"bytes": 20_000}, "File too large"),
    ],
    ids=["full midway", "full at the end", "read-only", "not allowed", "a limit of size"],
)
def test_what_cannot_be_written_leaves_the_last_site(
    builds: Builds, length: tuple[int, float], trouble: dict[str, Any], says: str
) -> None:
    """The build ends with a problem that says so; the site is the one from before, to the byte."""
    before = (builds.build / "site" / "downloads" / "SHA256SUMS").read_bytes()
    builds.edit()
    order = {name: its for name, its in trouble.items() if name != "share"}
    order |= {"at": max(1, int(length[0] * trouble["share"]))} if "share" in trouble else {}
    (end,) = builds.run(order)
    assert end["code"] == 1, builds.said()
    assert ": cannot-write: this cannot be written: " in builds.said()
    assert says in builds.said()
    assert (builds.build / "site" / "downloads" / "SHA256SUMS").read_bytes() == before
    assert builds.is_whole()
    assert builds.left() == []


def test_two_builds_at_once_make_one_site(builds: Builds) -> None:
    """One waits for the other, says so, and finds nothing left to do."""
    builds.edit()
    assert [end["code"] for end in builds.run({}, {})] == [0, 0]
    built, waited = sorted((builds.said(0), builds.said(1)), key=lambda said: "Another run" in said)
    assert "Built " in built
    assert "Another run is writing into build/" in waited
    assert "build/site is up to date" in waited
    assert builds.is_whole()
    assert builds.left() == []


@pytest.fixture
def served(builds: Builds) -> Iterator[Callable[[], str]]:
    """A live preview of the same review; gives what it shows of the tea."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), "serve", "--root", str(builds.root)]
    with (builds.root.parent / "serve.txt").open("w") as log:
        preview = subprocess.Popen([*command, "--address", f"127.0.0.1:{port}"], stdout=log, stderr=log)

    def shown() -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and preview.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/teas/north-tea/", timeout=PATIENCE) as answer:
                    return answer.read().decode("utf-8")
            except OSError:
                time.sleep(0.2)
        raise AssertionError((builds.root.parent / "serve.txt").read_text(encoding="utf-8"))

    try:
        yield shown
    finally:
        preview.send_signal(signal.SIGINT)
        preview.wait(timeout=PATIENCE)


def test_the_same_beside_a_preview(builds: Builds, length: tuple[int, float], served: Callable[[], str]) -> None:
    """The preview writes elsewhere: builds that are killed, full or two do it no harm, nor it them."""
    deeds, _ = length
    assert "Tea of " in served()
    for order, code in (({"at": deeds // 2}, -signal.SIGKILL), ({"at": deeds // 3, "refuse": "ENOSPC"}, 1)):
        builds.edit()
        assert builds.run(order)[0]["code"] == code, builds.said()
        assert torn(builds.build / "site") == []
        assert "Tea of " in served()
    assert [end["code"] for end in builds.run({}, {})] == [0, 0]
    assert builds.is_whole()
    assert builds.left() == []
    name = builds.title("site/teas/north-tea/index.html")
    end = time.monotonic() + PATIENCE
    while name not in served():
        assert time.monotonic() < end, "the last edit does not show"
        time.sleep(0.2)
