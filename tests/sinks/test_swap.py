"""In: fresh folders; out: that they replace the old ones whole or not at all, and that nothing is left lying about."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sitegen.compose.downloads import SUMS
from sitegen.problems import ProblemsFound
from sitegen.seen import Seen
from sitegen.sinks import exchange, swap
from sitegen.sinks.lock import alone
from sitegen.sinks.place import Place
from sitegen.sinks.sums import write_sums
from sitegen.sinks.swap import digest, digest_of, fresh_folder, remembered, swap_in, used_folder
from sitegen.sinks.whole import write_whole


def _write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _listing(folder: Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        status = path.stat()
        found[path.relative_to(folder).as_posix()] = (status.st_mtime_ns, status.st_ino, status.st_size)
    return found


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build folder with a site and Markdown from an earlier build."""
    _write(tmp_path / "build" / "site", a="old", gone="old")
    _write(tmp_path / "build" / "markdown", b="same")
    return tmp_path / "build"


def test_the_new_folder_replaces_the_old_one_whole(build: Path) -> None:
    """What the new site does not have is gone; what it has is new; the folder that was built in is gone."""
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        _write(fresh / "markdown", b="same")
        swap_in(fresh, ("site", "markdown"), build)
    assert _texts(build / "site") == {"a": "new"}
    assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]


def test_what_was_replaced_is_there_next_time(build: Path) -> None:
    """To be built into; after an error, and where a file has its name, a build begins with an empty folder."""
    spare = build.parent / ".cache" / "spare"
    for text, found in (("new", []), ("newer", ["a", "gone"]), ("newest", ["a"])):
        with used_folder(build, spare) as fresh:
            left = fresh / "site"
            assert sorted(file.name for file in left.glob("*")) == found
            shutil.rmtree(left, ignore_errors=True)
            _write(left, a=text)
            swap_in(fresh, ("site",), build)
        assert _texts(build / "site") == {"a": text}
    assert [path.name for path in spare.iterdir()] == ["site"]
    with pytest.raises(RuntimeError), used_folder(build, spare) as fresh:
        raise RuntimeError
    assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]
    assert not spare.exists()
    spare.write_text("", encoding="utf-8")
    with used_folder(build, spare) as fresh:
        assert list(fresh.iterdir()) == []
    assert spare.is_dir()


def _fill(build: Path, seen: Seen, **files: str) -> None:
    """A build of these files into the site and Markdown, as the pipeline does it."""
    with used_folder(build, build.parent / ".cache" / "spare") as fresh:
        places = [Place(fresh / name, build / name, seen) for name in ("site", "markdown")]
        for place in places:
            for name, text in files.items():
                place.put_text(name.replace("_", "/"), text)
            place.settle()
        known = {place.folder.name: digest_of(place.sums()) for place in places}
        with remembered(places, build):
            swap_in(fresh, known, build, known, [place.folder.name for place in places if place.differs])


def test_the_first_build_leaves_its_files_to_begin_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second, too, finds what it need not make again, reads none of it, and changes nothing of the site until it is whole."""
    build, spare, seen = tmp_path / "build", tmp_path / ".cache" / "spare", Seen()
    _fill(build, seen, c="top", a_b_c="deep", a_b_d="deep, too")
    for name in ("site", "markdown"):
        there = {path: its for path, its in _listing(build / name).items() if (build / name / path).is_file()}
        assert sorted(there) == ["a/b/c", "a/b/d", "c"]
        assert {path: its for path, its in _listing(spare / name).items() if path in there} == there
    assert sorted(path.name for path in spare.iterdir()) == ["markdown", "site"]
    before = _listing(build / "site")
    monkeypatch.setattr("sitegen.seen._read", lambda file: pytest.fail(f"{file} was read"))
    _fill(build, seen, c="other", a_b_c="deep", a_b_d="deep, too")
    after = _listing(build / "site")
    assert after["a/b/c"] == before["a/b/c"]
    assert (build / "site" / "c").read_text(encoding="utf-8") == "other"
    assert (spare / "site" / "c").read_text(encoding="utf-8") == "top"


def test_a_system_without_links_has_nothing_to_begin_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is whole all the same."""
    monkeypatch.setattr(os, "link", _refuse)
    _fill(tmp_path / "build", Seen(), c="top", a_b_c="deep")
    assert (tmp_path / "build" / "site" / "a" / "b" / "c").read_text(encoding="utf-8") == "deep"
    assert not [file for file in (tmp_path / ".cache").rglob("*") if file.is_file()]


def _refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no links here")


def test_an_unchanged_folder_is_not_touched(build: Path) -> None:
    """A folder with the same bytes keeps its files: same time, same inode, also when another folder changes."""
    before = _listing(build / "markdown")
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        _write(fresh / "markdown", b="same")
        swap_in(fresh, ("site", "markdown"), build)
    assert _listing(build / "markdown") == before


def test_a_folder_that_is_known_to_differ_is_not_compared(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever filled it knows; the others are still compared, and stay where they are the same."""
    compared: list[str] = []
    monkeypatch.setattr("sitegen.sinks.swap._same", lambda one, _: compared.append(one.name) is None)
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        _write(fresh / "markdown", b="same")
        swap_in(fresh, ("site", "markdown"), build, differing=["site"])
    assert compared == ["markdown"]
    assert _texts(build / "site") == {"a": "new"}


def test_a_folder_that_is_not_there_yet_appears(tmp_path: Path) -> None:
    """The first build has nothing to replace, not even build/ itself."""
    with fresh_folder(tmp_path / "build") as fresh:
        _write(fresh / "site", a="new")
        swap_in(fresh, ("site",), tmp_path / "build")
    assert _texts(tmp_path / "build" / "site") == {"a": "new"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_old_site_whole(build: Path, error: type[BaseException]) -> None:
    """Whatever ends the build, the old site is untouched and no folder is left over."""
    before = _listing(build / "site")

    def broken() -> None:
        with fresh_folder(build) as fresh:
            _write(fresh / "site", a="half")
            raise error

    with pytest.raises(error):
        broken()
    assert _listing(build / "site") == before
    assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]


def _cannot_exchange(*_: object) -> None:
    raise OSError(errno.ENOSYS, "this system cannot")


def test_a_swap_that_fails_puts_the_old_folder_back(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an exchange takes two renames and the second fails, the first is undone."""
    monkeypatch.setattr(exchange, "_at_once", _cannot_exchange)
    before = _listing(build / "site")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".new-") and self.name == "site":
            raise OSError("no space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)

    def broken() -> None:
        with fresh_folder(build) as fresh:
            _write(fresh / "site", a="new")
            swap_in(fresh, ("site",), build)

    with pytest.raises(OSError, match="no space"):
        broken()
    assert _listing(build / "site") == before


def test_folders_that_cannot_be_exchanged_are_renamed(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot exchange, two renames do the same."""
    monkeypatch.setattr(exchange, "_at_once", _cannot_exchange)
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        swap_in(fresh, ("site",), build)
        assert _texts(fresh / "site") == {"a": "old", "gone": "old"}
    assert _texts(build / "site") == {"a": "new"}


@pytest.mark.parametrize("at_once", [True, False])
def test_all_folders_are_replaced_or_none(build: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    """When the second folder cannot be moved, the first goes back to its place."""
    if not at_once:
        monkeypatch.setattr(exchange, "_at_once", _cannot_exchange)
    before = _listing(build)
    move = swap._move

    def failing(fresh: Path, name: str, build: Path) -> None:
        if name == "markdown":
            raise OSError(errno.EIO, "broken disk")
        move(fresh, name, build)

    monkeypatch.setattr(swap, "_move", failing)

    def broken() -> None:
        with fresh_folder(build) as fresh:
            _write(fresh / "site", a="new")
            _write(fresh / "markdown", b="new")
            swap_in(fresh, ("site", "markdown"), build)

    with pytest.raises(OSError, match="broken disk"):
        broken()
    assert {name: listed for name, listed in _listing(build).items() if name != "."} == {
        name: listed for name, listed in before.items() if name != "."
    }


class _KilledError(BaseException):
    """Stands for kill -9: nothing after it is done."""


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("steps", range(6))
def test_the_next_run_finishes_what_a_killed_one_began(
    build: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool, steps: int
) -> None:
    """Killed after any number of renames, the old folders are put in order by the next run: all old, or all new."""
    fresh = build / ".new-killed"
    _write(fresh / "site", a="new")
    _write(fresh / "markdown", b="new")
    if not at_once:
        monkeypatch.setattr(exchange, "_at_once", _cannot_exchange)
    left = [steps]

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object) -> object:
            if left[0] == 0:
                raise _KilledError
            left[0] -= 1
            return original(*given)

        return run

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(exchange, "_at_once", counted(exchange._at_once) if at_once else _cannot_exchange)
        patch.setattr(swap, "_move_back", lambda *_: None)
        patch.setattr(exchange, "_in_two_steps", _torn if not at_once else exchange._in_two_steps)
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        with contextlib.suppress(_KilledError):
            swap_in(fresh, ("site", "markdown"), build)
    with alone(build):
        pass
    assert _texts(build / "site") == {"a": "new"}
    assert _texts(build / "markdown") == {"b": "new"}
    assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]


def _torn(one: Path, other: Path, aside: Path) -> None:
    """Two renames of which nothing is undone."""
    other.rename(aside)
    one.rename(other)
    aside.rename(one)


def test_a_journal_that_says_nothing_does_no_harm(build: Path) -> None:
    """Whatever stands in it, the folders stay and it goes."""
    for text in ("", "{", "[]", "{}", '{"fresh": 1, "digests": 2}', '{"fresh": "../..", "digests": {"site": "x"}}'):
        (build / ".moving.json").write_text(text, encoding="utf-8")
        with alone(build):
            pass
        assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]
        assert _texts(build / "site") == {"a": "old", "gone": "old"}


def test_what_a_killed_build_left_is_removed(build: Path) -> None:
    """A folder that no exception could clean up goes with the next run, which is the only one there."""
    _write(build / ".new-killed", a="half")
    _write(build, **{".last-build.json.new": "half"})
    with alone(build):
        assert sorted(path.name for path in build.iterdir()) == ["markdown", "site"]


def test_a_second_run_waits_for_the_first(build: Path) -> None:
    """It says so, and goes on when the first is done; a run inside a run does not wait for itself."""
    said: list[str] = []
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom sitegen.sinks.lock import alone\n"
        "with alone(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(1)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(build)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        start = time.monotonic()
        with alone(build, said.append), alone(build, said.append):
            assert time.monotonic() - start > 0.5
    assert said == ["Another run is writing into build/; waiting until it is done."]


def test_a_lock_ends_with_the_run_that_held_it(build: Path) -> None:
    """A run that is killed holds nothing any longer, and nothing of its lock lies about."""
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom sitegen.sinks.lock import alone\n"
        "with alone(Path(sys.argv[1])):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run([sys.executable, "-c", script, str(build)], check=False)
    assert run.returncode == -signal.SIGKILL
    said: list[str] = []
    with alone(build, said.append):
        pass
    assert said == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_what_cannot_be_written_is_a_problem(build: Path, number: int) -> None:
    """A disk that is full or read-only is no fault of the generator, and the message says what it is."""
    before = _listing(build)

    def broken() -> None:
        with alone(build), fresh_folder(build) as fresh:
            raise OSError(number, os.strerror(number), str(fresh / "site" / "index.html"))

    with pytest.raises(ProblemsFound) as found:
        broken()
    (problem,) = found.value.problems
    assert (problem.code, problem.location.file.path) == ("cannot-write", "build/site/index.html")
    assert os.strerror(number) in problem.sentence
    assert {**_listing(build), ".": 0} == {**before, ".": 0}


def test_a_file_where_the_folder_belongs_is_a_problem(tmp_path: Path) -> None:
    """The target is no folder: nothing is written, and that is said."""
    (tmp_path / "build").write_text("not a folder", encoding="utf-8")

    def broken() -> None:
        with alone(tmp_path / "build"):
            raise AssertionError

    with pytest.raises(ProblemsFound, match="cannot-write"):
        broken()
    assert (tmp_path / "build").read_text(encoding="utf-8") == "not a folder"


def test_files_are_written_whole_and_all_or_none(tmp_path: Path) -> None:
    """When one of them cannot be written, none is, and nothing lies about."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match=r"exists|directory"):
        write_whole({tmp_path / "a": b"new", tmp_path / "a" / "c": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    write_whole({tmp_path / "a": b"new", tmp_path / "b" / "c": b"new"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b" / "c").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c"]


def test_what_is_swapped_in_can_be_read_by_a_web_server(build: Path) -> None:
    """The folder that was built in is private; the site that comes out of it is as open as the user's umask says."""
    with fresh_folder(build) as fresh:
        _write(fresh / "site", a="new")
        expected = stat.S_IMODE((fresh / "site").stat().st_mode)
        swap_in(fresh, ("site",), build)
    assert stat.S_IMODE((build / "site").stat().st_mode) == expected


@pytest.mark.parametrize("change", ["byte", "name", "more", "less", "moved"])
def test_the_digest_sees_every_change(tmp_path: Path, change: str) -> None:
    """A byte, a name, a file more or less, a file in another folder: each gives another digest."""
    folder = tmp_path / "site"
    _write(folder / "sub", x="1", y="2")
    before = digest(folder)
    match change:
        case "byte":
            _write(folder / "sub", x="3")
        case "name":
            (folder / "sub" / "x").rename(folder / "sub" / "z")
        case "more":
            _write(folder, empty="")
        case "less":
            (folder / "sub" / "y").unlink()
        case "moved":
            (folder / "sub" / "x").rename(folder / "x")
    assert digest(folder) != before


def test_the_digest_does_not_depend_on_place_or_time(tmp_path: Path) -> None:
    """Two folders with the same files have the same digest, wherever they lie; a folder that is missing has none."""
    _write(tmp_path / "one" / "sub", x="1")
    _write(tmp_path / "a-longer-name" / "two" / "sub", x="1")
    assert digest(tmp_path / "one") == digest(tmp_path / "a-longer-name" / "two") != ""
    assert digest(tmp_path / "nowhere") == ""


def test_a_digest_that_is_known_is_not_made_again(tmp_path: Path) -> None:
    """From the sums of its files a folder has the digest that it has from the files; names are put in one order."""
    names = {"b/x": "1", "b-c": "2", "b/a/y": "3", "a": "4"}
    place = Place(tmp_path / "fresh" / "site")
    for name, text in names.items():
        place.put_text(name, text)
    sums = write_sums(place)
    assert sums.keys() == {*names, SUMS}
    made = digest(tmp_path / "fresh" / "site")
    assert digest_of(dict(reversed(sums.items()))) == made
    known = swap_in(tmp_path / "fresh", ("site",), tmp_path / "build", {"site": digest_of(sums)})
    assert known == {"site": made} == {"site": digest(tmp_path / "build" / "site")}


@pytest.mark.parametrize(
    ("name", "text", "is_same"), [("a", "1", True), ("a", "2", False), ("a", "12", False), ("b", "1", False)]
)
def test_a_folder_is_replaced_where_a_name_or_a_byte_is_another(
    tmp_path: Path, name: str, text: str, is_same: bool
) -> None:
    """Of the same size, too; one that holds the same stays the folder that it is, also where its files are other ones."""
    _write(tmp_path / "build" / "site", a="1")
    _write(tmp_path / "fresh" / "site", **{name: text})
    before = (tmp_path / "build" / "site").stat().st_ino
    swap_in(tmp_path / "fresh", ("site",), tmp_path / "build")
    assert ((tmp_path / "build" / "site").stat().st_ino == before) is is_same
    assert [file.read_text() for file in (tmp_path / "build" / "site").iterdir()] == [text]
