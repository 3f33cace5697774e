"""In: nothing; out: what every book is made with, as the makers of PDF and EPUB see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ..problems import Location

#: Where a word of a page stands in the file that makes the page.
Place = Callable[[str, str], Location]
_EXAMPLE = "://example."


class Shop(Protocol):
    """What a book is made with."""

    @property
    def address(self) -> str:
        """The site's address."""

    @property
    def folders(self) -> Sequence[Path]:
        """The folders of templates."""

    @property
    def place(self) -> Place:
        """Finds where a word stands."""

    @property
    def drawings(self) -> Mapping[str, str]:
        """Every figure as SVG, by id."""


def shown_address(address: str) -> str:
    """The address when somebody has set it; the example is never printed."""
    return "" if _EXAMPLE in address else address
