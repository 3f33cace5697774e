"""In: a number, or a text of the program; out: the same as readers of a language write it: `142.326,94` in German."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

#: The words of each bound, with the number in the hole: phrases of the catalogue.
BOUNDS = {
    "exact": "{1}",
    "about": "about {1}",
    "up-to": "up to {1}",
    "at-least": "at least {1}",
    "more-than": "more than {1}",
    "less-than": "less than {1}",
}


@dataclass(frozen=True)
class Writing:
    """The marks between digits, the words of bounds, and how a text of the program is said, in the review's language."""

    point: str = "."
    group: str = ","
    bounds: Mapping[str, str] = field(default_factory=lambda: BOUNDS)
    #: Words behind which a number is a place, and no finding: `Tabelle 2`; English ones are known anyway.
    places: tuple[str, ...] = ()
    #: For texts that go into others, where no template sees them: the title of a page in a line to cite it by.
    say: Callable[[str], str] = field(default=str, compare=False)

    def number(self, value: Decimal | int, grouped: bool = True) -> str:
        """A number with its marks; `grouped` when thousands are set off."""
        english = f"{value:,}" if isinstance(value, int) else f"{value:,f}"
        marks = {",": self.group if grouped else "", ".": self.point}
        return "".join(marks.get(sign, sign) for sign in english)

    def bounded(self, number: str, bound: str) -> str:
        """The number as it is bounded: `about 60`."""
        return self.bounds[bound].replace("{1}", number)
