"""In: nothing; out: Case, a bad review as changes to a good one, and what writes it into a folder and mends that again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Files that the tiny review lacks, so that each type of record and each form of figure is there to be made bad.
MORE: Mapping[str, str] = {
    "data/glossary.yml": (
        "terms:\n"
        "  - {id: calm-term, term: calm, entity: calm, definition: {claim: c-n002}}\n"
        "  - id: nt\n    term: NT\n    expansion: north tea\n    definition: {editor: A tea from a hill.}\n"
        "    in-sources: [{source: leaf-notes, expansion: northern tea}]\n"
    ),
    "data/checklist.yml": (
        "title: Checklist\nabout: What a report says.\nitems:\n"
        "  - {id: title, section: Title, item: It has one., answer: done, why: It stands above.}\n"
    ),
    "data/readings/leaf-notes.yml": (
        "- at: leaf-notes:t1.r1.c1\n  names: [north tea, calm]\n"
        "  numbers: [{value: 60, unit: percent, of: drinkers}, {value: 70, unit: percent, of: drinkers}]\n"
    ),
    "data/figures/steps.yml": (
        "id: steps\ntitle: Two steps\ndescription: Two pictures.\ncaption: First one, then the other.\nsteps:\n"
        "  numbered: true\n  panels:\n    - label: Drinking\n      steps:\n"
        "        - {icon: blood, label: Drink, says: A cup., claims: [c-n002]}\n"
        '        - {icon: cells, entity: calm, says: "Calm for {c-n002.share}.", claims: [c-n002]}\n'
    ),
    "data/figures/blocks.yml": (
        "id: blocks\ntitle: Blocks\ndescription: Two layers.\ncaption: One above the other.\ndomains:\n  places:\n"
        "    - label: Above\n      own: effects\n"
        "      parts: [{entity: calm, label: Calm above, says: It is above., claims: [c-n002]}]\n"
        "    - {label: Between, wall: A wall}\n"
        "  columns:\n    - {entity: north-tea, says: A tea., claims: [c-n001]}\n"
    ),
    "data/figures/grid.yml": (
        "id: grid\ntitle: Grid\ndescription: A grid.\ncaption: Counts.\nmatrix: {kind: tea, topics: [effect, growing]}\n"
    ),
    "data/figures/net.yml": (
        "id: net\ntitle: Net\ndescription: A net.\ncaption: Links.\nnetwork: {kinds: [tea], others: [effect], links: 3}\n"
    ),
}


@dataclass(frozen=True)
class Link:
    """Instead of a file: a symbolic link."""

    to: str


@dataclass(frozen=True)
class Folder:
    """Instead of a file: a folder with files."""

    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Sealed:
    """A file that its owner alone could read, and may not."""


Content = bytes | Link | Folder | Sealed | None


@dataclass(frozen=True)
class Case:
    """A bad review: what stands in its files instead; `typed` is the text of a field that then is to be seen as typed.

    `site` says that what is bad is read by MkDocs only, so that the Markdown engine is set up anew.
    """

    sort: str
    name: str
    files: Mapping[str, Content]
    typed: str = ""
    site: bool = False


class Place:
    """A folder with the tiny review, made bad for each case and good again."""

    def __init__(self, tiny: Path, root: Path):
        self.root = root
        shutil.copytree(tiny, root, symlinks=True)
        for path, text in MORE.items():
            write(root / path, text.encode("utf-8"))
        self._good = {path: (root / path).read_bytes() for path in self.listing()}

    def listing(self) -> dict[str, tuple[int, int, int]]:
        """Every file and folder with its size, its time and its inode; what is built is none of the input."""
        found: dict[str, tuple[int, int, int]] = {}
        for folder, names, files in os.walk(self.root):
            names[:] = [name for name in names if name not in ("build", ".cache")]
            for name in files:
                status = os.lstat(os.path.join(folder, name))  # noqa: PTH118 - a surrogate in a name breaks no join
                path = os.path.relpath(os.path.join(folder, name), self.root)  # noqa: PTH118
                found[path] = (status.st_size, status.st_mtime_ns, status.st_ino)
        return found

    @property
    def good(self) -> Mapping[str, bytes]:
        """The files of the good review."""
        return self._good

    def make_bad(self, case: Case) -> None:
        """Write the case into the folder."""
        for path, content in case.files.items():
            put(self.root / path, content)

    def mend(self, case: Case) -> None:
        """Take the case out again."""
        for path in case.files:
            remove(self.root / path)
        for path in case.files:
            if path in self._good:
                write(self.root / path, self._good[path])
            for folder in (self.root / path).parents:
                inside = folder != self.root and folder.is_relative_to(self.root)
                if inside and folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
        for path in self._good.keys() - self.listing().keys():
            write(self.root / path, self._good[path])


def put(file: Path, content: Content) -> None:
    """Write what stands at a path: text, a link, a folder, a sealed file, or nothing."""
    remove(file)
    match content:
        case None:
            return
        case Link():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.symlink_to(content.to)
        case Folder():
            file.mkdir(parents=True)
            for name, inner in content.files.items():
                write(file / name, inner)
        case Sealed():
            write(file, b"sealed")
            file.chmod(0)
        case _:
            write(file, content)


def write(file: Path, content: bytes) -> None:
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def remove(path: Path) -> None:
    """Remove whatever is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
