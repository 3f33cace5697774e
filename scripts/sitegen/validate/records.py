"""In: ReviewFiles; out: Records, every well-shaped record with its node, the ids that files declare, and problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

import jsonschema_rs
import msgspec

from ..model.chapter import Chapter, ChapterHead
from ..model.edition import Editions
from ..model.entity import Entity, EntityCore, Kind
from ..model.glossary import Glossary, Timeline
from ..model.ledger import Ledger
from ..model.living import Checklist
from ..model.reference import Reference
from ..model.vocabulary import ReviewInfo, Vocabulary
from ..problems import Location, Problem, SourceText, nearest_of, one_of
from ..read.chapters import ReadChapter
from ..read.nodes import Node
from ..read.review_files import DataFile, ReviewFiles, folder_of
from .former import present
from .ids import declare, unnamed_in
from .known import KnownRecords
from .passed import Passed
from .schemas import LIST_FOLDERS, RECORD_TYPES, SINGLE_FILES, entity_schema, schema_of
from .shape import Shape
from .typed import as_json
from .words import is_what, spoken

T = TypeVar("T")


@dataclass(frozen=True)
class Record(Generic[T]):
    """A value and the node it was made from, so that a later stage can point at any of its fields."""

    value: T
    node: Node

    def place(self, *path: str | int) -> Location:
        """Where a field stands."""
        return self.node.at(*path).location

    def place_of(self, text: str, *path: str | int) -> Location:
        """Where some words of a field begin, however its lines are broken; the whole field when that cannot be told."""
        at = self.place(*path)
        node = self.node.at(*path)
        shown = "\n".join(at.file.lines[at.line - 1 :])[: at.column + 2 * len(str(node.value)) + 100]
        found = re.compile(r"\s+".join(map(re.escape, text.split()))).search(shown, at.column - 1)
        if found is None:
            return at
        before = shown[: found.start()]
        width = len(found.group().partition("\n")[0])
        return Location(at.file, at.line + before.count("\n"), found.start() - before.rfind("\n"), width)


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
    #: Namespaces in which an id may stand that could not be read: nothing can be said to be missing there.
    unnamed: frozenset[str] = frozenset()
    #: Whether every file and every record is here, so that something can be said of the whole.
    complete: bool = True
    bibliography: SourceText = field(default_factory=lambda: SourceText("references.bib", ()))
    glossary: Record[Glossary] | None = None
    timeline: Record[Timeline] | None = None
    ledger: Record[Ledger] | None = None
    checklist: Record[Checklist] | None = None
    #: The front matter of each chapter, in the same order.
    heads: tuple[Record[ChapterHead], ...] = ()
    editions: Record[Editions] | None = None
    #: What earlier looks at the review found nothing in.
    passed: Passed = field(default_factory=Passed, repr=False, compare=False)


def validate(files: ReviewFiles, known: KnownRecords | None = None) -> tuple[Records, list[Problem]]:
    """Check each file alone against the schema of its type, and turn what fits into records.

    What was made of a node is `known` as long as the node is the same one.
    """
    known = (known or KnownRecords()).again()
    problems: list[Problem] = []
    singles: dict[str, Record[Any]] = {}
    lists: dict[str, list[Record[Any]]] = {folder: [] for folder in RECORD_TYPES}
    declared: dict[str, dict[str, Location]] = {}
    kinds = _kinds(files, lists, declared, problems, known)
    shapes = {folder: _shape(type_, f"the {type_.__name__.lower()}") for folder, type_ in RECORD_TYPES.items()}
    entity_shapes = {kind.id: known.shape(kind, _entity_shape) for kind in kinds}
    entities: list[Record[Entity]] = []
    unnamed = unnamed_in(files, problems)
    for file in files.data:
        if file.path in SINGLE_FILES:
            type_ = SINGLE_FILES[file.path]
            record = _record(file.root, _shape(type_, file.path), type_, problems, known)
            if record is not None:
                singles[file.path] = record
        elif file.folder in shapes and file.folder != "kinds":
            for node in _record_nodes(file, problems):
                declare(node, file.folder, declared, problems)
                record = _record(node, shapes[file.folder], RECORD_TYPES[file.folder], problems, known)
                if record is not None:
                    lists[file.folder].append(record)
        elif file.folder in declared.get("kinds", {}):
            for node in _record_nodes(file, problems):
                declare(node, "entities", declared, problems)
                if file.folder in entity_shapes:
                    kind = next(kind for kind in kinds if kind.id == file.folder)
                    entity = _entity(node, kind, entity_shapes[kind.id], problems, known)
                    if entity is not None:
                        entities.append(entity)
        elif file.folder != "kinds" and "kinds" not in unnamed:
            problems += _unknown_folder(file, files, declared)
    heads: list[Record[ChapterHead]] = []
    chapters = _chapters(files, declared, problems, heads, known)
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
        unnamed_in(files, problems),
        not problems and not files.unread,
        files.bibliography,
        singles.get("data/glossary.yml"),
        singles.get("data/timeline.yml"),
        singles.get("data/ledger/moved.yml"),
        singles.get("data/checklist.yml"),
        tuple(heads),
        editions=singles.get("data/editions.yml"),
        passed=known.passed,
    )
    return records, problems


@cache
def _shape(type_: type, what: str) -> Shape:
    """The shape of a core type, which never changes."""
    return Shape(schema_of(type_), what)


def _entity_shape(kind: Kind) -> Shape:
    return Shape(entity_schema(kind), f"the {kind.name}")


def _kinds(
    files: ReviewFiles,
    lists: dict[str, list[Record[Any]]],
    declared,
    problems: list[Problem],
    known: KnownRecords,
) -> list[Kind]:
    shape = _shape(Kind, "the kind")
    kinds: list[Kind] = []
    for file in files.data:
        if file.folder != "kinds":
            continue
        for node in _record_nodes(file, problems):
            declare(node, "kinds", declared, problems)
            record = _record(node, shape, Kind, problems, known)
            if record is None:
                continue
            wrong = list(_schema_problems(record))
            problems += wrong
            if not wrong:
                lists["kinds"].append(record)
                kinds.append(record.value)
    return kinds


def _schema_problems(record: Record[Kind]) -> Iterator[Problem]:
    """A kind's fields can be compiled, do not hide what the generator has, and its required ones are among them."""
    kind = record.value
    if kind.id in RECORD_TYPES:
        sentence = f"the kind has the id '{kind.id}', but data/{kind.id}/ has records of the generator's own"
        yield Problem("bad-schema", record.place("id"), sentence, fix="give the kind another id")
    for name, schema in kind.properties.items():
        if name in schema_of(EntityCore)["properties"]:
            at = record.node.at("properties").key(name).location
            sentence = f"`properties` declares `{name}`, which every entity has already"
            yield Problem("bad-schema", at, sentence, fix="give the field another name")
        try:
            jsonschema_rs.Draft202012Validator(schema)
        except jsonschema_rs.ValidationError as error:
            path = ("properties", name, *error.instance_path)
            sentence = f"`{spoken(path)}` is not JSON Schema: {error.message}"
            yield Problem("bad-schema", record.place(*path), sentence)
    for index, name in enumerate(kind.required):
        if name not in kind.properties:
            valid = list(kind.properties)
            sentence = f"`required[{index}]` is '{name}', which `properties` does not declare"
            at = record.place("required", index)
            yield Problem("unknown-field", at, sentence, one_of(valid, noun="fields"), nearest_of(name, valid))


def _record_nodes(file: DataFile, problems: list[Problem]) -> list[Node]:
    """A file of claims or readings holds a list; every other file holds one record."""
    if file.folder in LIST_FOLDERS:
        if isinstance(file.root.value, list):
            return file.root.value
        sentence = f"the file holds {is_what(file.root)}"
        problems.append(Problem("wrong-type", file.root.location, sentence, f"a list of {file.folder}: `- …`"))
        return []
    return [file.root]


def _record(node: Node, shape: Shape, type_: type, problems: list[Problem], known: KnownRecords) -> Record[Any] | None:
    record, found = known.of(node, shape, lambda: _record_of(present(node, type_), shape, type_))
    problems += found
    return record


def _record_of(node: Node, shape: Shape, type_: type) -> tuple[Record[Any] | None, list[Problem]]:
    value, found = shape.check(node)
    # A kind's properties are a schema, and schemas are JSON.
    return (None if found else Record(msgspec.convert(as_json(value) if type_ is Kind else value, type_), node)), found


def _entity(
    node: Node, kind: Kind, shape: Shape, problems: list[Problem], known: KnownRecords
) -> Record[Entity] | None:
    entity, found = known.of(node, shape, lambda: _entity_of(node, kind, shape))
    problems += found
    return entity


def _entity_of(node: Node, kind: Kind, shape: Shape) -> tuple[Record[Entity] | None, list[Problem]]:
    value, found = shape.check(node)
    if found:
        return None, found
    core = msgspec.convert({key: part for key, part in value.items() if key not in kind.properties}, EntityCore)
    return Record(Entity(kind.id, core, {key: value[key] for key in kind.properties if key in value}), node), []


def _unknown_folder(
    file: DataFile, files: ReviewFiles, declared: Mapping[str, Mapping[str, Location]]
) -> list[Problem]:
    """A file where no file is looked for: of a folder only the first, and none that a missing file is taken for."""
    at = Location(file.root.file)
    names = [path.rpartition("/")[2] for path in SINGLE_FILES if folder_of(path) == file.folder]
    if names:
        name = file.path.rpartition("/")[2]
        if any(f"data/{missing}" in files.unread and nearest_of(missing, [name]) for missing in names):
            return []
        sentence = f"{file.path} is not a file that the generator knows"
        return [Problem("unknown-folder", at, sentence, one_of(names), nearest_of(name, names))]
    same = [other for other in files.data if other.folder == file.folder]
    if same[0] is not file:
        return []
    valid = sorted([*RECORD_TYPES, *declared.get("kinds", {})])
    sentence = f"data/{file.folder}/ is neither a folder that the generator knows nor a kind"
    sentence += f"; it holds {len(same)} files" if len(same) > 1 else ""
    near = nearest_of(file.folder, valid)
    fix = f"rename it to data/{near}/, or declare" if near else "declare"
    fix += f" the kind in data/kinds/{file.folder}.yml"
    return [Problem("unknown-folder", at, sentence, one_of(valid), near, fix)]


def _chapters(
    files: ReviewFiles, declared, problems: list[Problem], heads: list[Record[ChapterHead]], known: KnownRecords
) -> tuple[Chapter, ...]:
    shape = _shape(ChapterHead, "the page")
    chapters: list[Chapter] = []
    for read in files.chapters:
        if read.head is None:
            continue
        declare(read.head, "chapters", declared, problems)
        record = _record(read.head, shape, ChapterHead, problems, known)
        if record is not None:
            problems += _group_problems(read, record)
            chapters.append(known.chapter(read, record.value, read.head.location))
            heads.append(record)
    return tuple(chapters)


def _group_problems(read: ReadChapter, record: Record[ChapterHead]) -> Iterator[Problem]:
    """docs/index.md, and no other page, is of the group `home`."""
    is_index, group = read.path == "docs/index.md", record.value.group
    if is_index and group != "home":
        sentence = f"`group` is '{group}', but docs/index.md is the first page of the site"
        yield Problem("bad-value", record.place("group"), sentence, "`group: home`")
    elif group == "home" and not is_index:
        sentence = "`group` is 'home', but only docs/index.md is the first page of the site"
        yield Problem("bad-value", record.place("group"), sentence, "another group, such as `group: read`")
