"""In: an author as data/review.yml names it; out: Author, a person in two parts or a group, as every place shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Spaces that only form a line of the file; one that keeps words together stays.
_SPACE = re.compile(r"[\t\n\v\f\r ]+")


@dataclass(frozen=True)
class Author:
    """A person by family and given name, or a group by its whole name."""

    family: str = ""
    given: str = ""
    group: str = ""

    @property
    def reading(self) -> str:
        """The name as a line of text has it: `Ada Lovelace`."""
        return self.group or f"{self.given} {self.family}"

    @property
    def inverted(self) -> str:
        """The name as lists have it: `Lovelace, Ada`; a group as it is."""
        return self.group or f"{self.family}, {self.given}"


def author_of(written: str) -> Author:
    """`Family, Given` is a person; anything else is a group, and so is whatever stands in braces."""
    written = _SPACE.sub(" ", written).strip(" ")
    if written.startswith("{") and written.endswith("}"):
        return Author(group=written[1:-1].strip() or written)
    family, _, given = (part.strip() for part in written.partition(","))
    return Author(family, given) if family and given else Author(group=written)


def line_of(authors: Iterable[Author]) -> str:
    """All of them, as a line of text names them."""
    return ", ".join(author.reading for author in authors)
