"""In: an item of a citation, a condition of a style; out: the shape of its work, and whether the condition asks for no more."""

from __future__ import annotations

from typing import Any

from citeproc.source import CitationItem

#: The type of a work, the variables that it has, and those of them that are empty.
Shape = tuple[str, frozenset[str], frozenset[str]]
_ASKS_FOR_SHAPE = frozenset(("type", "variable", "match"))


def shape_of(item: CitationItem) -> Shape:
    """The shape of the work that an item cites, found once."""
    known = vars(item)
    if "known_shape" not in known:
        work = item.reference
        known["known_shape"] = (work.type, frozenset(work), frozenset(name for name, its in work.items() if not its))
    shape: Shape = known["known_shape"]
    return shape


def asks_for_shape(condition: Any) -> bool:
    """Whether it is met by all works of a shape, or by none; a locator is a matter of the citation."""
    return _ASKS_FOR_SHAPE.issuperset(condition.attrib) and "locator" not in condition.get("variable", "").split()
