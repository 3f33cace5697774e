"""In: the review's folder; out: ReviewFiles, every file of data, references.bib and docs as read, and problems."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..problems import Location, Problem, SourceText, nearest_of
from .bibliography import references_of
from .bibtex import ReadReference
from .chapters import ReadChapter, chapter_of
from .configuration import configuration_problems
from .nodes import Node, nodes_of
from .text_files import KnownTexts, Texts, files_in

#: Problems of references.bib that leave open which keys it has.
_HIDE_KEYS = ("bibtex-syntax", "bad-citation-key")
_REQUIRED = ("data/review.yml", "data/vocabulary.yml", "references.bib", "docs/index.md")


@dataclass(frozen=True)
class DataFile:
    """A YAML file: its path in the review's folder and its root node."""

    path: str
    root: Node

    @cached_property
    def folder(self) -> str:
        """The folder of data/ it lies in; empty for a file right in data/."""
        return folder_of(self.path)


@dataclass(frozen=True)
class ReviewFiles:
    """Everything that was read, in path order; `unread` are the paths of what is missing or was not read in full."""

    data: tuple[DataFile, ...]
    references: tuple[ReadReference, ...]
    bibliography: SourceText
    chapters: tuple[ReadChapter, ...]
    unread: tuple[str, ...] = ()


def folder_of(path: str) -> str:
    """The folder of data/ that a file lies in; empty for a file right in data/."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


@dataclass(frozen=True)
class Known:
    """What was read before, by a file's path: its text, and what came of that."""

    texts: KnownTexts = field(default_factory=dict)
    parsed: dict[str, tuple[str, tuple[Any, list[Problem]]]] = field(default_factory=dict)
    #: What makes nodes of a YAML file's text.
    nodes_of: Callable[[SourceText, str], tuple[Node | None, list[Problem]]] = nodes_of


def read_review(root: Path, known: Known | None = None) -> tuple[ReviewFiles, list[Problem]]:
    """Read all files of the review; a file that cannot be read is a problem and is left out.

    A file whose text is `known` is not parsed again, and what is parsed becomes known.
    """
    known = Known() if known is None else known
    texts = Texts(root, known.texts)
    problems = [_missing(root, name) for name in _REQUIRED if not (root / name).is_file()]
    unread = [name for name in _REQUIRED if not (root / name).is_file()]
    problems += configuration_problems(root)
    data: list[DataFile] = []
    for path in files_in(root, "data", (".yml", ".yaml"), problems):
        text = texts.of(path, problems)
        node, found = _parsed(path, *text, known, known.nodes_of) if text is not None else (None, [])
        problems += found
        if node is not None:
            data.append(DataFile(path, node))
        if node is None or any(map(_hides_a_record, found)):
            unread.append(path)
    references: list[ReadReference] = []
    bibliography = SourceText("references.bib", ())
    if "references.bib" not in unread:
        text = texts.of("references.bib", problems)
        if text is not None:
            bibliography = text[0]
            references, found = _parsed("references.bib", *text, known, references_of)
            problems += found
        if text is None or any(problem.code in _HIDE_KEYS for problem in found):
            unread.append("references.bib")
    chapters: list[ReadChapter] = []
    for path in files_in(root, "docs", (".md",), problems):
        if path.startswith("docs/decisions/"):
            continue
        text = texts.of(path, problems)
        if text is not None:
            chapter, found = _parsed(path, *text, known, chapter_of)
            problems += found
            chapters.append(chapter)
        else:
            unread.append(path)
    return ReviewFiles(tuple(data), tuple(references), bibliography, tuple(chapters), tuple(unread)), problems


def _hides_a_record(problem: Problem) -> bool:
    """A second `id` in one record: a record of its own was meant, whose dash is missing."""
    at = problem.location
    return problem.code == "duplicate-key" and re.match(r"id\s*:", at.text[at.column - 1 :]) is not None


def _parsed(
    path: str, file: SourceText, text: str, known: Known, make: Callable[[SourceText, str], tuple[Any, list[Problem]]]
) -> tuple[Any, list[Problem]]:
    parsed = known.parsed
    if path not in parsed or parsed[path][0] != text:
        parsed[path] = (text, make(file, text))
    return parsed[path][1]


def _missing(root: Path, name: str) -> Problem:
    """A file that must be there is not; a file beside it whose name is close may be meant."""
    folder = (root / name).parent
    others = [other.name for other in folder.iterdir() if other.is_file()] if folder.is_dir() else []
    near = nearest_of(Path(name).name, others)
    near = (Path(name).parent / near).as_posix() if near else None
    fix = f"rename {near} to {name}" if near else f"create {name}"
    return Problem("missing-file", Location(SourceText(name, ())), f"{name} is missing", nearest=near, fix=fix)
