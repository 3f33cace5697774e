"""In: the folders of templates and a language; out: the catalogue of phrases, the review's own before the generator's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import yaml

from .phrases import phrases_of
from .scripts import phrases_of_script


def phrases_in(folders: Sequence[Path], language: str) -> dict[str, str]:
    """English phrase to phrase, from strings/<language>.yml of each folder; nothing where there is none."""
    found: dict[str, str] = {}
    for folder in reversed(folders):
        file = folder / "strings" / f"{language.partition('-')[0]}.yml"
        if file.is_file():
            its = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            found |= {english: said for english, said in (its or {}).items() if isinstance(said, str)}
    return found


def missing_phrases(folders: Sequence[Path], scripts: Sequence[Path], known: Collection[str]) -> tuple[str, ...]:
    """The phrases of all templates and scripts that a catalogue does not know, in the order of their files."""
    templates = [
        file for folder in folders for file in sorted(folder.rglob("*")) if file.name.endswith((".md.j2", ".html"))
    ]
    found = [phrase for file in templates for phrase in phrases_of(file.read_text(encoding="utf-8"))]
    found += [phrase for file in scripts for phrase in phrases_of_script(file.read_text(encoding="utf-8"))]
    return tuple(phrase for phrase in dict.fromkeys(found) if phrase not in known)
