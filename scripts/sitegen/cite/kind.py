"""In: an item of a citation, a condition of a style; out: the kind of its work, and whether the condition asks for no more."""

from __future__ import annotations

from typing import Any

from citeproc.source import CitationItem

#: The type of a work, the variables that it has, and those of them that are empty.
Kind = tuple[str, frozenset[str], frozenset[str]]
_ASKS_FOR_KIND = frozenset(("type", "variable", "match"))


def kind_of(item: CitationItem) -> Kind:
    """The kind of the work that an item cites, found once."""
    known = vars(item)
    if "known_kind" not in known:
        work = item.reference
        known["known_kind"] = (work.type, frozenset(work), frozenset(name for name, its in work.items() if not its))
    kind: Kind = known["known_kind"]
    return kind


def asks_for_kind(condition: Any) -> bool:
    """Whether it is met by all works of a kind, or by none; a locator is a matter of the citation."""
    return _ASKS_FOR_KIND.issuperset(condition.attrib) and "locator" not in condition.get("variable", "").split()
