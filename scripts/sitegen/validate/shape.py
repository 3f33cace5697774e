"""In: a node and its JSON Schema; out: the typed value, and one problem for each thing that does not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jsonschema_rs

from ..problems import Problem, nearest_of, one_of
from ..read.nodes import Node
from .schemas import Schema
from .typed import resolved, typed

_TYPE_NAMES = {
    "string": "text",
    "integer": "a whole number, without quotes",
    "number": "a number such as 60 or 25.6, without quotes, sign or thousands separators",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
}


@lru_cache(maxsize=256)
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(schema))


class Shape:
    """A JSON Schema, compiled once, that types and checks nodes."""

    def __init__(self, schema: Schema, what: str):
        self.schema = schema
        self.what = what
        self._validator = _validator(json.dumps(schema, sort_keys=True))

    def check(self, node: Node) -> tuple[Any, list[Problem]]:
        """The typed value of the node, and what is wrong with it."""
        value = typed(node, self.schema, self.schema)
        if self._validator.is_valid(value):
            return value, []
        problems: list[Problem] = []
        for error in self._validator.iter_errors(value):
            problems.extend(self._problems(node, error))
        return value, problems

    def _problems(self, root: Node, error: jsonschema_rs.ValidationError) -> Iterator[Problem]:
        path = list(error.instance_path)
        node = root.at(*path)
        schema = self._schema_at(path)
        field = _spoken(path)
        kind, details = error.kind.name, error.kind.as_dict()
        if kind == "required":
            missing = details["property"]
            sentence = f"{_prefix(field)}the field `{missing}` is missing" if field else f"the {self.what} has no `{missing}`"
            wanted = resolved(schema.get("properties", {}).get(missing, {}), self.schema)
            misspelled = nearest_of(missing, [key for key in node.keys if key not in schema.get("properties", {})])
            fix = f"rename `{misspelled}`" if misspelled else f"add `{missing}: {_sample(wanted, self.schema)}`"
            yield Problem("missing-field", _start(node), sentence, _described(wanted, self.schema), fix=fix)
        elif kind in ("additionalProperties", "unevaluatedProperties"):
            known = list(schema.get("properties", {}))
            for name in details["unexpected"]:
                near = nearest_of(name, [key for key in known if key not in node.keys])
                inside = f"`{field}`" if field else f"the {self.what}"
                yield Problem("unknown-field", node.key(name).location, f"{inside} has no field `{name}`", one_of(known), near)
        elif kind == "type":
            wanted = schema.get("type", "")
            names = wanted if isinstance(wanted, list) else [wanted]
            expected = " or ".join(_TYPE_NAMES.get(name, name) for name in names)
            fix = "leave the field out when there is nothing to say" if _is(node) == "empty" else None
            yield Problem("wrong-type", node.location, f"`{field or self.what}` is {_is(node)}", expected, fix=fix)
        elif kind in ("enum", "constant"):
            options = [str(option) for option in details.get("options", [details.get("expected_value")])]
            shown = node.value if isinstance(node.value, str) else _is(node)
            sentence = f"`{field}` is '{shown}'"
            yield Problem("invalid-choice", node.location, sentence, one_of(options), nearest_of(str(shown), options))
        else:
            yield Problem("bad-value", node.location, f"`{field or self.what}` {_unfit(kind, details, node)}",
                          schema.get("description"))

    def _schema_at(self, path: list[str | int]) -> Schema:
        schema = resolved(self.schema, self.schema)
        for step in path:
            if isinstance(step, int):
                inner: Any = schema.get("items", {})
            else:
                inner = schema.get("properties", {}).get(step, schema.get("additionalProperties", {}))
            schema = resolved(inner if isinstance(inner, dict) else {}, self.schema)
        return schema


def _start(node: Node):
    """A missing field is reported at the first field of the record, where the caret can underline something."""
    for key in node.keys.values():
        return key.location
    return node.location


def _prefix(field: str) -> str:
    return f"in `{field}` " if field else ""


def _spoken(path: list[str | int]) -> str:
    """The path as a reader would say it: `claims[0].cites[1]`."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else step)
    return out


def _is(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value == "" or (node.plain and node.value in ("~", "null", "Null", "NULL")):
        return "empty"
    return f"'{_short(node.value)}'"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"


def _unfit(kind: str, details: dict[str, Any], node: Node) -> str:
    shown = _is(node)
    limit = details.get("limit")
    return {
        "pattern": f"is {shown}, which does not have the right form",
        "minLength": "is empty",
        "maxLength": f"has {len(node.value)} characters; at most {limit} are allowed",
        "minItems": "is an empty list" if not node.value else f"has {len(node.value)} items; at least {limit} are needed",
        "maxItems": f"has {len(node.value)} items; at most {limit} are allowed",
        "uniqueItems": "has an item twice",
        "minimum": f"is {shown}, below {limit}",
        "maximum": f"is {shown}, above {limit}",
        "exclusiveMinimum": f"is {shown}, not above {limit}",
        "exclusiveMaximum": f"is {shown}, not below {limit}",
        "propertyNames": "has a name that does not have the right form",
    }.get(kind, f"is {shown}, which does not fit `{kind}`")


def _described(schema: Schema, root: Schema) -> str | None:
    if "enum" in schema:
        return one_of([str(option) for option in schema["enum"]])
    return schema.get("description") or _TYPE_NAMES.get(str(schema.get("type")))


def _sample(schema: Schema, root: Schema) -> str:
    if "enum" in schema:
        return str(schema["enum"][0])
    return {"array": "[…]", "object": "{…}", "integer": "0", "number": "0"}.get(str(schema.get("type")), "…")
