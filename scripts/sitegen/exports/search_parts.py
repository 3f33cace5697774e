"""In: what a search finds; out: search/*.js, packed so that what a first search loads hardly grows with the review.

`names` holds what has to be there before a name can be guessed from a misspelled one: names, and nothing said of them.
The rest is in parts that a query asks for: `words-N` which texts have a word, `texts-N` and `notes-N` what results show.
Each part is a script that calls `reviewSearch.part(name, value)`, so that a copy opened from a disk can load it, too.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from ..model.json_text import compact
from .search_words import words_of

#: About how many bytes a part of words may have: small enough for a phone, large enough that few are needed for a query.
_PART = 12_000
#: A query shows some twenty of them, which lie anywhere.
_IN_A_PART = 12
#: A text that search results show is cut here.
_SHOWN = 240
#: What a word weighs that stands once in a text; only other weights are written.
_ONCE = 10
#: Longer runs of texts that follow one another and have a word are counted: a source's name stands in all its claims.
_RUN = 4


@dataclass(frozen=True)
class Entry:
    """Something with a name, and a line on it. Topics and rows are parts of the page that a query may lead to: numbers of
    topics, and numbers of tables with the row's address."""

    name: str
    url: str
    kind: str
    others: tuple[str, ...] = ()
    note: str = ""
    topics: tuple[int, ...] = ()
    rows: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Text:
    """Something said: a claim, what stands under a heading, a work as it is cited; with a word it is also found by."""

    title: str
    url: str
    kind: str
    text: str
    also: str = ""


@dataclass(frozen=True)
class Rows:
    """A table: its title, what the addresses of its rows begin with, the id and the heading of each column."""

    title: str
    place: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Found:
    """All that a search finds."""

    entries: tuple[Entry, ...]
    texts: tuple[Text, ...]
    works: tuple[Text, ...]
    tables: tuple[Rows, ...]


class _Numbers(dict[Any, int]):
    """Gives each new value the next number."""

    def __missing__(self, value: Any) -> int:
        self[value] = len(self)
        return self[value]


def files_of(
    found: Found, told: Mapping[str, Any], weights: Mapping[str, float], say: Callable[[str], str]
) -> Mapping[str, str]:
    """Every part by its path; `told` is what else the first part holds, `weights` how much a sort counts."""
    kinds, sets, columns = _Numbers(), _Numbers(), _Numbers()
    groups = _grouped(found.entries)
    ordered = [entry for its in groups.values() for entry in its]
    texts = (*found.texts, *found.works)
    bounds, parts = _words(texts, ordered)
    entries = [
        [folder, kinds[kind], [_entry(entry, folder, found.tables, sets) for entry in its]]
        for (folder, kind), its in groups.items()
    ]
    shown = [
        [its.title, its.url, kinds[its.kind], _cut(its.text) if number < len(found.texts) else its.text]
        for number, its in enumerate(texts)
    ]
    names = {
        "kinds": list(map(say, kinds)),
        "weights": [weights.get(kind, 1.0) for kind in kinds],
        **told,
        "tables": [[table.title, table.place, columns[table.columns]] for table in found.tables],
        "columns": list(columns),
        "sets": list(sets),
        "entries": entries,
        "bounds": bounds,
        "statements": len(found.texts),
        "texts": len(texts),
        "inOnePart": _IN_A_PART,
    }
    written = chain(
        [("names", compact(names))],
        ((f"words-{number}", part) for number, part in enumerate(parts)),
        _cut_up("texts", shown),
        _cut_up("notes", [entry.note for entry in ordered]),
    )
    return {f"search/{name}.js": f"reviewSearch.part({compact(name)},{value})\n" for name, value in written}


def _cut_up(name: str, values: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for number, start in enumerate(range(0, len(values), _IN_A_PART)):
        yield f"{name}-{number}", compact(values[start : start + _IN_A_PART])


def _grouped(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Entries of one sort whose addresses begin alike; what they share is written once."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        folder = entry.url[: entry.url.rstrip("/").rfind("/") + 1]
        groups.setdefault((folder, entry.kind), []).append(entry)
    return groups


def _entry(entry: Entry, folder: str, tables: Sequence[Rows], sets: _Numbers) -> list[Any]:
    """[name, rest of the address, other names, topics, rows], without what is empty at its end: 0 for an address that
    follows from the name, topics as the number of a set, a row as its table's number where its address follows."""
    rest = entry.url.removeprefix(folder)
    follows = entry.name.isascii() and rest == entry.name.lower().replace(" ", "-") + "/"
    rows = [
        number if place == tables[number].place + rest.rstrip("/") else [number, place] for number, place in entry.rows
    ]
    written: list[Any] = [
        entry.name,
        0 if follows else rest,
        list(entry.others),
        sets[entry.topics] if entry.topics else None,
        rows,
    ]
    while len(written) > 2 and not written[-1] and written[-1] != 0:
        written.pop()
    return [-1 if value is None else value for value in written]


def _words(texts: Sequence[Text], entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
    """The first word of each part, and the parts: word → the texts that have it, then the entries whose notes have it."""
    postings: dict[str, array[int]] = defaultdict(lambda: array("l"))
    for number, counts in enumerate(chain(map(_counted, texts), (Counter(words_of(its.note)) for its in entries))):
        for word, count in counts.items():
            postings[word].extend((number, _weight(count)))
    bounds: list[str] = []
    parts: list[list[str]] = []
    size = _PART
    for word in sorted(postings):
        its = postings[word].tolist()
        written = f"{compact(word)}:{compact(_steps(its[::2], its[1::2]))}"
        if size + len(written) > _PART:
            bounds.append(word)
            parts.append([])
            size = 0
        parts[-1].append(written)
        size += len(written)
    return bounds, [f"{{{','.join(part)}}}" for part in parts]


@cache
def _weight(count: int) -> int:
    """What a word weighs that stands so often in a text. Whole numbers are short: more than ten for more than once."""
    return round(_ONCE * (1 + math.log(count)))


def _steps(texts: Sequence[int], weights: Sequence[int]) -> list[Any]:
    """How far on each text is, a weight other than that of a single word below nothing after it; where texts follow one
    another with the same weight, how many they are, and the weight, in brackets."""
    found: list[Any] = []
    last, start, count = -1, 0, len(texts)
    while start < count:
        first, weight, end = texts[start], weights[start], start + 1
        while end < count and weights[end] == weight and texts[end] == first + end - start:
            end += 1
        brackets = end - start > _RUN
        for number in texts[start : start + 1 if brackets else end]:
            found.append(number - last)
            if weight != _ONCE:
                found.append(-weight)
            last = number
        if brackets:
            found.append([end - start - 1, weight])
            last = texts[end - 1]
        start = end
    return found


def _counted(text: Text) -> Counter[str]:
    """How often each word stands in a text; those of its title count twice more."""
    counts = Counter(words_of(text.text))
    for word in words_of(f"{text.title} {text.also}"):
        counts[word] += 2
    return counts


def _cut(text: str) -> str:
    """As much of a text as results show, up to the end of a word."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
