"""In: a node of a record, and its type; out: the same, its fields under their present names."""

from __future__ import annotations

from msgspec.structs import replace

from ..model.question import Question
from ..read.nodes import Node

#: Fields that were renamed, so that data of an older review is still read: type → former name → present name.
RENAMED: dict[type, dict[str, str]] = {Question: {"therapy": "subject"}}


def present(node: Node, type_: type) -> Node:
    """A record whose fields have their present names; what has a former name and the present one is left as it is."""
    renamed = RENAMED.get(type_, {})
    if not isinstance(node.value, dict) or not any(
        old in node.value and new not in node.value for old, new in renamed.items()
    ):
        return node
    names = {old: new for old, new in renamed.items() if new not in node.value}
    value = {names.get(name, name): child for name, child in node.value.items()}
    keys = {names.get(name, name): key for name, key in node.keys.items()}
    return replace(node, value=value, keys=keys)
