"""In: a value and its schema, or a claim's words; out: what it points at: records, quantities, passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

#: A quantity's name in braces, in the words of a claim.
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def targets_of(
    value: Any, schema: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Each id inside a field's value that the kind's schema calls a reference: its path, the id, the kind asked for."""
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("refers-to"), str) and isinstance(value, str):
        yield path, value, schema["refers-to"]
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from targets_of(item, schema.get("items"), (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            inner = (schema.get("properties") or {}).get(key, schema.get("additionalProperties"))
            yield from targets_of(item, inner, (*path, key))


def references_in(schema: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each `refers-to` in a schema of a kind's field: its path, and the kind that it names."""
    if isinstance(schema, dict):
        if isinstance(schema.get("refers-to"), str):
            yield (*path, "refers-to"), schema["refers-to"]
        for key in ("items", "additionalProperties"):
            yield from references_in(schema.get(key), (*path, key))
        for key, inner in (schema.get("properties") or {}).items():
            yield from references_in(inner, (*path, "properties", key))


def lies_in(passage: str, place: str) -> bool:
    """Whether a passage lies in a source, a table or another beginning of a locator."""
    return passage == place or passage.startswith((place + ":", place + "."))
