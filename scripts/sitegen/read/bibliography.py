"""In: the text of references.bib; out: its entries as References with their places, and problems."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pybtex.bibtex.utils import split_name_list
from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError
from pybtex.textutils import normalize_whitespace

from ..model.reference import Reference
from ..problems import Location, Problem, SourceText, nearest_of

_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NOT_ENTRIES = {"string", "preamble", "comment"}


@dataclass(frozen=True)
class ReadReference:
    """An entry of references.bib and the place of its key."""

    reference: Reference
    location: Location


def references_of(file: SourceText, text: str) -> tuple[list[ReadReference], list[Problem]]:
    """Parse BibTeX and go on after a bad entry, so that every entry is reported; positions are the parser's own."""
    problems: list[Problem] = []
    starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def place(position: int, width: int = 1) -> Location:
        line = bisect_right(starts, position)
        return Location(file, line, position - starts[line - 1] + 1, max(1, width))

    def note(error: PybtexSyntaxError) -> None:
        sentence = f"not valid BibTeX: {str(error.args[0]) if error.args else error}"
        problems.append(Problem("bibtex-syntax", place(min(parser.pos, len(text))), sentence))

    parser = LowLevelParser(text, handle_error=note)
    found: list[ReadReference] = []
    for command, content in parser:
        if command.lower() in _NOT_ENTRIES:
            continue
        key, fields = content
        if key is None:
            continue
        where = place(text.find(key, parser.command_start), len(key))
        found.append(ReadReference(_reference(command, key, fields), where))
    return found, problems + _check(found)


def _reference(command: str, key: str, fields: list[tuple[str, list[str]]]) -> Reference:
    values: dict[str, str] = {}
    for name, parts in fields:
        values.setdefault(name.lower(), normalize_whitespace("".join(parts)))
    people = {role: tuple(split_name_list(values.pop(role, ""))) if role in values else () for role in ("author", "editor")}
    return Reference(key, command.lower(), values, people["author"], people["editor"])


def _check(found: list[ReadReference]) -> list[Problem]:
    problems: list[Problem] = []
    by_key: dict[str, ReadReference] = {}
    by_work: dict[tuple[str, str, str], ReadReference] = {}
    for read in found:
        reference, at = read.reference, read.location
        if not _KEY.fullmatch(reference.key):
            good = re.sub(r"[^A-Za-z0-9_-]+", "-", reference.key).strip("-")
            sentence = f"the key '{reference.key}' has a character that citations cannot hold"
            expected = "letters, digits, `_` and `-` (no accents, colons, dots, slashes or plus signs)"
            problems.append(Problem("bad-citation-key", at, sentence, expected, good or None))
        first = by_key.setdefault(reference.key.lower(), read)
        if first is not read:
            sentence = f"the key '{reference.key}' is there twice; the first is on line {first.location.line}"
            problems.append(Problem("duplicate-reference", at, sentence, fix="keep one entry, or give the other work its own key"))
        missing = [name for name in ("title",) if not reference.fields.get(name)]
        if not (reference.authors or reference.editors or reference.fields.get("note")):
            missing.append("author")
        for name in missing:
            near = nearest_of(name, [other for other in reference.fields if other != "journal"])
            sentence = f"the reference '{reference.key}' has no {name}"
            fix = f"add `{name} = {{…}},`" + ("; a document without authors says so in `note`" if name == "author" else "")
            problems.append(Problem("incomplete-reference", at, sentence, nearest=near, fix=fix))
        work = (re.sub(r"\W+", "", reference.title).lower(), reference.year, reference.first_author.lower())
        if work[0] and first is read:
            twin = by_work.setdefault(work, read)
            if twin is not read:
                sentence = (
                    f"'{reference.key}' has the title, year and first author of '{twin.reference.key}' "
                    f"on line {twin.location.line}"
                )
                problems.append(Problem("duplicate-reference", at, sentence, fix="keep one entry and cite its key"))
    return problems
