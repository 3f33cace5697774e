"""In: YAML scalars and schemas; out: that the schema decides what a value is, and its look never does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sitegen.problems import SourceText
from sitegen.read.nodes import Node, nodes_of
from sitegen.validate.schemas import Schema
from sitegen.validate.shape import Shape
from sitegen.validate.typed import as_json, field_schema, resolved, typed

STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
LOOKS = ["no", "yes", "true", "1.10", "2026-01-02", "0x1F", "1e3", "010", "1_000", "+5", ".5", "12:30", "=", "0", "-1"]


def _node(written: str) -> Node:
    text = f"key: {written}\n"
    node, problems = nodes_of(SourceText.of("a.yml", text), text)
    assert node is not None
    assert problems == []
    return node.at("key")


def _typed(written: str, schema: Schema) -> Any:
    return typed(_node(written), schema, schema)


@pytest.mark.parametrize("written", LOOKS)
def test_text_is_text_whatever_it_looks_like(written: str) -> None:
    """A version, a date, a norwegian country code: a field of text keeps what is written."""
    assert _typed(written, STRING) == written
    assert _typed(written, {}) == written
    assert _typed(written, {"enum": [written]}) == written


@pytest.mark.parametrize(("written", "value"), [("0", 0), ("7", 7), ("-12", -12), ("999999999999999999", 10**18 - 1)])
def test_whole_numbers(written: str, value: int) -> None:
    """A field of whole numbers takes digits with a minus sign at most."""
    found = _typed(written, INTEGER)
    assert found == value
    assert type(found) is int


@pytest.mark.parametrize("written", ["0", "1.10", "-25.6", "0.05", "142326.94", "100"])
def test_numbers_keep_their_digits(written: str) -> None:
    """`1.10` is not 1.1: a number is a decimal, so that it prints as it was written."""
    found = _typed(written, NUMBER)
    assert type(found) is Decimal
    assert str(found) == written


@pytest.mark.parametrize(
    "written",
    ["0x1F", "1e3", "010", "1_000", "1,000", "+5", ".5", "5.", "12:30", "60%", "½", "٣", "１", "no", "2026-01-02"],
)
@pytest.mark.parametrize("schema", [INTEGER, NUMBER], ids=["integer", "number"])
def test_what_is_no_number(written: str, schema: Schema) -> None:
    """Anything but plain digits stays text, so that the validator names it."""
    assert _typed(written, schema) == written
    assert [problem.code for problem in Shape(schema, "it").check(_node(written))[1]] == ["wrong-type"]


@pytest.mark.parametrize("schema", [INTEGER, NUMBER, BOOLEAN], ids=["integer", "number", "boolean"])
@pytest.mark.parametrize("written", ['"5"', "'5'", '"true"', '"~"', '""'])
def test_quotes_make_text(written: str, schema: Schema) -> None:
    """Quotes say that text is meant, also where a number is asked for."""
    assert isinstance(_typed(written, schema), str)


@pytest.mark.parametrize(("written", "value"), [("true", True), ("false", False)])
def test_truths(written: str, value: bool) -> None:
    """Of all words that YAML takes for a truth, two are one."""
    assert _typed(written, BOOLEAN) is value


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "True", "FALSE", "1", "0", "y"])
def test_what_is_no_truth(written: str) -> None:
    """`no` is a word."""
    assert _typed(written, BOOLEAN) == written


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
@pytest.mark.parametrize("schema", [STRING, INTEGER, NUMBER, BOOLEAN, {"enum": ["a"]}, {"type": "array"}], ids=str)
def test_nothing_is_nothing_for_every_field(written: str, schema: Schema) -> None:
    """A field without a value is a problem of its own, never an empty text or a zero."""
    assert _typed(written, schema) is None
    assert [problem.code for problem in Shape(schema, "it").check(_node(written))[1]] == ["wrong-type"]


@pytest.mark.parametrize("written", ["nul", "none", "None", "nil", "?x"])
def test_words_that_only_look_like_nothing(written: str) -> None:
    """A name may be None."""
    assert _typed(written, STRING) == written


def test_lists_and_mappings_are_typed_inside() -> None:
    """Each value is typed by its own field; a name that no field has stays text."""
    schema: Schema = {
        "type": "object",
        "properties": {"n": {"$ref": "#/$defs/N"}, "list": {"type": "array", "items": NUMBER}},
        "additionalProperties": BOOLEAN,
        "$defs": {"N": INTEGER},
    }
    found = _typed("{n: 1, list: [2, no, 3.50], other: true, deep: {x: 1}}", schema)
    assert found == {"n": 1, "list": [Decimal(2), "no", Decimal("3.50")], "other": True, "deep": {"x": "1"}}


def test_a_reference_inside_the_schema_is_followed_and_keeps_what_stands_beside_it() -> None:
    """A description beside `$ref` is the field's own."""
    root: Schema = {"$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"type": "integer", "description": "of B"}}}
    assert resolved({"$ref": "#/$defs/A"}, root) == {"type": "integer", "description": "of B"}
    assert resolved({"$ref": "#/$defs/B", "description": "own"}, root) == {"type": "integer", "description": "own"}
    assert resolved({"$ref": "https://example.org/x"}, root) == {"$ref": "https://example.org/x"}


def test_the_schema_of_a_field() -> None:
    """A declared field has its own; another has that of all others, when there is one."""
    schema: Schema = {"properties": {"a": STRING}, "additionalProperties": NUMBER}
    assert field_schema(schema, "a") == STRING
    assert field_schema(schema, "b") == NUMBER
    assert field_schema({"additionalProperties": False}, "b") == {}


def test_decimals_as_json() -> None:
    """A number of a schema becomes the int or float that JSON would give."""
    found = as_json({"a": [Decimal(5), Decimal("0.5"), Decimal("2.0"), "1.10", True]})
    assert found == {"a": [5, 0.5, 2, "1.10", True]}
    assert [type(value) for value in found["a"]] == [int, float, int, str, bool]
