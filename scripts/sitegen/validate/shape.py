"""In: a node and its JSON Schema; out: the typed value, and one problem for each thing that does not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import jsonschema_rs

from ..problems import Location, Problem, nearest_of, one_of, shown
from ..read.nodes import Node
from .schemas import Schema
from .typed import Typing, field_schema, resolved
from .words import form, is_what, meaning, repaired, sample, spoken, type_words, unfit, what_to_do

#: What is said of a value that breaks several rules of its field: the first of these, or the first of the rest.
_FIRST = ("type", "enum")
#: What is wrong with the fields of a mapping rather than with its value.
_OF_FIELDS = ("required", "additionalProperties", "propertyNames")

#: So many unknown fields of a mapping are named; of more, each with its nearest, nobody would read the end.
_MANY = 50


@lru_cache(maxsize=256)
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(schema), validate_formats=True)


class Shape:
    """A JSON Schema, compiled once, that types and checks nodes; `what` is how messages call the record."""

    def __init__(self, schema: Schema, what: str):
        self.schema = schema
        self.what = what
        self._validator = _validator(json.dumps(schema, sort_keys=True))
        self._typing = Typing(schema, schema)

    def check(self, node: Node) -> tuple[Any, list[Problem]]:
        """The typed value of the node, and what is wrong with it."""
        value = self._typing.of(node)
        if self._validator.is_valid(value):
            return value, []
        by_path: dict[tuple[str | int, ...], list[jsonschema_rs.ValidationError]] = {}
        for error in self._validator.iter_errors(value):
            by_path.setdefault(_path_in(node, error.instance_path), []).append(error)
        return value, [problem for path, errors in by_path.items() for problem in self._problems(node, path, errors)]

    def _problems(
        self, root: Node, path: tuple[str | int, ...], errors: Sequence[jsonschema_rs.ValidationError]
    ) -> Iterator[Problem]:
        """What is wrong with one value: its fields and their names each, itself once."""
        node, schema = root.at(*path), self._schema_at(path)
        inside = f"`{spoken(path)}`" if path else self.what
        missing = [error.kind.as_dict()["property"] for error in errors if error.kind.name == "required"]
        extra = [error.kind.as_dict()["unexpected"] for error in errors if error.kind.name == "additionalProperties"]
        unknown = [name for names in extra for name in names]
        more = len(unknown) - _MANY
        unknown = unknown[:_MANY]
        meant = _meant(missing, unknown)
        for name in missing:
            if name not in meant.values():
                yield self._missing(node, schema, inside, name)
        for name in unknown:
            yield _unknown(node, schema, inside, name, meant.get(name))
        if more > 0:
            sentence = f"{more:,} more keys are no fields of {inside}"
            yield Problem("unknown-field", node.key(unknown[-1]).location, sentence)
        for error in errors:
            if error.kind.name == "propertyNames":
                yield self._bad_name(node, inside, error.kind.as_dict()["error"])
        own = [error for error in errors if error.kind.name not in _OF_FIELDS]
        own.sort(key=lambda error: _FIRST.index(error.kind.name) if error.kind.name in _FIRST else len(_FIRST))
        for error in own[:1]:
            yield self._value(root, path, schema, inside, error)

    def _missing(self, node: Node, schema: Schema, inside: str, name: str) -> Problem:
        wanted = resolved(field_schema(schema, name), self.schema)
        fix = f"add `{name}: {sample(wanted)}`"
        return Problem("missing-field", _start(node), f"{inside} has no `{name}`", meaning(wanted), fix=fix)

    def _bad_name(self, node: Node, inside: str, error: jsonschema_rs.ValidationError) -> Problem:
        name = str(error.instance)
        sentence = f"{inside} has the name '{shown(name)}', which does not have the right form"
        schema = {error.kind.name: error.kind.as_dict().get(error.kind.name)}
        return Problem("bad-value", node.key(name).location, sentence, form(schema), repaired(name, schema))

    def _value(
        self, root: Node, path: tuple[str | int, ...], schema: Schema, inside: str, error: jsonschema_rs.ValidationError
    ) -> Problem:
        node, kind, details = root.at(*path), error.kind.name, error.kind.as_dict()
        fix = what_to_do(node, schema, self._is_required(path))
        is_blank = isinstance(node.value, str) and not node.value.strip()
        options = [str(option) for option in details.get("options", ())]
        if kind == "type" or (options and (not isinstance(node.value, str) or error.instance is None)):
            expected = meaning(schema) if is_blank else type_words(schema)
            return Problem("wrong-type", node.location, f"{inside} is {is_what(node)}", expected, fix=fix)
        if kind == "enum":
            near = nearest_of(str(node.value), options)
            return Problem("invalid-choice", node.location, f"{inside} is {is_what(node)}", one_of(options), near)
        sentence = f"{inside} {unfit(kind, details, node)}"
        near = repaired(node.value, schema) if kind == "pattern" else None
        return Problem("bad-value", node.location, sentence, form(schema), near, fix if is_blank else None)

    def _schema_at(self, path: tuple[str | int, ...]) -> Schema:
        schema = resolved(self.schema, self.schema)
        for step in path:
            inner = schema.get("items", {}) if isinstance(step, int) else field_schema(schema, step)
            schema = resolved(inner, self.schema)
        return schema

    def _is_required(self, path: tuple[str | int, ...]) -> bool:
        return bool(path) and path[-1] in self._schema_at(path[:-1]).get("required", ())


def _path_in(node: Node, path: Sequence[str | int]) -> tuple[str | int, ...]:
    """The path with the keys of mappings as text: the validator gives a key such as `1` as a number."""
    steps: list[str | int] = []
    for step in path:
        steps.append(str(step) if isinstance(node.value, dict) else step)
        node = node.at(steps[-1])
    return tuple(steps)


def _meant(missing: Sequence[str], unknown: Sequence[str]) -> dict[str, str]:
    """For each unknown field, the missing one that it is a misspelling of: one slip, one problem."""
    meant: dict[str, str] = {}
    for name in unknown:
        # `{id:north-tea}` without a space is one name; what stands before the colon is meant for the field.
        field = nearest_of(name.partition(":")[0], [field for field in missing if field not in meant.values()])
        if field:
            meant[name] = field
    return meant


def _unknown(node: Node, schema: Schema, inside: str, name: str, meant: str | None) -> Problem:
    free = [field for field in schema.get("properties", {}) if field not in node.keys]
    sentence = f"`{shown(name)}` is not a field of {inside}"
    near = meant or nearest_of(name.partition(":")[0], free)
    fix = f"rename it to `{near}`" if near else None
    if near and name.startswith(f"{near}:"):
        fix = "write a space after the colon"
    before = _cut_off(node, name)
    if before:
        near, fix = None, f"write {before}.{name}, with a point, when this is one number"
    return Problem("unknown-field", node.key(name).location, sentence, one_of(free, noun="other fields"), near, fix)


def _cut_off(node: Node, name: str) -> str | None:
    """The number that a decimal comma cut in two: in `{value: 45,5, …}` the `5` is a field without a value."""
    key, value = node.keys[name], node.value[name] if isinstance(node.value, dict) else node
    if not name.isdigit() or value.value:
        return None
    beside = key.location.text[: key.column - 1]
    found = re.search(r"(-?[0-9]+),$", beside)
    return found[1] if found else None


def _start(node: Node) -> Location:
    """A missing field is reported at the first field of the record, where the caret can underline something."""
    for key in node.keys.values():
        return key.location
    return node.location
