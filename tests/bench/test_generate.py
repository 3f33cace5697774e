"""In: sizes and seeds; out: that the made-up review is always the same, as large as promised, and sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.bench.generate import generate
from sitegen.pipeline import load
from sitegen.problems import errors_of

#: Whole reviews are made or hashed again and again.
pytestmark = pytest.mark.slow


def _files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Size and seed decide every byte; another seed gives another review."""
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate(tmp_path / name, 20, seed, "site_name: X\n")
    assert _files(tmp_path / "one") == _files(tmp_path / "again")
    assert _files(tmp_path / "one") != _files(tmp_path / "other")


@pytest.mark.parametrize(("size", "seed"), [(10, 1), (10, 2), (120, 1)])
def test_the_review_has_no_errors(tmp_path: Path, size: int, seed: int) -> None:
    """What is measured is a sound review."""
    generate(tmp_path, size, seed, "site_name: X\n")
    review, problems = load(tmp_path)
    assert review is not None
    assert errors_of(problems) == ()


def test_the_review_has_what_it_promises(tmp_path: Path) -> None:
    """About nine claims an entity, two citations a claim, a work an entity, a chapter a hundred entities."""
    made = generate(tmp_path, 120, 1, "site_name: X\n")
    review, _ = load(tmp_path)
    assert review is not None
    assert (made.entities, made.claims) == (len(review.entities), len(review.claims))
    assert made.references == len(review.references)
    assert made.claims == pytest.approx(9 * made.entities, rel=0.1)
    assert made.citations == pytest.approx(2 * made.claims, rel=0.1)
    assert made.references == 120 + made.sources
    assert made.chapters == 2
    assert made.comparisons == len(review.comparisons) == 6
    assert made.quantities > 300
