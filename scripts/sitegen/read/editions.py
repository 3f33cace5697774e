"""In: the review's folder; out: what each released edition said, from data/editions/<number>.json."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import yaml

from ..model.edition import Editions, Released, Snapshot
from ..problems import Location, Problem, SourceText
from .text_files import bytes_of

FOLDER = "data/editions"
#: A machine writes it, and it holds every claim.
LARGEST = 50_000_000


def snapshots_in(root: Path) -> tuple[Mapping[str, Snapshot], list[Problem]]:
    """Every snapshot by its edition, in order of editions; one that cannot be read is a problem."""
    found: dict[str, Snapshot] = {}
    problems: list[Problem] = []
    for file in sorted((root / FOLDER).glob("*.json")):
        content = bytes_of(root, f"{FOLDER}/{file.name}", problems, LARGEST)
        if content is None:
            continue
        try:
            snapshot = msgspec.json.decode(content, type=Snapshot)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            problems.append(_changed(file.name, f"the snapshot cannot be read: {error}"))
            continue
        if snapshot.number != file.stem:
            problems.append(_changed(file.name, f"the snapshot is of edition {snapshot.number}"))
            continue
        found[snapshot.number] = snapshot
    return dict(sorted(found.items(), key=lambda item: order_of(item[0]))), problems


def _changed(name: str, sentence: str) -> Problem:
    fix = "bring it back from the history of the repository; `review release` writes it, and nobody edits it"
    return Problem("edition-changed", Location(SourceText(f"{FOLDER}/{name}", ())), sentence, fix=fix)


def released_in(root: Path) -> tuple[Released, ...]:
    """The released editions, read alone: also of a review whose data is faulty. None when they cannot be read."""
    try:
        text = (root / "data" / "editions.yml").read_text(encoding="utf-8")
        said = yaml.load(text, Loader=yaml.BaseLoader)
        return msgspec.convert(said, Editions).editions
    except (OSError, UnicodeError, RecursionError, yaml.YAMLError, msgspec.MsgspecError):
        return ()


def order_of(number: str) -> tuple[int, ...]:
    """2026.10 comes after 2026.9."""
    return tuple(int(part) for part in number.split("."))


def text_of_snapshot(snapshot: Snapshot) -> str:
    """A snapshot as its file: a line a record, so that the history of the repository shows what changed."""
    return msgspec.json.format(msgspec.json.encode(snapshot), indent=1).decode("utf-8") + "\n"
