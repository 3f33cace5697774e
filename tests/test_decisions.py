"""In: docs/decisions; out: that each decision has a number of its own, and that what is named is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path


def test_no_number_is_given_twice(real_root: Path) -> None:
    """Two decisions that are written at once take the same number; the later one has to give way."""
    numbers = Counter(file.name[:4] for file in (real_root / "docs" / "decisions").glob("[0-9]*.md"))
    assert [number for number, times in numbers.items() if times > 1] == []


def test_every_decision_that_is_named_is_there(real_root: Path) -> None:
    """In our notes and in the program."""
    texts = [*real_root.glob("*.md"), *real_root.joinpath("docs", "decisions").glob("*.md")]
    texts += [*real_root.joinpath("scripts").rglob("*.py"), *real_root.joinpath("tests").rglob("test_*.py")]
    there = {file.name[:4] for file in (real_root / "docs" / "decisions").glob("[0-9]*.md")}
    named = {
        (file.name, number)
        for file in texts
        for number in re.findall(r"decisions/(\d{4})", file.read_text(encoding="utf-8"))
    }
    assert {(name, number) for name, number in named if number not in there} == set()
