"""In: what an earlier check noted; out: the facts of pages, by the sums of their names and bytes, and the note for the next.

What stands in a page follows from its bytes and the program that reads them. A note of another program counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Facts:
    """The ids of a page, those of its article, and where its links to other pages lead: a file, a line end, a part of it."""

    ids: frozenset[str]
    anchors: frozenset[str]
    places: tuple[str, ...]


def sum_of(name: str, sum_: str) -> str:
    """What the facts of a page are kept by: the sum of its bytes, and its name."""
    return f"{sum_} {name}"


def facts_in(note: object, ground: str) -> dict[str, Facts]:
    """The facts of a note that was written on this ground: by this program, for this address; none of any other."""
    if not isinstance(note, dict) or note.get("of") != ground:
        return {}
    try:
        words = [str(word) for word in note["words"]]
        return {
            str(sum_): Facts(
                frozenset(words[its] for its in ids),
                frozenset(words[its] for its in anchors),
                tuple(words[its] for its in places),
            )
            for sum_, (ids, anchors, places) in note["pages"].items()
        }
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return {}


def noted(facts: Mapping[str, Facts], ground: str) -> dict[str, object]:
    """The same as plain values: each word once, which is named by its number."""
    said = {sum_: (sorted(its.ids), sorted(its.anchors), its.places) for sum_, its in facts.items()}
    words = dict.fromkeys(chain.from_iterable(chain.from_iterable(said.values())))
    number_of = {word: number for number, word in enumerate(words)}.__getitem__
    pages = {sum_: [list(map(number_of, part)) for part in its] for sum_, its in said.items()}
    return {"of": ground, "words": list(words), "pages": pages}
