"""In: the folders of templates and a language; out: the catalogue of phrases, the review's own before the generator's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import yaml

from .phrases import phrases_of
from .scripts import phrases_of_script

#: A phrase of a template of the book, which is no Markdown.
_SAID = re.compile(r'"([^"\n]+)" \| say\b')


def phrases_in(folders: Sequence[Path], language: str) -> dict[str, str]:
    """English phrase to phrase, from strings/<language>.yml of each folder; nothing where there is none."""
    found: dict[str, str] = {}
    for folder in reversed(folders):
        file = folder / "strings" / f"{language.partition('-')[0]}.yml"
        if file.is_file():
            its = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            found |= {english: said for english, said in (its or {}).items() if isinstance(said, str)}
    return found


def missing_phrases(
    folders: Sequence[Path], scripts: Sequence[Path], others: Iterable[str], known: Collection[str]
) -> tuple[str, ...]:
    """The phrases of all templates and scripts, and those of the program, that a catalogue does not know."""
    templates = [
        file for folder in folders for file in sorted(folder.rglob("*")) if file.name.endswith((".md.j2", ".html"))
    ]
    found = [phrase for file in templates for phrase in phrases_of(file.read_text(encoding="utf-8"))]
    marked = [file for folder in folders for file in sorted((folder / "book").rglob("*.j2"))]
    marked += [folder / "book.typ.j2" for folder in folders if (folder / "book.typ.j2").is_file()]
    found += [phrase for file in marked for phrase in _SAID.findall(file.read_text(encoding="utf-8"))]
    found += others
    found += [phrase for file in scripts for phrase in phrases_of_script(file.read_text(encoding="utf-8"))]
    return tuple(phrase for phrase in dict.fromkeys(found) if phrase not in known)
