"""In: the review's folder; out: fresh ids of claims, appraisals, evidence, never one that any file names already."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters and digits that look alike
#: The first letter of an id says what it belongs to.
LETTERS = {"claim": "c", "appraisal": "a", "evidence": "e"}


def fresh_ids(root: Path, count: int, what: str) -> list[str]:
    """As many new ids as asked for; an id that any file mentions counts as taken, also after its record is gone."""
    letter = LETTERS[what]
    id_of_its_kind = re.compile(rf"\b{letter}-[a-z0-9]{{4}}\b")
    taken: set[str] = set()
    for folder in (root / "data", root / "docs"):
        for file in sorted(
            path for path in folder.rglob("*") if path.suffix in (".yml", ".yaml", ".md", ".txt", ".json")
        ):
            taken.update(id_of_its_kind.findall(file.read_text(encoding="utf-8", errors="replace")))
    found: list[str] = []
    while len(found) < count:
        id_ = f"{letter}-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
        if id_ not in taken:
            taken.add(id_)
            found.append(id_)
    return found
