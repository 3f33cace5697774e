"""In: Records and Known; out: a problem for each citation in a text of data that does not resolve or stands where none is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from ..model.citations import FORM, keys_in, odd_ones
from ..problems import Problem, SourceText, shown
from ..validate.records import Record, Records
from .known import Known

Path = tuple[str | int, ...]

#: The texts that may cite, by folder; pages show them with the marks and list the works.
CITING: Mapping[str, frozenset[tuple[str, ...]]] = {
    "claims": frozenset({("note",)}),
    "comparisons": frozenset({("caption",), ("notes", "text")}),
    "figures": frozenset({("caption",)}),
    "appraisals": frozenset({("finding",), ("reason",), ("settle",)}),
}
_WHERE = "a caption, a footnote of a table, the note of a claim, or what an appraisal says"


def check_citations(records: Records, known: Known) -> Iterator[Problem]:
    """Every text of every record; hand-written pages are read by themselves."""
    may_cite = _FilesThatCite()
    for folder, found in _all(records):
        yield from records.passed.each(_check_of(folder), found, may_cite, known, against=known.ground)


@cache
def _check_of(folder: str) -> Callable[..., Iterator[Problem]]:
    """The check of a folder's records: always the same one, since what passed is known by it."""
    return partial(_record, folder)


def _record(folder: str, record: Record, may_cite: _FilesThatCite, known: Known) -> Iterator[Problem]:
    for path, text in _texts(record.node) if may_cite(record.node.file) else ():
        if "@" in text and "[" in text and path[-1:] != ("pattern",):  # what a kind's values match is no text
            yield from _problems(folder, record, path, text, known)


def cited_in_data(records: Records) -> Iterator[str]:
    """Every key that texts of data cite."""
    may_cite = _FilesThatCite()
    for folder in CITING:
        for record in records.by_folder[folder]:
            if may_cite(record.node.file):
                for path, text in _texts(record.node):
                    if "[@" in text and _names(path) in CITING[folder]:
                        yield from keys_in(text)


class _FilesThatCite:
    """Whether texts of a file may cite: most files have no `@`, written as it is or by an escape."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def __call__(self, file: SourceText) -> bool:
        known = self._known.get(id(file))
        if known is None:
            known = self._known[id(file)] = any("@" in line or "\\" in line for line in file.lines)
        return known


def _all(records: Records) -> Iterator[tuple[str, Sequence[Record]]]:
    """All records, by their folder; those of the kinds, of pages and of single files under none."""
    yield from records.by_folder.items()
    its = records
    singles = (its.info, its.vocabulary, its.glossary, its.timeline, its.checklist, its.ledger, its.editions)
    yield "", (*its.entities, *its.heads, *(record for record in singles if record is not None))


def _texts(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(node.value, str):
        yield path, node.value
    elif isinstance(node.value, list):
        for index, item in enumerate(node.value):
            yield from _texts(item, (*path, index))
    else:
        for name, item in node.value.items():
            yield from _texts(item, (*path, name))


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _problems(folder: str, record: Record, path: Path, text: str, known: Known) -> Iterator[Problem]:
    field = ".".join(_names(path))
    for odd in odd_ones(text):
        sentence = f"`{shown(odd)}` is not a citation that can be resolved"
        yield Problem("bad-citation", record.place_of(odd, *path), sentence, FORM)
    may_cite = _names(path) in CITING.get(folder, ())
    for key in keys_in(text):
        at = record.place_of(f"@{key}", *path)
        if may_cite:
            yield from known.citation(key, at, f"`{field}`")
        else:
            fix = "list the work under `cites`" if folder == "claims" and field == "says" else f"cite it in {_WHERE}"
            sentence = f"`{field}` cites '{key}', but citations are not resolved there"
            yield Problem("bad-citation", at, sentence, fix=fix)
