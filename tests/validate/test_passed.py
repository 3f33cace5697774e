"""In: values that are checked again and again; out: that each is asked about when, and only when, its answer may differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sitegen.problems import Location, Problem, SourceText
from sitegen.validate.passed import Passed


@dataclass(eq=False)
class _Asked:
    """A check that finds a problem in each word that is not allowed, and notes what it was asked about."""

    allowed: set[str]
    words: list[str] = field(default_factory=list)

    def check(self, value: list[str], *given: object) -> Iterator[Problem]:
        """Say it of the first word."""
        self.words.append(value[0])
        if value[0] not in self.allowed:
            yield Problem("bad-value", Location(SourceText("x.yml", ())), f"'{value[0]}' is not allowed")


def _asked(passed: Passed, check: _Asked, values: list[list[str]], **more: object) -> tuple[list[str], int]:
    """What was asked about, and how many problems there were."""
    check.words.clear()
    method = check.__dict__.setdefault("same", check.check)  # a bound method is another one each time
    problems = list(passed.each(method, values, **more))  # type: ignore[arg-type]
    return list(check.words), len(problems)


def test_what_passed_is_asked_about_again_only_where_its_answer_may_differ() -> None:
    """Another object, another common ground, another thing that the value alone is held against; a problem is said each time."""
    passed, check = Passed(), _Asked({"a", "b", "d"})
    one, two, bad = ["a"], ["b"], ["c"]
    assert _asked(passed, check, [one, two, bad], against=({"x"},)) == (["a", "b", "c"], 1)
    assert _asked(passed, check, [one, two, bad], against=({"x"},)) == (["c"], 1), "an equal ground is the same ground"
    assert _asked(passed, check, [one, ["b"], bad], against=({"x"},)) == (["b", "c"], 1), (
        "an equal value is another one"
    )
    assert _asked(passed, check, [one, two], against=({"x", "y"},)) == (["a", "b"], 0)
    assert _asked(passed, check, [one, two], against=()) == (["a", "b"], 0)

    beside = {"a": ["1"], "b": ["2"]}
    own = {"own": lambda value: (beside[value[0]],)}
    assert _asked(passed, check, [one, two], **own) == (["a", "b"], 0)
    assert _asked(passed, check, [one, two], **own) == ([], 0)
    beside["b"] = ["2"]
    assert _asked(passed, check, [one, two], **own) == (["b"], 0), "equal, but another object"


def test_each_check_has_a_memory_of_its_own_that_holds_what_it_saw_last() -> None:
    """What one check passed says nothing to another; a value that was not there the last time is asked about."""
    passed, check, other = Passed(), _Asked({"a", "b"}), _Asked({"b"})
    one, two = ["a"], ["b"]
    assert _asked(passed, check, [one, two]) == (["a", "b"], 0)
    assert _asked(passed, other, [one, two]) == (["a", "b"], 1)
    assert _asked(passed, check, [two]) == ([], 0)
    assert _asked(passed, check, [one, two]) == (["a"], 0)
