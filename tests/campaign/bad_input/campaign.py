"""In: a seed and how many; out: the cases of a campaign, always the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from .case import Case
from .oddities import odd_cases
from .places import place_cases
from .shapes import shape_cases
from .site import site_cases
from .texts import text_cases
from .works import work_cases

#: How many cases of each sort a campaign of the usual size has; a sort with fewer gives all that it has.
SIZES: Mapping[str, int] = {
    "yaml": 620,
    "injection": 560,
    "bib": 400,
    "files": 330,
    "site": 75,
    "templates": 110,
    "pages": 182,
}
SHAPES = 800


def all_cases(good: Mapping[str, bytes], chance: Random, shapes: int = SHAPES) -> dict[str, list[Case]]:
    """Every case that there is, by its sort; those of shapes are endless, so that some are taken."""
    found: dict[str, list[Case]] = {}
    for case in _every(good, chance, shapes):
        found.setdefault(case.sort, []).append(case)
    return found


def _every(good: Mapping[str, bytes], chance: Random, shapes: int) -> Iterator[Case]:
    yield from shape_cases(good, chance, shapes)
    yield from odd_cases(good)
    yield from text_cases(good, 5)
    yield from work_cases(good, chance, 150)
    yield from place_cases(good)
    yield from site_cases(good)


def campaign(good: Mapping[str, bytes], seed: int) -> list[Case]:
    """A sample of each sort."""
    chance = Random(seed)
    cases: list[Case] = []
    for sort, found in all_cases(good, chance).items():
        size = SIZES.get(sort, len(found))
        cases += found if len(found) <= size else chance.sample(found, size)
    return cases
