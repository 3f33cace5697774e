"""In: the review's folder; out: texts that an earlier build made and that are slow to make, kept between builds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_FILE = ".cache/review/styles.json"


def known_texts(root: Path) -> Mapping[str, str]:
    """Key → text; empty when there is no such file or it is broken, which costs time and nothing else."""
    try:
        found = json.loads((root / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        return {}
    return found


def keep_texts(root: Path, texts: Mapping[str, str]) -> None:
    """Keep exactly these; where the folder cannot be written, nothing is kept."""
    if known_texts(root) == texts:
        return
    file = root / _FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".new")
        half.write_text(json.dumps(dict(sorted(texts.items())), ensure_ascii=False, indent=0), encoding="utf-8")
        half.replace(file)
    except OSError:
        return
