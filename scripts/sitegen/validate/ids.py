"""In: nodes of records; out: the ids that they declare, and where an id may stand that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Location, Problem
from ..read.nodes import Node
from ..read.review_files import DataFile, ReviewFiles, folder_of
from .schemas import RECORD_TYPES, SINGLE_FILES, schema_of

#: Problems of the first line of a file that leave open which ids the file has.
_HIDE_IDS = ("unknown-folder", "wrong-type")


def declare(node: Node, namespace: str, declared: dict[str, dict[str, Location]], problems: list[Problem]) -> None:
    """Note the id of a record, well-shaped or not; an id that is there already is a problem."""
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


def unnamed_in(files: ReviewFiles, problems: Sequence[Problem]) -> frozenset[str]:
    """The namespaces of files that nothing was read of, and of records whose id is missing or wrong."""
    found = {namespace for path in files.unread for namespace in _namespaces(path)}
    places = {(problem.location.file.path, problem.location.line, problem.location.column) for problem in problems}
    lost = {problem.location.file.path for problem in problems if _is_of_the_file(problem)}
    for file in files.data:
        if not _has_ids(file):
            continue
        nodes = file.root.value if isinstance(file.root.value, list) else [file.root]
        ids = [node.value.get("id") if isinstance(node.value, dict) else None for node in nodes]
        if file.path in lost or any(id_ is None or (file.path, id_.line, id_.column) in places for id_ in ids):
            found |= _namespaces(file.path)
    heads = [chapter.head.text("id") if chapter.head is not None else None for chapter in files.chapters]
    if not all(heads):
        found.add("chapters")
    return frozenset(found)


def _has_ids(file: DataFile) -> bool:
    """Whether the records of the file are named by an id; a second reading and the ledger are not."""
    type_ = RECORD_TYPES.get(file.folder)
    return file.path not in SINGLE_FILES and (type_ is None or "id" in schema_of(type_)["properties"])


def _is_of_the_file(problem: Problem) -> bool:
    return problem.code in _HIDE_IDS and (problem.location.line, problem.location.column) == (1, 1)


def _namespaces(path: str) -> set[str]:
    """The namespaces that a file's ids belong to; without a kind, its entities cannot be told either."""
    folder = folder_of(path)
    if path == "references.bib" or path.startswith("docs/"):
        return {"references" if path == "references.bib" else "chapters"}
    if folder == "kinds":
        return {"kinds", "entities"}
    return {folder if folder in RECORD_TYPES else "entities"} if folder else set()
