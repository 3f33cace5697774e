"""In: the folder of a made-up review; out: one thing in it changed, as an editor would."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from ..places import template_folders

_SAYS = re.compile(r"(?m)^( *says: .*?)(\w+)(\W*)$")
_TITLE = re.compile(r"(?m)^( *title = \{+)(\w)")
#: A template that many pages are made with.
_TEMPLATE = "entity.md.j2"


def _edited(file: Path, pattern: re.Pattern[str], by: str) -> None:
    text, count = pattern.subn(by, file.read_text(encoding="utf-8"), count=1)
    assert count == 1, file
    file.write_text(text, encoding="utf-8", newline="\n")


def edit_claim(folder: Path, word: str = "anew") -> None:
    """A word more in what one claim says."""
    _edited(min((folder / "data" / "claims").rglob("*.yml")), _SAYS, rf"\g<1>\g<2> {word}\g<3>")


def edit_template(folder: Path) -> None:
    """A line more below every entity."""
    name, own = _TEMPLATE, folder / "templates" / _TEMPLATE
    found = next(place / name for place in template_folders(folder) if (place / name).is_file())
    text = found.read_text(encoding="utf-8")
    own.parent.mkdir(exist_ok=True)
    own.write_text(f"{text.rstrip()}\n\nA line that is new.\n", encoding="utf-8", newline="\n")


def edit_work(folder: Path) -> None:
    """A word more in the title of one work."""
    _edited(folder / "references.bib", _TITLE, r"\g<1>Anew \g<2>")


#: In this order, one after the other.
EDITS: Mapping[str, Callable[[Path], None]] = {
    "nothing changed": lambda folder: None,
    "a claim edited": edit_claim,
    "a work edited": edit_work,
    "a template edited": edit_template,
}
