"""In: what a stage found wrong, with its place; out: Problem values, sorted, as text, GitHub annotations or JSON."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .codes import CODES

#: A longer line of the input is shown in part.
_WIDEST = 120
#: Categories of characters that would move the caret, or the whole line, in a terminal.
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


#: What a sentence about a value repeats of it only in part, or not as it is: it would move the rest of the line, or all
#: that a terminal shows after it.
_UNSAID = re.compile(
    "[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ud800-\udfff]|\\S{200}|.{600}"
)
_LONGEST = 400


@dataclass(frozen=True)
class SourceText:
    """A file of the review as read: its path relative to the review's folder, and its lines."""

    path: str
    lines: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, path: str, text: str) -> SourceText:
        """Split the text into lines; only line feeds count, as in YAML marks and editors."""
        return cls(path, tuple(line.rstrip("\r") for line in text.split("\n")))


@dataclass(frozen=True)
class Location:
    """A place in a file. Line and column count from 1; width is how many characters the caret underlines."""

    file: SourceText
    line: int = 1
    column: int = 1
    width: int = 1

    @property
    def text(self) -> str:
        """The line at this place; empty when the file has none."""
        return self.file.lines[self.line - 1] if self.line <= len(self.file.lines) else ""


@dataclass(frozen=True)
class Problem:
    """What is wrong with the input: where, what is there, what was expected, the nearest valid value, the fix."""

    code: str
    location: Location
    sentence: str
    expected: str | None = None
    nearest: str | None = None
    fix: str | None = None

    def __post_init__(self) -> None:
        for name in ("sentence", "expected", "nearest", "fix"):
            said = getattr(self, name)
            if said is not None and _UNSAID.search(said):
                object.__setattr__(self, name, _said(said))

    @property
    def weight(self) -> str:
        """`error` stops a build; `gap` is counted and shown, and stops a release only."""
        return CODES[self.code].weight

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Position order: file, line, column, then code."""
        at = self.location
        return (at.file.path, at.line, at.column, self.code, self.sentence)


class ProblemsFound(Exception):
    """The input has errors; carries all problems. The command line prints them and exits with 1."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = tuple(problems)
        super().__init__(as_text(self.problems))


def _said(text: str) -> str:
    """On one line, each character visible; a long word, and a long sentence, with its middle left out."""
    seen = "".join(" " if char in "\n\r\t" else "\ufffd" if _is_unseen(char) else char for char in text)
    seen = re.sub(r"\S{200,}", lambda word: f"{word[0][:57]}…{word[0][-20:]}", seen)
    return seen if len(seen) <= 600 else f"{seen[:_LONGEST]} … {seen[-100:]}"


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in (*_UNSEEN, "Co", "Cs")


def nearest_of(value: str, valid: Iterable[str]) -> str | None:
    """The valid value that looks most like this one, or None when none is close: a wild guess misleads."""
    options = list(valid)
    close = difflib.get_close_matches(value, options, n=1, cutoff=0.7)
    # Far apart by the measure of difflib: two letters swapped in a short word, `lwo`, and the beginning of a long one.
    close += [option for option in options if sorted(option) == sorted(value)]
    close += [option for option in options if len(value) > 2 and option.startswith(value)]
    return close[0] if close else None


def one_of(valid: Sequence[str], home: str | None = None, noun: str = "values") -> str:
    """Say which values are valid: all of them, or of a long list how many, and where they live."""
    if len(valid) > 12 and home:
        return f"one of {len(valid)} {noun} in {home}"
    text = ("one of " if len(valid) > 1 else "") + ", ".join(valid) or f"nothing: there are no {noun}"
    return f"{text} ({home})" if home else text


def shown(text: str) -> str:
    """A value as a sentence quotes it: on one line, and cut when it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by position and drop repetitions."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that stop a build."""
    return tuple(problem for problem in problems if problem.weight == "error")


def as_text(problems: Sequence[Problem]) -> str:
    """The form for people: `path:line:col: code: sentence`, the line with a caret, expected, nearest, fix."""
    return "\n\n".join(_block(problem) for problem in problems)


def _block(problem: Problem) -> str:
    at = problem.location
    out = [f"{_path(problem)}:{at.line}:{at.column}: {problem.code}: {problem.sentence}"]
    if at.text.strip():
        gutter = f"  {at.line} | "
        text, start, width = _excerpt(at)
        out.append(gutter + text)
        out.append(" " * (len(gutter) - 2) + "| " + _blank(text[:start]) + _caret(text[start : start + width]))
    for label, value in (("expected", problem.expected), ("nearest", problem.nearest), ("fix", problem.fix)):
        if value:
            out.append(f"    {label + ':':<10}{value}")
    return "\n".join(out)


def _path(problem: Problem) -> str:
    """The file's path; what no message could print of it is replaced."""
    path = problem.location.file.path
    return _said(path) if _UNSAID.search(path) else path


def _excerpt(at: Location) -> tuple[str, int, int]:
    """The line, cut around the place when it would wrap in a terminal, and the caret's start and width in it."""
    start = at.column - 1
    text = "".join("�" if _is_unseen(char) and char != "\t" else char for char in at.text)
    if len(text) > _WIDEST:
        first = max(0, min(start - _WIDEST // 3, len(text) - _WIDEST))
        before, after = "…" if first else "", "…" if first + _WIDEST < len(text) else ""
        text = before + text[first : first + _WIDEST] + after
        start += len(before) - first
    return text, start, max(1, min(at.width, len(text) - start))


def _blank(text: str) -> str:
    """As much blank space as the text takes in a terminal; a tab stays a tab."""
    return "".join(char if char == "\t" else " " * _columns(char) for char in text)


def _caret(text: str) -> str:
    return "^" * max(1, sum(map(_columns, text)))


def _columns(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def as_github(problems: Sequence[Problem]) -> str:
    """The form that GitHub shows beside the line of a pull request."""
    return "\n".join(
        f"::{'error' if p.weight == 'error' else 'warning'} file={_property(_path(p))}"
        f",line={p.location.line},col={p.location.column},title={_property(p.code)}::{_data(' '.join(_parts(p)))}"
        for p in problems
    )


def _parts(problem: Problem) -> list[str]:
    labels = (("Expected", problem.expected), ("Nearest", problem.nearest), ("Fix", problem.fix))
    return [problem.sentence + "."] + [f"{label}: {value.removesuffix('.')}." for label, value in labels if value]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> str:
    """The form for machines: a JSON list."""
    rows = [
        {
            "path": _path(p),
            "line": p.location.line,
            "column": p.location.column,
            "code": p.code,
            "weight": p.weight,
            "sentence": p.sentence,
            "expected": p.expected,
            "nearest": p.nearest,
            "fix": p.fix,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
