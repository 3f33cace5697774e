"""In: data/ledger/published.txt, one published address a line; out: Published, the addresses with their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Location, Problem, SourceText
from .text_files import text_of

#: A machine writes the list, and it only grows: half a million addresses.
LARGEST = 50_000_000
PUBLISHED = "data/ledger/published.txt"


@dataclass(frozen=True)
class Published:
    """Every address that some edition has had: `page/#anchor` → its line in the list."""

    file: SourceText = field(default_factory=lambda: SourceText(PUBLISHED, ()))
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, address: str) -> Location:
        """Where the list has the address."""
        return Location(self.file, self.lines[address], 1, len(address))


def published_in(root: Path) -> tuple[Published, list[Problem]]:
    """Read the list; a review that has published nothing has none, and one that cannot be read is a problem."""
    path = root / PUBLISHED
    if not path.exists() and not path.is_symlink():
        return Published(), []
    problems: list[Problem] = []
    text = text_of(root, PUBLISHED, problems, LARGEST)
    if text is None:
        return Published(), problems
    lines = {line.strip(): number for number, line in enumerate(text[0].lines, start=1)}
    return Published(text[0], {line: its for line, its in lines.items() if line and not line.startswith("# ")}), []


def text_of_published(addresses: set[str]) -> str:
    """The list as it is written: sorted, so that two branches that add to it seldom meet."""
    head = "# Every address that was ever published. Written by `review ledger --write`; nothing is removed from it.\n"
    return head + "".join(f"{address}\n" for address in sorted(addresses))
