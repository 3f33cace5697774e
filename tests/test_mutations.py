"""In: the schemas and the tiny review; out: that each way to miss a schema gives one problem, at the right place.

The ways are made from the schemas: a field that is added to a type is deleted and given wrong values here on the day it
is added. A record of the tiny review is completed with a value for every field, then made bad in one place, and the
whole review is checked, so that no other record speaks.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from sitegen.link import link
from sitegen.model.chapter import ChapterHead
from sitegen.problems import Problem, SourceText, as_text
from sitegen.read.chapters import chapter_of
from sitegen.read.nodes import nodes_of
from sitegen.read.review_files import DataFile, ReviewFiles, read_review
from sitegen.rules import check_rules
from sitegen.validate.records import validate
from sitegen.validate.schemas import (
    LIST_FOLDERS,
    RECORD_TYPES,
    SINGLE_FILES,
    Schema,
    entity_schema,
    schema_of,
)
from sitegen.validate.shape import Shape
from sitegen.validate.typed import field_schema, resolved, typed
from sitegen.validate.words import spoken

TINY = Path(__file__).resolve().parent / "tiny_review"
Keys = tuple[str | int, ...]

#: Texts of every form that a field asks for; a field with another form needs one more.
TEXTS = (
    "some-archive.zip",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "Some text",
    "some-id",
    "c-a1b2",
    "a-a1b2",
    "e-a1b2",
    "c-a1b2.rate",
    "10.1234/abc",
    "12345",
    "PMC12345",
    "NCT01234567",
    "some-source:1.p1",
    "1.p1",
    "0123456789abcdef",
    "2026-01-31",
    "2026.1",
    "en",
    "https://example.org/",
    "{} pieces",
    "Thing",
)


@dataclass(frozen=True)
class Subject:
    """A record with a value in every field, the schema it fits, and the file that it stands in."""

    name: str
    path: str
    schema: Schema
    value: dict[str, Any]


@dataclass(frozen=True)
class Slip:
    """One way to make a record bad: what stands there instead, and what is to be said about it, and where."""

    what: str
    path: Keys
    value: dict[str, Any]
    code: str
    names: str
    points_at_key: bool = False


# Complete records


def _fits(text: str, schema: Schema) -> bool:
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(text)


def _sample(schema: Schema, root: Schema, inside: tuple[str, ...] = ()) -> Any:
    """A value that fits the schema, with every field; a type inside itself is complete once."""
    schema = resolved(schema, root)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "integer":
            return max(1, int(schema.get("minimum", 1)))
        case "number":
            return Decimal("1.5")
        case "boolean":
            return True
        case "array":
            return [_sample(schema.get("items", {}), root, inside)]
        case "object":
            return _completed({}, schema, root, inside)
    text = next((text for text in TEXTS if _fits(text, schema)), None)
    assert text is not None, f"TEXTS has none that fits {schema}"
    return text


def _completed(value: Any, schema: Schema, root: Schema, inside: tuple[str, ...] = ()) -> Any:
    """The value with every field that its schema knows and it does not have."""
    schema = resolved(schema, root)
    if isinstance(value, list):
        return [_completed(item, schema.get("items", {}), root, inside) for item in value]
    if not isinstance(value, dict):
        return value
    title = schema.get("title", "")
    whole = {key: _completed(item, field_schema(schema, key), root, (*inside, title)) for key, item in value.items()}
    for key, field in schema.get("properties", {}).items():
        if key not in whole and _titles(field, root).isdisjoint(inside):
            whole[key] = _sample(field, root, (*inside, title))
    other = schema.get("additionalProperties")
    if not whole and isinstance(other, dict):
        names = schema.get("propertyNames", {"type": "string"})
        whole[_sample(names, root)] = _sample(other, root, (*inside, title))
    return whole


def _titles(schema: Schema, root: Schema) -> set[str]:
    """The types that a field holds, itself or as the items of a list or mapping."""
    field = resolved(schema, root)
    parts = [part for part in (field, field.get("items"), field.get("additionalProperties")) if isinstance(part, dict)]
    return {resolved(part, root).get("title", "") for part in parts} - {""}


@cache
def _tiny() -> ReviewFiles:
    files, problems = read_review(TINY)
    assert not problems
    return files


def _subjects() -> Iterator[Subject]:
    """One record of each core type, kind and single file; one that the tiny review lacks is made up."""
    kinds = [record.value for record in validate(_tiny())[0].by_folder["kinds"]]
    schemas = {folder: schema_of(type_) for folder, type_ in RECORD_TYPES.items()}
    schemas |= {kind.id: entity_schema(kind) for kind in kinds}
    for folder, schema in schemas.items():
        files = [file for file in _tiny().data if file.folder == folder]
        path = files[0].path if files else f"data/{folder}/made-up.yml"
        node = files[0].root if files else None
        if node is not None and folder in LIST_FOLDERS:
            node = node.at(0)
        yield _subject(schema.get("title", folder), path, schema, typed(node, schema, schema) if node else {})
    for path, type_ in SINGLE_FILES.items():
        node = next((file.root for file in _tiny().data if file.path == path), None)
        schema = schema_of(type_)
        yield _subject(type_.__name__, path, schema, typed(node, schema, schema) if node else {})
    page = next(chapter for chapter in _tiny().chapters if chapter.path != "docs/index.md")
    assert page.head is not None
    schema = schema_of(ChapterHead)
    yield _subject("Page", page.path, schema, typed(page.head, schema, schema))


def _subject(name: str, path: str, schema: Schema, value: dict[str, Any]) -> Subject:
    return Subject(name, path, schema, _completed(value, schema, schema))


# Slips


def _slips(subject: Subject) -> Iterator[Slip]:
    """Every way to make the record bad in one place; of a list or a mapping by name, the first item stands for all."""
    for path, schema in _places(subject.schema, subject.value, subject.schema, ()):
        value = _at(subject.value, path)
        if isinstance(value, dict):
            yield from _slips_of_fields(subject, path, schema)
        for name, wrong in _wrong_values(schema) if path else ():
            what = f"{spoken(path)} is {name}"
            yield Slip(what, path, _with(subject.value, path, wrong), "wrong-type", f"`{spoken(path)}` is ")
        if "enum" in schema:
            wrong = _with(subject.value, path, "no-such-choice")
            yield Slip(
                f"{spoken(path)} is no choice", path, wrong, "invalid-choice", f"`{spoken(path)}` is 'no-such-choice'"
            )


def _slips_of_fields(subject: Subject, path: Keys, schema: Schema) -> Iterator[Slip]:
    inside = f"`{spoken(path)}`" if path else ""
    for name in schema.get("required", ()):
        value = _without(subject.value, (*path, name))
        yield Slip(f"{spoken((*path, name))} is missing", path, value, "missing-field", f"{inside} has no `{name}`")
    if schema.get("additionalProperties") is False:
        value = _with(subject.value, (*path, "zzz"), "more")
        at = (*path, "zzz")
        yield Slip(f"{spoken(at)} is unknown", at, value, "unknown-field", "`zzz` is not a field of ", True)


def _places(
    schema: Schema, value: Any, root: Schema, path: Keys, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[Keys, Schema]]:
    """Every value of the record with its schema; a type inside itself is looked into once."""
    schema = resolved(schema, root)
    title = schema.get("title", "")
    yield path, schema
    if isinstance(value, list):
        yield from _places(schema.get("items", {}), value[0], root, (*path, 0), seen)
    elif isinstance(value, dict) and title not in seen:
        named = list(value) if "properties" in schema else list(value)[:1]
        for key in named:
            inside = seen | ({title} if title else set())
            yield from _places(field_schema(schema, key), value[key], root, (*path, key), inside)


def _wrong_values(schema: Schema) -> Iterator[tuple[str, Any]]:
    match schema.get("type"):
        case "object":
            yield from (("text", "some text"), ("a list", ["some text"]))
        case "array":
            yield from (("text", "some text"), ("a mapping", {"some": "text"}))
        case "integer" | "number" | "boolean":
            yield from (("text", "some text"), ("empty", None))
        case _:
            yield from (("a mapping", {"some": "text"}), ("empty", None))


def _at(value: Any, path: Keys) -> Any:
    for step in path:
        value = value[step]
    return value


def _with(value: dict[str, Any], path: Keys, new: Any) -> dict[str, Any]:
    """The record with another value at a path; None leaves it empty, as in `name:`."""
    changed = copy.deepcopy(value)
    _at(changed, path[:-1])[path[-1]] = new
    return changed


def _without(value: dict[str, Any], path: Keys) -> dict[str, Any]:
    """The record without the field at a path."""
    changed = copy.deepcopy(value)
    del _at(changed, path[:-1])[path[-1]]
    return changed


# Writing and checking


class Written:
    """YAML in block style, and where each key and each value stands in it."""

    def __init__(self, value: dict[str, Any], indent: int = 0, first_line: int = 1):
        self.lines: list[str] = []
        self.keys: dict[Keys, tuple[int, int]] = {}
        self.values: dict[Keys, tuple[int, int]] = {}
        self._first_line = first_line
        self.values[()] = (first_line, indent + 1)
        self._write(value, (), indent)
        self.lines = self.lines or [" " * indent + "{}"]

    def _write(self, value: Any, path: Keys, indent: int) -> None:
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in steps:
            head = " " * indent + (f"{_key(step)}:" if isinstance(value, dict) else "-")
            inside = (*path, step)
            line = self._first_line + len(self.lines)
            self.keys[inside] = (line, indent + 1)
            if isinstance(item, dict | list) and item:
                self.lines.append(head)
                self.values[inside] = (line + 1, indent + 3)
                self._write(item, inside, indent + 2)
            else:
                text = _scalar(item)
                self.lines.append(head + (" " + text if text else ""))
                self.values[inside] = (line, len(head) + (2 if text else 1))


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else json.dumps(name)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int | Decimal | dict | list):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False)


def _written(subject: Subject, value: dict[str, Any]) -> tuple[str, Written]:
    """The text of the file with the record, and where everything in it stands."""
    if subject.path.endswith(".md"):
        written = Written(value, first_line=2)
        return "\n".join(["---", *written.lines, "---", ""]), written
    if subject.path.split("/")[1] in LIST_FOLDERS:
        written = Written(value, indent=2, first_line=2)
        return "\n".join(["-", *written.lines, ""]), written
    written = Written(value)
    return "\n".join([*written.lines, ""]), written


def _problems(subject: Subject, text: str) -> list[Problem]:
    """All problems of the tiny review when the file has this text."""
    files = _tiny()
    file = SourceText.of(subject.path, text)
    if subject.path.endswith(".md"):
        page, found = chapter_of(file, text)
        others = [chapter for chapter in files.chapters if chapter.path != subject.path]
        files = replace(files, chapters=(*others, page))
    else:
        node, found = nodes_of(file, text)
        assert node is not None, as_text(found)
        others = [other for other in files.data if other.path != subject.path]
        files = replace(files, data=(*others, DataFile(subject.path, node)))
    records, wrong = validate(files)
    review, dead = link(records)
    problems = [*found, *wrong, *dead]
    return problems + (check_rules(review, records, problems) if review is not None else [])


SUBJECTS = list(_subjects())


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_the_complete_record_fits_its_schema(subject: Subject) -> None:
    """Before it is made bad, the record with every field is good in itself."""
    text, _ = _written(subject, subject.value)
    node, problems = nodes_of(SourceText.of(subject.path, text), text.removeprefix("---").removesuffix("---\n"))
    assert node is not None
    assert not problems
    record = node.at(0) if isinstance(node.value, list) else node
    assert Shape(subject.schema, "the record").check(record)[1] == []


@pytest.mark.slow
@pytest.mark.parametrize("code", ["missing-field", "unknown-field", "wrong-type", "invalid-choice"])
@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_a_slip_is_one_problem_at_its_place(subject: Subject, code: str) -> None:
    """One slip gives one problem in the whole review, with the right code, field, line and column."""
    differences: list[str] = []
    for slip in _slips(subject):
        if slip.code == code:
            text, written = _written(subject, slip.value)
            problems = _problems(subject, text)
            if not _is_said(slip, problems, written):
                differences.append(
                    f"{slip.what}: {slip.code} at {_expected_place(slip, written)}, not:\n{as_text(problems)}"
                )
    assert not differences, "\n\n".join(differences)


def _is_said(slip: Slip, problems: list[Problem], written: Written) -> bool:
    if [problem.code for problem in problems] != [slip.code] or slip.names not in problems[0].sentence:
        return False
    at = problems[0].location
    return (at.line, at.column) == _expected_place(slip, written)


def _expected_place(slip: Slip, written: Written) -> tuple[int, int]:
    if slip.code == "missing-field":
        first = next((key for key in written.keys if key[:-1] == slip.path), None)
        return written.keys[first] if first else written.values[slip.path]
    return written.keys[slip.path] if slip.points_at_key else written.values[slip.path]


def test_every_field_of_every_type_is_reached() -> None:
    """No field of a core type is out of reach of the slips."""
    types = [*RECORD_TYPES.values(), *SINGLE_FILES.values(), ChapterHead]
    declared: set[tuple[str, str]] = set()
    for schema in map(schema_of, types):
        for part in (schema, *schema.get("$defs", {}).values()):
            declared |= {(part["title"], name) for name in part.get("properties", {})}
    reached: set[tuple[str, str]] = set()
    for subject in SUBJECTS:
        for path, schema in _places(subject.schema, subject.value, subject.schema, ()):
            value = _at(subject.value, path)
            if isinstance(value, dict):
                reached |= {(schema.get("title", ""), name) for name in value}
    assert declared - reached == set()
