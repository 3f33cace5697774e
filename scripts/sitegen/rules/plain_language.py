"""In: a Review and its Records; out: problems of summaries in plain words: too long, too hard, resting on nothing, missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..link.once import once
from ..link.pointers import PLACEHOLDER
from ..link.printing import printed
from ..model.chapter import ChapterHead
from ..model.claim import Claim
from ..model.entity import Entity
from ..model.review import Review
from ..model.summary import Summary
from ..problems import Location, Problem
from ..validate.records import Record, Records
from .numbers import loose_numbers, names_with_digits
from .readability import Names, Reading, names_of, sentences_of

#: The budget.
WORDS = (60, 150)
LONGEST_SENTENCE = 28
AVERAGE_SENTENCE = 18
GRADE = 9

_CHAPTERS = "docs/chapters/"
#: How many words a message names as the hardest.
_NAMED = 5


@dataclass(frozen=True)
class _Summarized:
    """A record with its summary; the entity's id, where it is one."""

    record: Record
    summary: Summary
    entity: str | None = None

    @property
    def at(self) -> Location:
        """Where the text stands."""
        return self.record.place("summary", "text")

    def place_of(self, words: str) -> Location:
        """Where some words of the text stand."""
        return self.record.place_of(words, "summary", "text")


def _summary_of(record: Record[Any]) -> Summary | None:
    its: Entity | ChapterHead = record.value
    return its.core.summary if isinstance(its, Entity) else its.summary


def _summarized(records: Records) -> list[Record[Any]]:
    """The entities and pages that have a summary."""
    return [record for record in (*records.entities, *records.heads) if _summary_of(record) is not None]


def _of(record: Record[Any]) -> _Summarized:
    summary = _summary_of(record)
    assert summary is not None
    return _Summarized(record, summary, record.value.id if isinstance(record.value, Entity) else None)


def _claims_of(review: Review, record: Record[Any]) -> list[Claim | None]:
    """The claims that a summary lists or prints."""
    summary = _of(record).summary
    printed_ones = (name.partition(".")[0] for name in PLACEHOLDER.findall(summary.text))
    return [review.claims.get(claim) for claim in (*summary.claims, *printed_ones)]


def plain_enough(review: Review, records: Records) -> Iterator[Problem]:
    """A summary has 60 to 150 words, sentences of at most 28 and on average 18 words, and a reading grade of at most 9."""
    against, own = (names_of(review), review.units, review.writing), partial(_claims_of, review)
    yield from records.passed.each(_plain, _summarized(records), review, against=against, own=own)


_names = once(Names)


def _plain(record: Record[Any], review: Review) -> Iterator[Problem]:
    one = _of(record)
    raw = sentences_of(one.summary.text)
    reading = _names(review).read(printed(review, sentence) for sentence in raw)
    yield from _length(one, reading)
    if reading.words:
        yield from _sentences(one, raw, reading)
        yield from _grade(one, reading)


def _length(one: _Summarized, reading: Reading) -> Iterator[Problem]:
    low, high = WORDS
    if not low <= len(reading.words) <= high:
        sentence = f"the summary has {len(reading.words)} words"
        fix = "leave out what a reader does not need first" if len(reading.words) > high else "say a little more"
        yield Problem("summary-length", one.at, sentence, f"{low} to {high} words", fix=fix)


def _sentences(one: _Summarized, raw: list[str], reading: Reading) -> Iterator[Problem]:
    for text, words in zip(raw, reading.sentences, strict=True):
        if len(words) > LONGEST_SENTENCE:
            sentence = f"the sentence “{_cut(text)}” has {len(words)} words"
            expected = f"at most {LONGEST_SENTENCE} words"
            yield Problem("long-sentence", one.place_of(text), sentence, expected, fix="make it two sentences")
    if reading.average > AVERAGE_SENTENCE:
        longest = max(zip(raw, reading.sentences, strict=True), key=lambda pair: len(pair[1]))
        sentence = f"a sentence of the summary has {reading.average:.1f} words on average"
        fix = f"shorten the longest, “{_cut(longest[0])}”, which has {len(longest[1])} words"
        yield Problem("long-sentence", one.place_of(longest[0]), sentence, f"at most {AVERAGE_SENTENCE}", fix=fix)


def _grade(one: _Summarized, reading: Reading) -> Iterator[Problem]:
    if round(reading.grade, 1) > GRADE:
        hardest = ", ".join(f"{word.text} ({word.syllables})" for word in reading.hardest[:_NAMED])
        sentence = f"the summary reads at grade {reading.grade:.1f}"
        fix = f"use shorter sentences, or shorter words than {hardest}"
        yield Problem("reading-grade", one.at, sentence, f"grade {GRADE} or less", fix=fix)


def _cut(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 8 else " ".join(words[:7]) + " …"


def summary_rests_on_its_claims(review: Review, records: Records) -> Iterator[Problem]:
    """A summary lists claims about its entity, each once, and every claim whose number it prints."""
    own = partial(_claims_of, review)
    yield from records.passed.each(_rests, _summarized(records), review, own=own)


def _rests(record: Record[Any], review: Review) -> Iterator[Problem]:
    one = _of(record)
    claims = one.summary.claims
    for index, claim in enumerate(claims):
        at = record.place("summary", "claims", index)
        if claim in claims[:index]:
            yield Problem("duplicate-id", at, f"`summary.claims` names '{claim}' twice", fix="name it once")
        elif one.entity is not None and one.entity not in review.claims[claim].about:
            about = ", ".join(review.claims[claim].about)
            sentence = f"the summary of {one.entity} rests on {claim}, which is about {about}"
            yield Problem("summary-claim", at, sentence, f"a claim about {one.entity}")
    for name in dict.fromkeys(PLACEHOLDER.findall(one.summary.text)):
        claim = name.partition(".")[0]
        if claim not in claims:
            at = one.place_of(f"{{{name}}}")
            sentence = f"the summary prints {{{name}}}, but does not list {claim}"
            yield Problem("summary-claim", at, sentence, fix=f"add {claim} to `claims`")


def summary_types_a_number(review: Review, records: Records) -> Iterator[Problem]:
    """A number of a summary is printed from a quantity; digits inside names do not count."""
    names = names_with_digits(review)
    yield from records.passed.each(_typed, _summarized(records), names, against=(names,))


def _typed(record: Record[Any], names: frozenset[str]) -> Iterator[Problem]:
    one = _of(record)
    for _, word in loose_numbers(PLACEHOLDER.sub(" ", one.summary.text), names):
        fix = "print it by {c-….name}, the claim and its quantity"
        yield Problem("unbound-number", one.place_of(word), f"the summary types the number '{word}'", fix=fix)


def summary_missing(review: Review, records: Records) -> Iterator[Problem]:
    """Each chapter, and each entity with enough claims about it to be a main one, has a summary in plain words."""
    least = review.info.main_entity_claims
    if least is None:
        return
    fix = "write `summary` with `text` and `claims`"
    for record in records.entities:
        entity, count = record.value, len(review.claims_about.get(record.value.id, ()))
        if entity.core.summary is None and count >= least:
            at = record.node.key("id").location
            yield Problem("summary-missing", at, f"{entity.name}, with {count} claims, has no summary", fix=fix)
    for head in records.heads:
        if head.value.summary is None and head.node.location.file.path.startswith(_CHAPTERS):
            at = head.node.key("id").location
            yield Problem("summary-missing", at, f"the chapter “{head.value.title}” has no summary", fix=fix)
