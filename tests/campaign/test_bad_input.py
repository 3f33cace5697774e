"""In: thousands of bad reviews; out: that each ends in a good render or in problems that name their places.

Another seed by hand: `BAD_INPUT_SEED=7 make test-long`; a case alone: `pytest -k campaign` with its name in the message.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from bad_input import judge as judging
from bad_input.campaign import campaign
from bad_input.case import Case, Place
from bad_input.judge import Judge, judged
from bad_input.safe import torn
from bad_input.texts import text_fields
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sitegen import cli
from sitegen.exports import tables
from sitegen.pipeline import Prepared, prepare
from sitegen.problems import Location, Problem, ProblemsFound, SourceText
from sitegen.read import chapters, nodes, work_fields
from sitegen.render import renderer
from sitegen.sinks.swap import digest

pytestmark = pytest.mark.long

SEED = int(os.environ.get("BAD_INPUT_SEED", "20261121"))


@pytest.fixture(scope="module")
def place(tiny_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The tiny review and what it lacks."""
    return Place(tiny_root, tmp_path_factory.mktemp("bad") / "review")


@pytest.fixture(scope="module")
def judge(place: Place) -> Judge:
    """One for all tests but the campaign's."""
    return Judge(place)


#: Processes that share the cases: as many as the smallest machine has that runs all tests.
PARTS = 2


def test_every_case_ends_well(place: Place, tiny_root: Path, tmp_path: Path) -> None:
    """No traceback, no case that takes too long, no page that runs what an editor typed, no changed input."""
    cases = campaign(place.good, SEED)
    assert len(cases) >= 3000
    assert len({(case.sort, case.name) for case in cases}) == len(cases)
    roots = [tmp_path / str(number) for number in range(PARTS)]
    with ProcessPoolExecutor(PARTS, mp_context=get_context("spawn")) as pool:
        parts = pool.map(judged, repeat(tiny_root), roots, repeat(SEED), range(PARTS), repeat(PARTS))
        ends = [end for part in parts for end in part]
    assert len(ends) == len(cases)
    outcomes = Counter(outcome for outcome, _ in ends)
    faults = [what for outcome, what in ends if outcome == "fault"]
    assert faults == [], f"{len(faults)} faults; the first:\n{faults[0]}"
    # Most are refused, as they should be; of those that are not, the pages were looked at.
    assert outcomes["good"] > 300
    assert outcomes["problems"] > 1500


NOTHING = Case("none", "nothing is changed", {})


def _never(_: Case) -> Prepared:
    while True:
        pass


def _breaks(_: Case) -> Prepared:
    raise KeyError("x")


def _tells(problem: Problem) -> Callable[[Case], Prepared]:
    def tell(_: Case) -> Prepared:
        raise ProblemsFound([problem])

    return tell


GOOD_PLACE = Location(SourceText("data/review.yml", ("id: x",)), 1, 1)


@pytest.mark.parametrize(
    ("run", "what"),
    [
        (_never, "takes too long"),
        (_breaks, "KeyError"),
        (_tells(Problem("yaml-syntax", Location(SourceText("/etc/passwd", ())), "x")), "no place"),
        (_tells(Problem("yaml-syntax", replace(GOOD_PLACE, line=2), "x")), "a line that the file does not have"),
        (_tells(Problem("yaml-syntax", replace(GOOD_PLACE, column=9), "x")), "a column that the line does not have"),
        (_tells(Problem("yaml-syntax", GOOD_PLACE, " ")), "no sentence"),
        (_tells(Problem("unused-reference", GOOD_PLACE, "x")), "none is an error"),
    ],
)
def test_the_judge_finds_what_is_wrong_with_a_run(
    judge: Judge, monkeypatch: pytest.MonkeyPatch, run: Callable[[Case], Prepared], what: str
) -> None:
    """A case that hangs, a traceback, problems that name no place."""
    monkeypatch.setattr(judging, "PATIENCE", 1)
    verdict = judge.verdict(NOTHING, run)
    assert verdict.outcome == "fault"
    assert what in verdict.what


def test_the_judge_finds_a_changed_input(judge: Judge, place: Place) -> None:
    """Whoever writes into the review is found; the review is then good again."""

    def write(_: Case) -> Prepared:
        (place.root / "references.bib").write_bytes(place.good["references.bib"] + b"\n")
        return prepare(place.root)

    assert judge.verdict(Case("none", "one file", {"references.bib": place.good["references.bib"]}), write).what == (
        "the input is another than it was"
    )
    assert judge.verdict(NOTHING).outcome == "good"


_TEA, _BIB, _PAGE = "data/tea/south-tea.yml", "references.bib", "docs/chapters/calm.md"


@pytest.mark.parametrize(
    ("module", "guard", "without", "path", "bad"),
    [
        (work_fields, "_URL", re.compile(".*", re.S), _BIB, "@misc{x, title={a}, note={n}, url={javascript:alert(1)}}"),
        (chapters, "unsafe_markup", lambda *_: [], _PAGE, "\n<!-- linking text: x -->\n<script>alert()</script>\n"),
        (chapters, "unsafe_markup", lambda *_: [], _PAGE, "\n<!-- linking text: x -->\n[a](javascript:alert(1))\n"),
        (tables, "safe", str, _TEA, "name: =1+1"),
        (renderer, "inline_text", Markup, _TEA, "name: zqx <script>alert(1)</script>"),
        (nodes, "DEPTH", 10**9, _TEA, f"zzz: {'[' * 5000}{']' * 5000}"),
        (nodes, "INVISIBLE", re.compile("(?!)"), _TEA, 'name: "zqx \\x02wzxhzdk:0\\x03"'),
    ],
)
def test_a_guard_that_is_taken_away_is_missed(
    judge: Judge,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    guard: str,
    without: Any,
    path: str,
    bad: str,
) -> None:
    """With the guard the case ends well, without it there is a fault: the campaign is no formality."""
    text = place.good[path].decode("utf-8")
    changed = re.sub(r"^name:.*$", lambda _: bad, text, flags=re.M) if bad.startswith("name:") else text + bad + "\n"
    case = Case("planted", guard, {path: changed.encode()}, "" if "zqx" not in bad else yaml.safe_load(bad)["name"])
    assert judge.verdict(case).outcome != "fault"
    monkeypatch.setattr(module, guard, without)
    assert judge.verdict(case).outcome == "fault"


ANY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: Any text, and more often what is markup somewhere.
TEXTS = st.lists(st.sampled_from("<>&\"'`*_[](){}|#@\\/:=+-!~^$%\n\t\u202e\ue000é𝔘 ax1") | st.text(max_size=3)).map(
    "".join
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def _field(place: Place, data: st.DataObject, value: Any) -> Case:
    path = data.draw(st.sampled_from(sorted(path for path in place.good if path.startswith("data/"))))
    text = place.good[path].decode("utf-8")
    node = data.draw(st.sampled_from(text_fields(path, text)))
    start, end = node.start_mark.index, node.end_mark.index
    end = start + max(1, len(text[start:end].rstrip()))
    changed = text[:start] + json.dumps(value) + text[end:]
    return Case("property", path, {path: changed.encode("utf-8")})


@ANY
@given(data=st.data(), value=TEXTS)
def test_any_text_in_any_field(judge: Judge, place: Place, data: st.DataObject, value: str) -> None:
    """It is shown as text, or it is a problem."""
    verdict = judge.verdict(_field(place, data, value))
    assert verdict.outcome != "fault", verdict.what


@ANY
@given(data=st.data(), value=VALUES)
def test_any_value_in_any_field(judge: Judge, place: Place, data: st.DataObject, value: Any) -> None:
    """Whatever YAML can say."""
    verdict = judge.verdict(_field(place, data, value))
    assert verdict.outcome != "fault", verdict.what


@ANY
@given(data=st.data(), inserted=st.binary(max_size=8) | TEXTS.map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_in_any_file(judge: Judge, place: Place, data: st.DataObject, inserted: bytes) -> None:
    """In place of any part of any file, also a hand-written page and the bibliography."""
    path = data.draw(st.sampled_from(sorted(path for path in place.good if path != "mkdocs.yml")))
    whole = place.good[path]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    verdict = judge.verdict(Case("property", path, {path: whole[:start] + inserted + whole[end:]}))
    assert verdict.outcome != "fault", verdict.what


#: How many bad reviews are built in whole, and how many of them may get through the gate, as each then takes seconds.
WHOLE_BUILDS, THROUGH = 50, 8
_PLACED = re.compile(r"^\S.*:\d+:\d+: (?P<code>[a-z-]+): ", re.M)


def _sampled(place: Place) -> Iterator[Case]:
    """Some of each sort, then any."""
    chance = Random(SEED)
    sorts: dict[str, list[Case]] = {}
    for case in campaign(place.good, SEED):
        sorts.setdefault(case.sort, []).append(case)
    some = [case for cases in sorts.values() for case in chance.sample(cases, 3)]
    rest = [case for cases in sorts.values() for case in cases if case not in some]
    left = {True: THROUGH, False: WHOLE_BUILDS - THROUGH}
    for case in some + chance.sample(rest, len(rest)):
        if not any(left.values()):
            return
        gets_through = _gets_through(place, case)
        if left[gets_through]:
            left[gets_through] -= 1
            yield case


def _gets_through(place: Place, case: Case) -> bool:
    if case.site:  # for MkDocs to refuse
        return False
    place.make_bad(case)
    try:
        prepare(place.root)
    except ProblemsFound:
        return False
    else:
        return True
    finally:
        place.mend(case)


def test_fifty_whole_builds(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`review build` of a bad review replaces the site by another whole one, or leaves everything as it was and says why."""
    monkeypatch.setattr(sys, "argv", ["review", "build", "--root", str(place.root)])
    build = place.root / "build"
    assert _ended(cli.main) == 0, capsys.readouterr().out
    capsys.readouterr()
    faults: list[str] = []
    ends: Counter[int] = Counter()
    for case in _sampled(place):
        before, names = digest(build), sorted(path.name for path in build.iterdir())
        place.make_bad(case)
        listed = place.listing()
        code = _ended(cli.main)
        ends[code] += 1
        said = "\n".join(capsys.readouterr())
        wrong = [] if place.listing() == listed else ["the input is another than it was"]
        place.mend(case)
        if code not in (0, 1) or (code == 1 and not _PLACED.search(said)):
            wrong.append(said[-1500:])
        if code == 1 and (digest(build), sorted(path.name for path in build.iterdir())) != (before, names):
            wrong.append("a refused build has changed something")
        if code == 0:
            wrong += torn(build / "site")
        faults += [f"{case.sort}: {case.name!a}: {what}" for what in wrong]
    assert faults == [], f"{len(faults)} faults; the first:\n{faults[0]}"
    assert ends.total() == WHOLE_BUILDS
    assert ends[0] >= THROUGH / 2  # what the built site shows can still be wrong


def _ended(run: Callable[[], None]) -> int:
    try:
        run()
    except SystemExit as error:
        return int(error.code or 0)
    return 0
