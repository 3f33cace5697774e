"""In: a folder and a title; out: a new, small, complete review in it, whose files explain themselves by comments."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_STARTER = Path(__file__).resolve().parent / "starter"


def id_of(title: str) -> str:
    """The id that a title gives: its first words in lower case, with hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain.partition(":")[0])
    return "-".join(words[:6])[:60].strip("-") or "review"


def start_review(folder: Path, title: str) -> tuple[Path, ...]:
    """Write the files of a new review; the folder must be empty or not there yet. Gives what was written."""
    scalar = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    written: list[Path] = []
    for file in sorted(path for path in _STARTER.rglob("*") if path.is_file()):
        parts = [
            part.replace("dot-", ".", 1) if part.startswith("dot-") else part
            for part in file.relative_to(_STARTER).parts
        ]
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        shown = scalar if target.suffix == ".yml" else title
        text = file.read_text(encoding="utf-8").replace("@title@", shown).replace("@id@", id_of(title))
        target.write_text(text, encoding="utf-8", newline="\n")
        written.append(target.relative_to(folder))
    return tuple(written)
