"""In: a Review and its Records; out: problems of numbers: not in their passage, or typed instead of printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ..link.once import once
from ..link.pointers import PLACEHOLDER
from ..model.chapter import Call, Chapter
from ..model.claim import Claim, Quantity
from ..model.paragraphs import NUMBER
from ..model.review import Review
from ..model.source import Number
from ..problems import Location, Problem, one_of
from ..validate.records import Record, Records

_WORD = re.compile(r"[^\s(),;:“”\"\[\]*]+")
_DIGIT = re.compile(r"\d")
#: A place in a source, a registry number and a DOI are names, not findings.
_NAMED = r"\bNCT\d{8}\b|\b10\.\d{4,9}/\S+"
_PLACES = ("Tables?", "Figures?", "Sections?", "Paragraphs?")


def number_not_in_passage(review: Review, records: Records) -> Iterator[Problem]:
    """Each value of a quantity stands in a passage of its claim, with its unit."""
    for record in records.by_folder["claims"]:
        claim = record.value
        passages = [review.passages[id_] for id_ in (claim.at, *claim.also_at) if id_ in review.passages]
        if not passages:
            continue
        numbers = [number for passage in passages for number in passage.numbers]
        for name, quantity in claim.quantities.items():
            if quantity.derived is not None or quantity.unit not in review.units:
                continue
            for end, value in _values(quantity):
                if any(_agrees(number, value, quantity.unit) for number in numbers):
                    continue
                at = record.place("quantities", name, *end.split("."))
                others = sorted({number.unit or "no unit" for number in numbers if number.value == value})
                if others:
                    sentence = f"{claim.at} holds {value} as {' and '.join(others)}, not as {quantity.unit}"
                else:
                    sentence = f"{claim.at} does not hold the number {value}"
                yield Problem(
                    "number-not-in-passage", at, sentence, _held(numbers), fix="correct the number, or the passage"
                )


def _values(quantity: Quantity) -> Iterator[tuple[str, Decimal]]:
    for end in ("value", "low", "high"):
        value = getattr(quantity, end)
        if value is not None:
            yield end, value
    if quantity.interval is not None:
        yield "interval.low", quantity.interval.low
        yield "interval.high", quantity.interval.high


def _agrees(number: Number, value: Decimal, unit: str) -> bool:
    """A number without a unit in its passage takes the claim's."""
    return number.value == value and number.unit in (None, unit)


def _held(numbers: list[Number]) -> str:
    shown = list(dict.fromkeys(number.written for number in numbers))
    return one_of(shown[:12], noun="numbers in the passage") + (" …" if len(shown) > 12 else "")


def unbound_number(review: Review, records: Records) -> Iterator[Problem]:
    """A number of a finding is printed from a quantity; digits inside names of entities and in places do not count."""
    names = names_with_digits(review)
    yield from records.passed.each(_typed_in_claim, records.by_folder["claims"], names, against=(names,))
    chapters = [chapter for chapter in records.chapters if chapter.path.startswith("docs/chapters/")]
    yield from records.passed.each(_typed_in_chapter, chapters, names, against=(names,))


def _typed_in_claim(record: Record[Claim], names: frozenset[str]) -> Iterator[Problem]:
    for field in ("says", "short"):
        text = getattr(record.value, field)
        if text is None:
            continue
        for _, word in loose_numbers(PLACEHOLDER.sub(" ", text), names):
            sentence = f"`{field}` types the number '{word}'"
            fix = "make it a quantity and print it by its name in braces"
            yield Problem("unbound-number", record.place_of(word, field), sentence, fix=fix)


def _typed_in_chapter(chapter: Chapter, names: frozenset[str]) -> Iterator[Problem]:
    for number, line in enumerate(_without_calls(chapter.body, chapter.calls).split("\n"), chapter.body_line):
        if NUMBER.search(line):
            continue
        for column, word in loose_numbers(_MARKUP.sub(_blank, line), names):
            at = Location(chapter.file, number, column + 1, len(word))
            fix = "print it by {{ q('…', '…') }}, or mark the line <!-- number: reason -->"
            yield Problem("unbound-number", at, f"the chapter types the number '{word}'", fix=fix)


#: What is not prose in a line of a chapter: headings' ids, addresses of links, citations, code, list numbers.
_MARKUP = re.compile(r"\{[^}]*\}|\]\([^)]*\)|\[@[^\]]*\]|`[^`]*`|^\s*\d+\.\s|<[^>]*>")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_calls(body: str, calls: tuple[Call, ...]) -> str:
    for call in calls:
        body = body[: call.start] + re.sub(r"[^\n]", " ", body[call.start : call.end]) + body[call.end :]
    return body


@lru_cache(maxsize=64)
def _places(names: frozenset[str]) -> re.Pattern[str]:
    """What stands for a place or another name: `Table 2`, and the same behind the words among the names."""
    own = sorted(re.escape(word) for word in names if not _DIGIT.search(word))
    places = rf"(?<!\w)(?:{'|'.join([*_PLACES, *own])})\s+\d+(?:\.\d+)*(?:\s*(?:and|to|–|,)\s*\d+)*"
    return re.compile(f"{places}|{_NAMED}", re.I)


def loose_numbers(text: str, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Each word of a text with a digit that is neither a name nor a place, with its column."""
    if not _DIGIT.search(text):
        return
    text = _places(names).sub(_blank, text)
    for match in _WORD.finditer(text):
        if not _DIGIT.search(match.group()):
            continue
        word = match.group().strip(".’'–-")
        spoken = word.casefold()
        core = re.sub(r"(?:’s|-[a-z]+)$", "", spoken)
        if spoken not in names and core not in names and not all(part in names for part in re.split("[/–]", core)):
            yield match.start(), word


@once
def names_with_digits(review: Review) -> frozenset[str]:
    """The words with digits in names of entities and sources: CD19 is no number; and those behind which a place stands."""
    names = [entity.name for entity in review.entities.values()]
    names += [alias.name for entity in review.entities.values() for alias in entity.core.aliases]
    names += [source.label for source in review.sources.values()]
    words = (word.strip("(),;:") for name in names for word in name.casefold().split())
    return frozenset(word for word in words if any(map(str.isdigit, word))) | frozenset(review.writing.places)
