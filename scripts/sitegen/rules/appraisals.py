"""In: a Review and its Records; out: problems of appraisals and of evidence: without target, with numbers of no origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from ..link.computed import result, stated
from ..link.finding_checks import TEXTS_OF_APPRAISAL
from ..link.pointers import PLACEHOLDER
from ..model.appraisal import Appraisal, Computed
from ..model.citations import without_citations
from ..model.review import Review
from ..problems import Problem
from ..validate.records import Record, Records
from .numbers import loose_numbers, names_with_digits

_TARGETS: Mapping[str, tuple[str, ...]] = {
    "appraisals": ("on", "passages", "sources", "works"),
    "evidence": ("claims", "works", "entities", "sources"),
}
_VALUE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def without_target(review: Review, records: Records) -> Iterator[Problem]:
    """An appraisal or a record of evidence names at least one thing that it is about."""
    for folder, fields in _TARGETS.items():
        for record in records.by_folder[folder]:
            if not any(getattr(record.value, field) for field in fields):
                at = record.node.key("id").location
                sentence = f"{record.value.id} is about nothing"
                yield Problem("without-target", at, sentence, f"at least one of {', '.join(fields)}")


def point_rests_on_something(review: Review, records: Records) -> Iterator[Problem]:
    """A strength or a limit of a source names a claim or an appraisal, and types no number."""
    names = names_with_digits(review)
    for record in records.by_folder["sources"]:
        for field in ("strengths", "limits"):
            for index, point in enumerate(getattr(record.value, field)):
                at = record.place(field, index, "text")
                if not (point.claims or point.appraisals):
                    sentence = f"`{field}[{index}]` rests on nothing"
                    yield Problem("without-target", at, sentence, "at least one of claims, appraisals")
                for _, word in loose_numbers(point.text, names):
                    sentence = f"`{field}[{index}].text` types the number '{word}'"
                    at = record.place_of(word, field, index, "text")
                    yield Problem("unbound-number", at, sentence, fix="leave the number to the claim")


def evidence_has_a_place(review: Review, records: Records) -> Iterator[Problem]:
    """A record of evidence says where it was seen: an address, or in words."""
    for record in records.by_folder["evidence"]:
        if record.value.address is None and record.value.where is None:
            at = record.node.key("id").location
            sentence = f"{record.value.id} does not say where it was seen"
            yield Problem("missing-field", at, sentence, "`address`, or `where` in words")


def named_once_in_findings(review: Review, records: Records) -> Iterator[Problem]:
    """A list of an appraisal, of evidence or of a question names nothing twice."""
    lists = {
        **{folder: (*fields, "evidence") for folder, fields in _TARGETS.items()},
        "questions": ("measures", "answers"),
    }
    for folder, fields in lists.items():
        for record in records.by_folder[folder]:
            for field in fields:
                yield from _twice(record, field, getattr(record.value, field, ()))


def _twice(record: Record[Any], field: str, values: Sequence[str]) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value in values[:index]:
            sentence = f"`{field}` names '{value}' twice"
            yield Problem("duplicate-id", record.place(field, index), sentence, fix="name it once")


def computed_of_single_values(review: Review, records: Records) -> Iterator[Problem]:
    """A computed value is made from single values, or from an end of a range, and divides by nothing that is zero."""
    for record in records.by_folder["appraisals"]:
        for name, computed in record.value.computed.items():
            yield from _computed(review, record, name, computed)


def _computed(review: Review, record: Record[Appraisal], name: str, computed: Computed) -> Iterator[Problem]:
    for index, pointer in enumerate(computed.from_):
        if stated(review, pointer) is None:
            at = record.place("computed", name, "from", index)
            sentence = f"`computed.{name}.from` names '{pointer}', which is a range"
            yield Problem("bad-value", at, sentence, "a single value", fix=f"write {pointer}.low or {pointer}.high")
            return
    if result(review, computed.from_, computed.how, computed.digits) is None:
        at = record.place("computed", name, "how")
        yield Problem("bad-value", at, f"`computed.{name}` divides by zero", fix="correct `from` or `how`")


def appraisal_number(review: Review, records: Records) -> Iterator[Problem]:
    """A number that an appraisal types stands in its evidence or in a passage that it concerns; others are printed."""
    names, own = names_with_digits(review), partial(_rests_on, review)
    yield from records.passed.each(_typed, records.by_folder["appraisals"], review, names, against=(names,), own=own)


def _rests_on(review: Review, record: Record[Appraisal]) -> tuple[object, ...]:
    """All that says which numbers an appraisal may type."""
    its = record.value
    claims = [review.claims[claim] for claim in its.on]
    passages = [review.passages[place] for claim in claims for place in (claim.at, *claim.also_at)]
    passages += [review.passages[place] for place in its.passages]
    evidence, works = (review.evidence[id_] for id_ in its.evidence), (review.references[key] for key in its.works)
    return (*claims, *passages, *evidence, *works)


def _typed(record: Record[Appraisal], review: Review, names: frozenset[str]) -> Iterator[Problem]:
    texts = {
        field: PLACEHOLDER.sub(" ", without_citations(getattr(record.value, field))) for field in TEXTS_OF_APPRAISAL
    }
    typed = {field: text for field, text in texts.items() if _VALUE.search(text)}
    known = _numbers_of(review, record.value) if typed else set()
    for field, typed_text in typed.items():
        text = _without_thousands(typed_text, known)
        for _, word in loose_numbers(text, names | _words_of_titles(review, record.value)):
            if not set(_values(word)) <= known:
                sentence = f"`{field}` types the number '{word}', which neither its evidence nor its passages hold"
                fix = "print it by {claim.quantity}, compute it under `computed`, or name the evidence that has it"
                yield Problem("appraisal-number", record.place_of(word, field), sentence, fix=fix)


def _without_thousands(text: str, known: set[Decimal]) -> str:
    """The text without the known numbers that are written with commas, which would be read as several."""
    return _THOUSANDS.sub(lambda match: " " if set(_values(match[0])) <= known else match[0], text)


def _values(text: str) -> list[Decimal]:
    return [Decimal(match[0].replace(",", "")) for match in _VALUE.finditer(text)]


def _numbers_of(review: Review, appraisal: Appraisal) -> set[Decimal]:
    places = [place for claim in appraisal.on for place in (review.claims[claim].at, *review.claims[claim].also_at)]
    passages = [review.passages[place] for place in (*places, *appraisal.passages)]
    known = {number.value for passage in passages for number in passage.numbers}
    known |= {value for passage in passages for number in passage.numbers for value in _values(number.written)}
    for id_ in appraisal.evidence:
        evidence = review.evidence[id_]
        known |= {value for text in (evidence.found, evidence.title, evidence.seen or "") for value in _values(text)}
        known |= {value for text in _identifiers(review, id_) for value in _values(text)}
    return known


def _identifiers(review: Review, evidence: str) -> list[str]:
    its = review.evidence[evidence].identifiers
    return [text for text in (its.doi, its.pmid, its.pmcid, its.nct) if text] if its is not None else []


def _words_of_titles(review: Review, appraisal: Appraisal) -> frozenset[str]:
    titles = [review.references[key].title for key in appraisal.works]
    return frozenset(word.strip("(),;:.") for title in titles for word in title.casefold().split())
