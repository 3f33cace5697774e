"""In: where the marks of a set book stand; out: what the book must know of itself to be set again, until both are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

#: A mark as the book tells it at its end: its key, its page counted from the cover, its place from the left and the top.
Mark = tuple[str, int, float, float]
#: What a key begins with: a use of a place, a citation of a work, a heading of the first and of the second level.
_USE, _CITE, _PART, _CHAPTER = "u:", "c:", "h1:", "h2:"
_MAIN = "main"
#: From this pass on a page number that still changes keeps its width.
_PATIENCE = 3


@dataclass(frozen=True)
class Known:
    """What a book knows of its pages while it is set: the template reads it as `pages.json`."""

    pages: Mapping[str, int] = field(default_factory=dict)
    uses: Mapping[str, list[int]] = field(default_factory=dict)
    heads: Mapping[str, str | None] = field(default_factory=dict)
    restless: list[str] = field(default_factory=list)
    passes: int = 0

    def as_data(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)

    def agrees(self, other: Known) -> bool:
        """Whether a book that is set with one would be set the same with the other."""
        return (self.pages, self.uses, self.heads, self.restless) == (
            other.pages,
            other.uses,
            other.heads,
            other.restless,
        )


@dataclass(frozen=True)
class Places:
    """Where links lead: the page counted from the cover and the height of each key; `before` pages are not numbered."""

    before: int
    at: Mapping[str, tuple[int, float]]


def learned(known: Known, marks: Iterable[Mark]) -> tuple[Known, Places]:
    """What a book that was set with `known` tells of itself."""
    marks = list(marks)
    before = next((page - 1 for key, page, *_ in marks if key == _MAIN), 0)
    at: dict[str, tuple[int, float]] = {}
    uses: dict[str, set[int]] = {}
    heads: list[tuple[int, int, str]] = []
    for key, page, _, top in marks:
        if key.startswith((_USE, _CITE)):
            uses.setdefault(key, set()).add(page - before)
        elif key.startswith((_PART, _CHAPTER)):
            heads.append((page, int(key[1]), key[3:]))
        elif key != _MAIN:
            at.setdefault(key, (page, top))
    pages = {key: page - before for key, (page, _) in at.items()}
    restless = set(known.restless)
    if known.passes >= _PATIENCE:
        restless |= {key for key, page in pages.items() if known.pages.get(key) != page}
    last = max((page for _, page, *_ in marks), default=1)
    new = Known(
        pages,
        {key: sorted(numbers) for key, numbers in uses.items()},
        _heads(heads, before, last),
        sorted(restless),
        known.passes + 1,
    )
    return new, Places(before, at)


def _heads(heads: list[tuple[int, int, str]], before: int, last: int) -> dict[str, str | None]:
    """What stands at the head of each page: the last chapter that began on it or before; nothing where a part begins."""
    found: dict[str, str | None] = {}
    opens = {page for page, level, _ in heads if level == 1}
    for page in range(before + 1, last + 1):
        so_far = [one for one in heads if one[0] <= page]
        if so_far and page not in opens:
            found[str(page)] = so_far[-1][2]
    return found
