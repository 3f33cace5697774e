"""In: a Review, its Records and the texts of its sources; out: where the index differs, copied words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..model.review import Review
from ..model.tongue import Tongue
from ..problems import Location, Problem
from ..read.source_text import Outline, index_text
from ..read.text_files import other_text
from ..validate.records import Records

#: As many words in a row as a source has them, names apart, are a sentence of the source and not ours.
RUN = 9
#: A run with fewer words than this besides names is a list of names, which nobody can say otherwise.
OWN_WORDS = 5
_SMALL = frozenset("a an and as at by for from in into is of on or that the to was with".split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def outlines(
    review: Review, folder: Path, tongue_of: Callable[[str], Tongue]
) -> tuple[Mapping[str, Outline], tuple[str, ...]]:
    """The texts that the folder holds, indexed anew in their language, and the ids of sources without a text there."""
    found: dict[str, Outline] = {}
    for source, its in review.sources.items():
        file = folder / f"{source}.txt"
        if file.is_file():
            found[source] = index_text(other_text(file, file.name), tongue_of(its.language or review.info.language))
    return found, tuple(source for source in review.sources if source not in found)


def check_index(review: Review, records: Records, texts: Mapping[str, Outline]) -> Iterator[Problem]:
    """The passages that the data names are those of the text, with its fingerprints and numbers, and no others."""
    for record in records.by_folder["sources"]:
        source = record.value
        if source.id not in texts:
            continue
        there = {one.passage.locator: one.passage for one in texts[source.id].passages}
        here = {passage.locator for passage in source.passages}
        for index, passage in enumerate(source.passages):
            at = record.place("passages", index, "locator")
            other = there.get(passage.locator)
            if other is None:
                yield Problem("index-differs", at, f"the text of {source.id} has no passage {passage.locator}")
            elif other.fingerprint != passage.fingerprint:
                fix = f"write `fingerprint: {other.fingerprint}` and read its claims again"
                yield Problem("index-differs", at, f"the text of {passage.locator} has another fingerprint", fix=fix)
            elif other.numbers != passage.numbers:
                yield Problem("index-differs", at, f"the numbers of {passage.locator} are not those of the text")
        for locator in there:
            if locator not in here:
                at = record.node.key("passages").location
                yield Problem("index-differs", at, f"the passage {locator} of the text of {source.id} is missing")


def check_copies(review: Review, records: Records, texts: Mapping[str, Outline]) -> Iterator[Problem]:
    """No text of ours shares a run of nine or more words with a source, names and titles apart."""
    runs: dict[tuple[str, ...], str] = {}
    for source, outline in texts.items():
        for one in outline.passages:
            words = _words(one.text)
            for start in range(len(words) - RUN + 1):
                runs.setdefault(tuple(words[start : start + RUN]), f"{source}:{one.passage.locator}")
    names = _names(review)
    for location, text in our_texts(review, records):
        words = _words(text)
        for start in range(len(words) - RUN + 1):
            run = tuple(words[start : start + RUN])
            if run in runs and sum(word not in names for word in run) >= OWN_WORDS:
                sentence = f"“{' '.join(run)}” stands so in {runs[run]}"
                yield Problem("copied-text", location, sentence, fix="say it in words of our own")
                break


def check_citations(review: Review, records: Records, texts: Mapping[str, Outline]) -> Iterator[Problem]:
    """A claim cites what its passages cite, and whatever a passage cites is cited by a claim made from it.

    In a table the works beside a row's name belong to every cell of the row.
    """
    places = {record.value.id: record for record in records.by_folder["claims"]}
    for source, outline in texts.items():
        listed = review.sources[source].references
        if not listed:
            continue
        there = {f"{source}:{one.passage.locator}": _cited(one.text, listed) for one in outline.passages}
        for passage, keys in there.items():
            row = _ROW.fullmatch(passage)
            claims = [
                claim
                for cell in ([c for c in there if c.startswith(row[1] + ".")] if row else [passage])
                for claim in review.claims_at.get(cell, ())
            ]
            missing = keys - {key for claim in claims for key in review.claims[claim].cites}
            if missing and claims:
                sentence = f"{passage} cites {', '.join(sorted(missing))}, but no claim made from it does"
                yield Problem("citation-differs", places[claims[0]].place("cites"), sentence)
        for claim in review.claims.values():
            if claim.at.partition(":")[0] != source:
                continue
            allowed = {
                key for place in (claim.at, *claim.also_at) for key in there.get(place, set()) | _beside(place, there)
            }
            wrong = [key for key in claim.cites if key not in allowed]
            if wrong:
                sentence = f"claim {claim.id} cites {', '.join(wrong)}, which its passages do not"
                yield Problem("citation-differs", places[claim.id].place("cites"), sentence)


_MARKS = re.compile(r"\[(\d+(?:\s*[–,-]\s*\d+)*)\]")
_ROW = re.compile(r"(.*:t\d+\.r\d+)\.c0")
_CELL = re.compile(r"(.*:t\d+\.r\d+)\.c[1-9]\d*")


def _cited(text: str, listed: Mapping[str, str]) -> set[str]:
    """The works that citation marks such as [5,7] and [37–42] stand for, by the source's own list."""
    found: set[str] = set()
    for marks in _MARKS.findall(text):
        for part in marks.split(","):
            ends = [int(number) for number in re.findall(r"\d+", part)]
            found |= {listed[str(number)] for number in range(ends[0], ends[-1] + 1) if str(number) in listed}
    return found


def _beside(place: str, there: Mapping[str, set[str]]) -> set[str]:
    cell = _CELL.fullmatch(place)
    return there.get(f"{cell[1]}.c0", set()) if cell else set()


def our_texts(review: Review, records: Records) -> Iterator[tuple[Location, str]]:
    """Every text that we wrote, with its place."""
    for record in records.by_folder["claims"]:
        for field in ("says", "short", "note"):
            text = getattr(record.value, field)
            if text:
                yield record.place(field), text
    for record in records.entities:
        definition = record.value.core.definition
        if definition is not None and definition.editor:
            yield record.place("definition", "editor"), definition.editor
        if record.value.core.summary is not None:
            yield record.place("summary", "text"), record.value.core.summary.text
    for head in records.heads:
        if head.value.summary is not None:
            yield head.place("summary", "text"), head.value.summary.text
    for record in records.by_folder["comparisons"]:
        yield record.place("caption"), record.value.caption
    for record in records.by_folder["sources"]:
        yield record.place("about"), record.value.about
    if records.glossary is not None:
        for index, term in enumerate(records.glossary.value.terms):
            if term.definition is not None and term.definition.editor:
                yield records.glossary.place("terms", index, "definition", "editor"), term.definition.editor
    for chapter in records.chapters:
        for number, line in enumerate(chapter.body.split("\n"), chapter.body_line):
            if line.strip():
                yield Location(chapter.file, number), line


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _names(review: Review) -> frozenset[str]:
    names = [entity.name for entity in review.entities.values()]
    names += [alias.name for entity in review.entities.values() for alias in entity.core.aliases]
    names += [reference.title for reference in review.references.values()]
    return frozenset(word for name in names for word in _words(name) if word not in _SMALL)
