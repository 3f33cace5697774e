"""In: the review's folder; out: ReviewFiles, every file of data, references.bib and docs as read, and problems."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Problem, SourceText
from .bibliography import ReadReference, references_of
from .chapters import ReadChapter, chapter_of
from .nodes import Node, nodes_of

#: Far above any file that people edit; a larger one is a mistake.
LARGEST = 5_000_000
_REQUIRED = ("data/review.yml", "data/vocabulary.yml", "references.bib", "docs/index.md")


@dataclass(frozen=True)
class DataFile:
    """A YAML file: its path in the review's folder and its root node."""

    path: str
    root: Node

    @property
    def folder(self) -> str:
        """The folder of data/ it lies in; empty for a file right in data/."""
        parts = self.path.split("/")
        return parts[1] if len(parts) > 2 else ""


@dataclass(frozen=True)
class ReviewFiles:
    """Everything that was read, in path order."""

    data: tuple[DataFile, ...]
    references: tuple[ReadReference, ...]
    bibliography: SourceText
    chapters: tuple[ReadChapter, ...]


def read_review(root: Path) -> tuple[ReviewFiles, list[Problem]]:
    """Read all files of the review; a file that cannot be read is a problem and is left out."""
    problems: list[Problem] = []
    for name in _REQUIRED:
        if not (root / name).is_file():
            sentence = f"{name} is missing"
            problems.append(Problem("missing-file", Location(SourceText(name, ())), sentence, fix=f"create {name}"))
    data: list[DataFile] = []
    for path in _files(root, "data", (".yml", ".yaml")):
        text = _text(root, path, problems)
        if text is not None:
            node, found = nodes_of(*text)
            problems += found
            if node is not None:
                data.append(DataFile(path, node))
    references: list[ReadReference] = []
    bibliography = SourceText("references.bib", ())
    if (root / "references.bib").is_file():
        text = _text(root, "references.bib", problems)
        if text is not None:
            bibliography = text[0]
            references, found = references_of(*text)
            problems += found
    chapters: list[ReadChapter] = []
    for path in _files(root, "docs", (".md",)):
        if path.startswith("docs/decisions/"):
            continue
        text = _text(root, path, problems)
        if text is not None:
            chapter, found = chapter_of(*text)
            problems += found
            chapters.append(chapter)
    return ReviewFiles(tuple(data), tuple(references), bibliography, tuple(chapters)), problems


def _files(root: Path, folder: str, endings: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for directory, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(endings) and not name.startswith("."):
                found.append((Path(directory) / name).relative_to(root).as_posix())
    return sorted(found)


def _text(root: Path, path: str, problems: list[Problem]) -> tuple[SourceText, str] | None:
    file = root / path
    at = Location(SourceText(path, ()))
    if not file.resolve().is_relative_to(root.resolve()):
        problems.append(Problem("unreadable-file", at, "the file is a link that leads out of the review's folder"))
        return None
    try:
        raw = file.read_bytes()
    except OSError as error:
        problems.append(Problem("unreadable-file", at, f"the file cannot be read: {error.strerror}"))
        return None
    if len(raw) > LARGEST:
        expected = f"at most {LARGEST // 1_000_000} MB"
        problems.append(Problem("unreadable-file", at, f"the file has {len(raw) / 1e6:.1f} MB", expected))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        here = Location(SourceText(path, ()), line, error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1)
        problems.append(Problem("unreadable-file", here, "the file is not UTF-8 text", fix="save it as UTF-8"))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.append(Problem("unreadable-file", Location(SourceText(path, ()), line), "the file holds a NUL character"))
        return None
    return SourceText.of(path, text), text
