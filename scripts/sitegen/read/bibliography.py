"""In: the text of references.bib; out: its entries as References with their places, and problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pybtex.bibtex.utils import split_tex_string

from ..model.reference import Reference
from ..problems import Problem, SourceText, nearest_of, one_of, shown
from .bibtex import ReadReference, entries_of
from .work_fields import odd_fields, twins

_KEY = re.compile(r"[A-Za-z0-9_-]+")

#: The types of work that pybtex formats, with the fields, beside the title, that it cannot do without.
NEEDED: dict[str, tuple[str, ...]] = {
    "article": ("author", "journal", "year"),
    "book": ("author or editor", "publisher", "year"),
    "booklet": ("author", "year"),
    "dataset": (),
    "inbook": ("author or editor", "publisher", "year"),
    "incollection": ("author", "booktitle", "year"),
    "inproceedings": ("author", "booktitle", "year"),
    "manual": (),
    "mastersthesis": ("author", "school", "year"),
    "misc": (),
    "online": (),
    "patent": (),
    "phdthesis": ("author", "school", "year"),
    "proceedings": ("year",),
    "software": (),
    "techreport": ("author", "institution", "year"),
    "unpublished": ("author", "note"),
}
#: Fields that are not somebody's misspelling of a field that is missing.
_COMMON = frozenset(
    "address author booktitle doi editor eprint isbn issn journal month note number pages pmid publisher school "
    "series title url volume year".split()
)


def references_of(file: SourceText, text: str) -> tuple[list[ReadReference], list[Problem]]:
    """Read every entry; what a broken one lacks is not reported, since it may stand behind the place where it broke."""
    found, problems = entries_of(file, text)
    whole = [read for read in found if read.whole]
    problems += _keys(found)
    for read in whole:
        problems += _type(read)
        problems += _missing(read)
        problems += _names(read)
        problems += list(odd_fields(read))
    return found, problems + list(twins(whole))


def _keys(found: Sequence[ReadReference]) -> Iterator[Problem]:
    by_key: dict[str, ReadReference] = {}
    for read in found:
        key, at = read.reference.key, read.location
        if not _KEY.fullmatch(key):
            plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
            good = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-")
            sentence = f"the key '{key}' has a character that citations cannot hold"
            yield Problem("bad-citation-key", at, sentence, "letters a to z, digits, `_` and `-`", good or None)
        elif key.lower() == "index":
            sentence = f"the key '{key}' would be the address of the list of all works"
            yield Problem("bad-citation-key", at, sentence, fix="give the work another key, such as name and year")
        first = by_key.setdefault(key.lower(), read)
        if first is not read:
            same = first.reference.key == key
            what = "is there twice; the first" if same else f"differs in case only from '{first.reference.key}', which"
            sentence = f"the key '{key}' {what} is on line {first.location.line}"
            fix = "keep one entry, or give the other work a key of its own"
            yield Problem("duplicate-reference", at, sentence, fix=fix)


def _type(read: ReadReference) -> Iterator[Problem]:
    type_ = read.reference.type
    if type_ not in NEEDED:
        sentence = f"`@{type_}` is not a type of work that can be formatted"
        near, fix = nearest_of(type_, NEEDED), "use `@misc` when no other type fits"
        yield Problem("invalid-choice", read.type_location, sentence, one_of(list(NEEDED)), near, fix)


def _missing(read: ReadReference) -> Iterator[Problem]:
    reference = read.reference
    given = {name for name, value in reference.fields.items() if value}
    given |= {role for role, people in (("author", reference.authors), ("editor", reference.editors)) if people}
    # Who wrote the field of another dialect is told so, not that the field is missing.
    given |= {name for other, name in (("date", "year"), ("journaltitle", "journal")) if other in given}
    for name in _needed(reference):
        if given.isdisjoint(name.split(" or ")) and not (name == "author or editor" and "note" in given):
            yield _missing_field(read, name.split(" or ")[0])
    if not {"year", "note"} & given and "year" not in _needed(reference) and "title" in given:
        expected = "`year`, or a `note` that says why there is none"
        sentence = f"the reference '{reference.key}' has no year"
        yield Problem("incomplete-reference", read.location, sentence, expected, fix="add `year = {…},`")


def _missing_field(read: ReadReference, name: str) -> Problem:
    misspelled = nearest_of(name, [other for other in read.fields if other not in _COMMON])
    fix = f"rename `{misspelled}`" if misspelled else f"add `{name} = {{…}},`"
    if name == "author" and not misspelled:
        fix += "; a document without authors is `@misc` and says so in `note`"
    expected = f"`@{read.reference.type}` with {', '.join(_needed(read.reference))}"
    sentence = f"the reference '{read.reference.key}' has no {name}"
    return Problem("incomplete-reference", read.location, sentence, expected, fix=fix)


def _needed(reference: Reference) -> tuple[str, ...]:
    """What a work of this type must say; without an author, most types can have an editor or a note instead."""
    fields = NEEDED.get(reference.type, ())
    people = "author" if "author" in fields else "author or editor"
    return tuple(dict.fromkeys(("title", people, *fields)))


def _names(read: ReadReference) -> Iterator[Problem]:
    for role, people in (("author", read.reference.authors), ("editor", read.reference.editors)):
        for name in people:
            parts = split_tex_string(name, ",")
            if len(parts) > 3:
                reason = f"has {len(parts) - 1} commas"
            elif not parts[0].strip("{} "):
                reason = "has no family name"
            elif "and" in split_tex_string(name):
                reason = "has an `and` with no name beside it"
            else:
                continue
            expected = "`Family, Given` or `{Name of a Group}`, joined by ` and `"
            yield Problem("bad-value", read.fields[role], f"the {role} '{shown(name)}' {reason}", expected)
