"""In: a node and a JSON Schema; out: the plain value, each scalar typed by its schema and never by its look."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ..read.nodes import Node
from .schemas import Schema

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?")
_EMPTY = {"", "~", "null", "Null", "NULL"}


def typed(node: Node, schema: Schema, root: Schema) -> Any:
    """Give the node's value; a scalar that does not fit its schema stays text, so that the validator names it."""
    return Typing(schema, root).of(node)


class Typing:
    """What a schema says of the types of values; of a field it is looked up when the first value has it, and then known."""

    def __init__(self, schema: Schema, root: Schema):
        self._schema, self._root = resolved(schema, root), root
        self._wanted = self._schema.get("type")
        self._fields: dict[str, Typing] = {}
        self._items: Typing | None = None

    def of(self, node: Node) -> Any:
        """As `typed` gives it."""
        value = node.value
        if isinstance(value, str):
            return self._scalar(value) if node.plain else value
        if isinstance(value, dict):
            fields = self._fields
            return {key: (fields.get(key) or self._field(key)).of(child) for key, child in value.items()}
        if self._items is None:
            self._items = Typing(self._schema.get("items", {}), self._root)
        return list(map(self._items.of, value))

    def _field(self, key: str) -> Typing:
        its = self._fields[key] = Typing(field_schema(self._schema, key), self._root)
        return its

    def _scalar(self, value: str) -> Any:
        """The value of what is written without quotes."""
        if value in _EMPTY:
            return None
        wanted = self._wanted
        if wanted == "integer" and _INTEGER.fullmatch(value):
            return int(value)
        if wanted == "number" and _NUMBER.fullmatch(value):
            return Decimal(value)
        if wanted == "boolean" and value in ("true", "false"):
            return value == "true"
        return value


def as_json(value: Any) -> Any:
    """The same value as JSON has it: a Decimal becomes the int or float that it is."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def resolved(schema: Schema, root: Schema) -> Schema:
    """Follow `$ref`s inside the same schema."""
    while isinstance(schema, dict) and "$ref" in schema and schema["$ref"].startswith("#/"):
        target: Any = root
        for step in schema["$ref"][2:].split("/"):
            target = target[step]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema if isinstance(schema, dict) else {}


def field_schema(schema: Schema, key: str) -> Schema:
    """The schema of one field of an object."""
    properties = schema.get("properties", {})
    if key in properties:
        return properties[key]
    other = schema.get("additionalProperties", {})
    return other if isinstance(other, dict) else {}
