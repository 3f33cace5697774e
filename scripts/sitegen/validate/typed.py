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
    schema = resolved(schema, root)
    value = node.value
    if isinstance(value, dict):
        return {key: typed(child, field_schema(schema, key), root) for key, child in value.items()}
    if isinstance(value, list):
        items = schema.get("items", {})
        return [typed(child, items, root) for child in value]
    if node.plain and value in _EMPTY:
        return None
    wanted = schema.get("type")
    if wanted == "integer" and node.plain and _INTEGER.fullmatch(value):
        return int(value)
    if wanted == "number" and node.plain and _NUMBER.fullmatch(value):
        return Decimal(value)
    if wanted == "boolean" and node.plain and value in ("true", "false"):
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
