"""In: a node, a schema or a path; out: the words of messages: what is there, what was expected, what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, get_args

from msgspec import Meta

from ..model import fields
from ..problems import one_of, shown
from ..read.nodes import Node
from .schemas import Schema

_TYPES = {
    "string": "text",
    "integer": "a whole number such as 60: no quotes, no thousands separators",
    "number": "a number such as 60 or -2.5: no quotes, unit, exponent or thousands separators",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
}
_NOTHING = ("~", "null", "Null", "NULL")
_ID = next(meta.pattern for meta in get_args(fields.Id) if isinstance(meta, Meta))
#: A number as people write it: with thousands separators and a unit, in quotes.
_NUMBER = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*[^0-9]*")
#: The same with a decimal comma, and a point or a space between thousands: a comma before three digits is no such one.
_WITH_COMMA = re.compile(r"(-?[0-9]{1,3}(?:[. ][0-9]{3})+|-?[0-9]+),([0-9]{1,2}|[0-9]{4,})\s*[^0-9]*")


def _pattern_words() -> dict[str, str]:
    """What each shared pattern asks for: a field's own description says what it means, not how it is written."""
    metas = [meta for type_ in vars(fields).values() for meta in get_args(type_) if isinstance(meta, Meta)]
    return {meta.pattern: meta.description for meta in metas if meta.pattern and meta.description}


_FORMS = _pattern_words()


def spoken(path: Sequence[str | int]) -> str:
    """The path as a reader would say it: `claims[0].cites[1]`."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else step)
    return out


def is_what(node: Node) -> str:
    """What stands there: a sentence goes on with it after `is`."""
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.plain and node.value in _NOTHING:
        return f"`{node.value}`, which stands for nothing"
    return f"'{shown(node.value)}'" if node.value.strip() else "empty"


def type_words(schema: Schema) -> str:
    """The type, the closed list or the fields that a field asks for."""
    words = options_words(schema) or _TYPES.get(str(schema.get("type")), str(schema.get("type")))
    return words + (": " + ", ".join(schema["properties"]) if "properties" in schema else "")


def options_words(schema: Schema) -> str | None:
    """The values of a closed list; None for a field that is open."""
    return one_of([str(option) for option in schema["enum"]]) if "enum" in schema else None


def meaning(schema: Schema) -> str:
    """What a value that is missing would say."""
    return options_words(schema) or schema.get("description") or type_words(schema)


def form(schema: Schema) -> str | None:
    """How a value is written whose form is wrong; of an id that names something, also where that stands."""
    pattern, own = schema.get("pattern"), schema.get("description")
    words = _FORMS.get(str(pattern)) or own
    if pattern == _ID and own and own != words:
        return f"{own} Lower-case letters, digits and single hyphens."
    return words or (f"text that fits `{pattern}`" if pattern else None)


def sample(schema: Schema) -> str:
    """What to write for a value that is not known yet."""
    if "enum" in schema:
        return str(schema["enum"][0])
    return {"array": "[…]", "object": "{…}"}.get(str(schema.get("type")), "…")


def what_to_do(node: Node, schema: Schema, is_required: bool) -> str | None:
    """The way out of the usual slips."""
    wanted, value = schema.get("type"), node.value
    if isinstance(value, str) and (not value.strip() or (node.plain and value in _NOTHING)):
        fix = "write the value" if is_required else "leave it out when there is nothing to say"
        return f"{fix}, or put the word in quotes when it is meant as text" if value.strip() else fix
    is_bracketed = node.location.text[node.column - 1 : node.column] in ("[", "{")
    if wanted == "string" and "enum" not in schema and not isinstance(value, str) and is_bracketed:
        return "put it in quotes when it is meant as text"
    if wanted == "array" and isinstance(value, str):
        return f"write `[{value}]`" if len(value) <= 60 and "\n" not in value else None
    if wanted in ("integer", "number") and isinstance(value, str):
        digits = _digits(value)
        return f"write {digits}" if digits and (wanted == "number" or "." not in digits) else None
    return None


def _digits(value: str) -> str | None:
    """A number as YAML has it, from one with separators, a decimal comma or a unit."""
    if match := _WITH_COMMA.fullmatch(value):
        return re.sub("[. ]", "", match[1]) + "." + match[2]
    match = _NUMBER.fullmatch(value)
    return match[1].replace(",", "") if match else None


def repaired(value: Any, schema: Schema) -> str | None:
    """A value that has the form of an id, made from one that has not."""
    if not isinstance(value, str) or schema.get("pattern") != _ID:
        return None
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or None


def unfit(kind: str, details: dict[str, Any], node: Node) -> str:
    """How a value misses what its schema asks for, beside its type: goes on after the field's name."""
    what, limit, size = is_what(node), details.get("limit"), len(node.value)
    if isinstance(node.value, str) and not node.value.strip():
        return "is empty"
    return {
        "pattern": f"is {what}, which does not have the right form",
        "format": f"is {what}, which is not a {details.get('format')}",
        "minLength": f"has {size} characters; at least {limit} are needed",
        "maxLength": f"has {size} characters; at most {limit} are allowed",
        "minItems": f"has {_count(size)}; at least {limit} are needed" if size else "is an empty list",
        "maxItems": f"has {_count(size)}; at most {limit} are allowed",
        "uniqueItems": "has an item twice",
        "minimum": f"is {what}; at least {limit} is needed",
        "maximum": f"is {what}; at most {limit} is allowed",
        "exclusiveMinimum": f"is {what}; more than {limit} is needed",
        "exclusiveMaximum": f"is {what}; less than {limit} is needed",
    }.get(kind, f"is {what}, which does not fit `{kind}`")


def _count(size: int) -> str:
    return f"{size} item" + ("" if size == 1 else "s")
