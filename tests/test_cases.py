"""In: tests/cases/<code>.yml, bad inputs with the text they give; out: that every message is word for word that."""

from __future__ import annotations

import ast
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sitegen.between import Memory
from sitegen.codes import CODES
from sitegen.pipeline import load
from sitegen.problems import Problem, as_text

TESTS = Path(__file__).resolve().parent
TINY = TESTS / "tiny_review"
CASES = TESTS / "cases"
PACKAGE = TESTS.parent / "scripts" / "sitegen"
#: The rooms that find problems in what editors write: every line of theirs that makes one is shown by a case. Problems
#: of the built site and of the sources' texts, which no small input gives, are shown in tests/check.
ROOMS = ("read", "validate", "link", "rules")


@dataclass(frozen=True)
class Case:
    """A bad input: what is written into a copy of the tiny review, and what `review validate` then says."""

    code: str
    title: str
    files: dict[str, Any]
    edits: list[dict[str, str]]
    output: str

    @property
    def touched(self) -> set[str]:
        """Every path that the case writes, changes or deletes."""
        return {*self.files, *(edit["file"] for edit in self.edits)}

    def write_into(self, root: Path) -> None:
        """Make the tiny review bad. A file is its text, nothing (to delete it), or bytes, a size or a link."""
        for path, content in self.files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, str):
                file.write_bytes(content.encode("utf-8"))
            elif content is None:
                file.unlink()
            elif "bytes" in content:
                file.write_bytes(bytes.fromhex(content["bytes"]))
            elif "size" in content:
                file.write_bytes(b"#" * content["size"])
            else:
                file.symlink_to(content["link"])
        for edit in self.edits:
            file = root / edit["file"]
            text = file.read_bytes().decode("utf-8")
            assert text.count(edit["replace"]) == 1, f"{edit['replace']!r} does not stand once in {edit['file']}"
            file.write_bytes(text.replace(edit["replace"], edit["with"]).encode("utf-8"))


def _cases() -> Iterator[Case]:
    for file in sorted(CASES.glob("*.yml")):
        for case in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            unknown = set(case) - {"title", "files", "edits", "output"}
            assert not unknown, f"{file.name}: {unknown}"
            yield Case(file.stem, case["title"], case.get("files", {}), case.get("edits", []), case.get("output") or "")


ALL = list(_cases())


class Workplace:
    """One copy of the tiny review, made bad and good again for each case; a copy for each would take twice the time."""

    def __init__(self, root: Path):
        self.root = root
        self._outcomes: dict[tuple[str, str], tuple[str, frozenset[tuple[str, int]]]] = {}

    def outcome(self, case: Case) -> tuple[str, frozenset[tuple[str, int]]]:
        """What is said about the bad review, and the lines of the generator that made the problems."""
        key = (case.code, case.title)
        if key not in self._outcomes:
            case.write_into(self.root)
            try:
                with pytest.MonkeyPatch.context() as patch:
                    made_at = _record_makers(patch)
                    text = as_text(load(self.root)[1])
            finally:
                self.restore(case.touched)
            self._outcomes[key] = (text, frozenset(made_at))
        return self._outcomes[key]

    def restore(self, touched: set[str]) -> None:
        """Make it good again."""
        for path in touched:
            file = self.root / path
            file.unlink(missing_ok=True)
            if (TINY / path).is_file():
                shutil.copyfile(TINY / path, file)
            if not (TINY / path).parent.is_dir():
                shutil.rmtree(file.parent, ignore_errors=True)


def _record_makers(patch: pytest.MonkeyPatch) -> set[tuple[str, int]]:
    """From now on, note the file and line of every call that makes a Problem."""
    made_at: set[tuple[str, int]] = set()
    original = Problem.__init__

    def init(self: Problem, *values: Any, **named: Any) -> None:
        caller = sys._getframe(1)
        made_at.add((caller.f_code.co_filename, caller.f_lineno))
        original(self, *values, **named)

    patch.setattr(Problem, "__init__", init)
    return made_at


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The tiny review, for all cases."""
    return Workplace(Path(shutil.copytree(TINY, tmp_path_factory.mktemp("cases") / "review", symlinks=True)))


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.title}")
def test_a_bad_input_gives_exactly_its_message(case: Case, workplace: Workplace, pytestconfig: pytest.Config) -> None:
    """The problems of the bad review are word for word those of the case; `--update-golden` writes them anew."""
    found, _ = workplace.outcome(case)
    if pytestconfig.getoption("--update-golden"):
        _write_output(case, found)
    else:
        assert found == case.output


def test_who_looks_again_says_the_same(tmp_path: Path) -> None:
    """A preview looks at what changed, and says of each bad input, of two at once, and of the good one what a build says."""
    place = Workplace(Path(shutil.copytree(TINY, tmp_path / "review", symlinks=True)))
    choice, memory, told = random.Random(12), Memory(), 0
    load(place.root, memory)
    for case in choice.sample(ALL, len(ALL)):
        other = choice.choice(ALL)
        bad = [case] if choice.random() < 0.7 or case.touched & other.touched else [case, other]
        for its in bad:
            its.write_into(place.root)
        found = as_text(load(place.root, memory)[1])
        assert found == (case.output if len(bad) == 1 else as_text(load(place.root)[1])), [its.title for its in bad]
        told += bool(found)
        for its in bad:
            place.restore(its.touched)
        assert load(place.root, memory)[1] == (), case.title
    assert told > len(ALL) / 2


def _write_output(case: Case, output: str) -> None:
    """Replace the output of a case in its file; the rest of the file stays as it was written."""
    file = CASES / f"{case.code}.yml"
    parts = file.read_text(encoding="utf-8").split("- title: ")
    index = next(i for i, part in enumerate(parts) if part.startswith((case.title + "\n", f'"{case.title}"\n')))
    lines = "".join(f"    {line}\n" if line else "\n" for line in output.split("\n"))
    parts[index] = parts[index].partition("\n  output:")[0].rstrip("\n") + f"\n  output: |-\n{lines}\n"
    file.write_text("- title: ".join(parts).rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def test_the_tiny_review_has_no_problem() -> None:
    """What the cases make bad is good before."""
    assert load(TINY)[1] == ()


def _makers() -> Iterator[tuple[Path, ast.Call]]:
    """Each call in ROOMS that makes a Problem."""
    for file in sorted(file for room in ROOMS for file in (PACKAGE / room).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
                yield file, node


def _texts(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_code_is_given_somewhere() -> None:
    """No rule is explained that nothing checks."""
    modules = [file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py") if file.parent.name != "codes"]
    assert [code for code in CODES if not any(f'"{code}"' in text for text in modules)] == []


def test_every_code_has_a_case_that_shows_it() -> None:
    """Each code of the rooms has a file of its name, and every case of the file gives a problem of that code."""
    codes = {text for _, call in _makers() for text in _texts(call.args[0])}
    assert codes <= set(CODES)
    assert {case.code for case in ALL} == codes
    assert [case.title for case in ALL if f": {case.code}: " not in case.output] == []


def test_every_line_that_makes_a_problem_has_a_case(workplace: Workplace) -> None:
    """No message is written that nobody has read."""
    made_at = {place for case in ALL for place in workplace.outcome(case)[1]}
    unseen = [
        f"{file.relative_to(PACKAGE)}:{call.lineno}"
        for file, call in _makers()
        if not any((str(file), line) in made_at for line in range(call.lineno, (call.end_lineno or call.lineno) + 1))
    ]
    assert unseen == []


def test_titles_are_unique() -> None:
    """A title names one case of its file."""
    assert len({(case.code, case.title) for case in ALL}) == len(ALL)
