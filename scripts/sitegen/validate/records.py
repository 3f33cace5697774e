"""In: ReviewFiles; out: Records, every well-shaped record with its node, the ids that files declare, and problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import jsonschema_rs
import msgspec

from ..model.chapter import Chapter, ChapterHead
from ..model.entity import Entity, EntityCore, Kind
from ..model.reference import Reference
from ..model.vocabulary import ReviewInfo, Vocabulary
from ..problems import Location, Problem, SourceText, nearest_of, one_of
from ..read.nodes import Node
from ..read.review_files import DataFile, ReviewFiles
from .schemas import DIALECT, RECORD_TYPES, SINGLE_FILES, entity_schema, schema_of
from .shape import Shape

T = TypeVar("T")


@dataclass(frozen=True)
class Record(Generic[T]):
    """A value and the node it was made from, so that a later stage can point at any of its fields."""

    value: T
    node: Node

    def place(self, *path: str | int) -> Location:
        """Where a field stands."""
        return self.node.at(*path).location


@dataclass(frozen=True)
class Records:
    """All records by folder, and every id that a file declares, also one whose record is not well-shaped."""

    info: Record[ReviewInfo] | None
    vocabulary: Record[Vocabulary] | None
    by_folder: Mapping[str, tuple[Record[Any], ...]]
    entities: tuple[Record[Entity], ...]
    chapters: tuple[Chapter, ...]
    references: tuple[tuple[Reference, Location], ...]
    declared: Mapping[str, Mapping[str, Location]] = field(default_factory=dict)
    bibliography: SourceText = SourceText("references.bib", ())


def validate(files: ReviewFiles) -> tuple[Records, list[Problem]]:
    """Check each file alone against the schema of its type, and turn what fits into records."""
    problems: list[Problem] = []
    singles: dict[str, Record[Any]] = {}
    lists: dict[str, list[Record[Any]]] = {folder: [] for folder in RECORD_TYPES}
    declared: dict[str, dict[str, Location]] = {}
    kinds = _kinds(files, lists, declared, problems)
    shapes = {folder: Shape(schema_of(type_), type_.__name__.lower()) for folder, type_ in RECORD_TYPES.items()}
    entity_shapes = {kind.id: Shape(entity_schema(kind), kind.name) for kind in kinds}
    entities: list[Record[Entity]] = []
    for file in files.data:
        if file.path in SINGLE_FILES:
            type_ = SINGLE_FILES[file.path]
            record = _record(file.root, Shape(schema_of(type_), file.path.split("/")[1]), type_, problems)
            if record is not None:
                singles[file.path] = record
        elif file.folder in shapes and file.folder != "kinds":
            for node in _record_nodes(file, problems):
                _declare(node, file.folder, declared, problems)
                record = _record(node, shapes[file.folder], RECORD_TYPES[file.folder], problems)
                if record is not None:
                    lists[file.folder].append(record)
        elif file.folder in declared.get("kinds", {}):
            for node in _record_nodes(file, problems):
                _declare(node, "entities", declared, problems)
                if file.folder in entity_shapes:
                    kind = next(kind for kind in kinds if kind.id == file.folder)
                    entity = _entity(node, kind, entity_shapes[kind.id], problems)
                    if entity is not None:
                        entities.append(entity)
        elif file.folder != "kinds":
            problems.append(_unknown_folder(file, declared))
    chapters = _chapters(files, declared, problems)
    references = tuple((read.reference, read.location) for read in files.references)
    declared["references"] = {read.reference.key: read.location for read in files.references}
    records = Records(
        singles.get("data/review.yml"),
        singles.get("data/vocabulary.yml"),
        {folder: tuple(found) for folder, found in lists.items()},
        tuple(entities),
        chapters,
        references,
        declared,
        files.bibliography,
    )
    return records, problems


def _kinds(files: ReviewFiles, lists: dict[str, list[Record[Any]]], declared, problems: list[Problem]) -> list[Kind]:
    shape = Shape(schema_of(Kind), "kind")
    kinds: list[Kind] = []
    for file in files.data:
        if file.folder != "kinds":
            continue
        for node in _record_nodes(file, problems):
            _declare(node, "kinds", declared, problems)
            record = _record(node, shape, Kind, problems)
            if record is None:
                continue
            wrong = list(_schema_problems(record))
            problems += wrong
            if not wrong:
                lists["kinds"].append(record)
                kinds.append(record.value)
    return kinds


def _schema_problems(record: Record[Kind]) -> Iterator[Problem]:
    """A kind's properties are JSON Schema, do not hide what every entity has, and its required fields are among them."""
    kind = record.value
    core = list(schema_of(EntityCore)["properties"])
    for name, schema in kind.properties.items():
        node = record.node.at("properties", name)
        if name in core:
            sentence = f"the kind '{kind.id}' declares `{name}`, which every entity has already"
            yield Problem("bad-schema", record.node.at("properties").key(name).location, sentence, fix="give the field another name")
        try:
            jsonschema_rs.meta.validate({"$schema": DIALECT, **schema})
        except (jsonschema_rs.ValidationError, ValueError) as error:
            reason = str(getattr(error, "message", error)).split("\n")[0]
            yield Problem("bad-schema", node.location, f"`properties.{name}` is not a JSON Schema: {reason}")
    for index, name in enumerate(kind.required):
        if name not in kind.properties:
            near = nearest_of(name, kind.properties)
            sentence = f"the kind '{kind.id}' requires `{name}`, which it does not declare"
            yield Problem("unknown-field", record.place("required", index), sentence, one_of(list(kind.properties)), near)


def _record_nodes(file: DataFile, problems: list[Problem]) -> list[Node]:
    """A file of claims holds a list; every other file holds one record."""
    if file.folder == "claims":
        if isinstance(file.root.value, list):
            return file.root.value
        problems.append(Problem("wrong-type", file.root.location, "the file does not hold a list", "a list of claims: `- id: …`"))
        return []
    return [file.root]


def _record(node: Node, shape: Shape, type_: type, problems: list[Problem]) -> Record[Any] | None:
    value, found = shape.check(node)
    problems += found
    return None if found else Record(msgspec.convert(value, type_), node)


def _entity(node: Node, kind: Kind, shape: Shape, problems: list[Problem]) -> Record[Entity] | None:
    value, found = shape.check(node)
    problems += found
    if found:
        return None
    core = msgspec.convert({key: part for key, part in value.items() if key not in kind.properties}, EntityCore)
    return Record(Entity(kind.id, core, {key: value[key] for key in kind.properties if key in value}), node)


def _declare(node: Node, namespace: str, declared: dict[str, dict[str, Location]], problems: list[Problem]) -> None:
    id_ = node.text("id")
    if not id_:
        return
    known = declared.setdefault(namespace, {})
    here = node.at("id").location
    if id_ in known:
        first = known[id_]
        sentence = f"the id '{id_}' is given twice; the first is at {first.file.path}:{first.line}"
        problems.append(Problem("duplicate-id", here, sentence, fix="give this record an id of its own"))
        return
    known[id_] = here


def _unknown_folder(file: DataFile, declared: Mapping[str, Mapping[str, Location]]) -> Problem:
    valid = sorted([*RECORD_TYPES, *declared.get("kinds", {})])
    at = Location(file.root.file)
    if not file.folder:
        names = [path.split("/")[1] for path in SINGLE_FILES]
        name = file.path.split("/")[1]
        return Problem("unknown-folder", at, f"{file.path} is not a file that the generator knows", one_of(names), nearest_of(name, names))
    sentence = f"data/{file.folder}/ is neither a folder that the generator knows nor a kind"
    fix = f"declare the kind in data/kinds/{file.folder}.yml, or move the file"
    return Problem("unknown-folder", at, sentence, one_of(valid), nearest_of(file.folder, valid), fix)


def _chapters(files: ReviewFiles, declared, problems: list[Problem]) -> tuple[Chapter, ...]:
    shape = Shape(schema_of(ChapterHead), "page")
    chapters: list[Chapter] = []
    for read in files.chapters:
        if read.head is None:
            continue
        _declare(read.head, "chapters", declared, problems)
        record = _record(read.head, shape, ChapterHead, problems)
        if record is not None:
            chapters.append(Chapter(record.value, read.path, read.body, read.calls, read.citations, read.head.location))
    return tuple(chapters)
