"""In: the review's folder; out: fresh claim ids, random, never one that any file of the review names already."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters and digits that look alike
_CLAIM = re.compile(r"\bc-[a-z0-9]{4}\b")


def claim_ids(root: Path, count: int) -> list[str]:
    """As many new ids as asked for; an id that any file mentions counts as taken, also after its claim is gone."""
    taken: set[str] = set()
    for folder in (root / "data", root / "docs"):
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".yaml", ".md", ".txt")):
            taken.update(_CLAIM.findall(file.read_text(encoding="utf-8", errors="replace")))
    found: list[str] = []
    while len(found) < count:
        id_ = "c-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
        if id_ not in taken:
            taken.add(id_)
            found.append(id_)
    return found
