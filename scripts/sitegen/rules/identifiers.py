"""In: a Review and its Records; out: identifiers of works and entities that neither evidence nor a source bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..model.review import Review
from ..problems import Location, Problem
from ..validate.records import Records

_IDENTIFIER = re.compile(r"\bNCT\d{8}\b|\b10\.\d{4,9}/[^\s\"'{}<>]*[^\s\"'{}<>.,;)]|\bPMC\d{4,8}\b", re.I)
_FIELDS = ("doi", "pmid", "pmcid", "nct")


def identifier_without_evidence(review: Review, records: Records) -> Iterator[Problem]:
    """A DOI, PubMed or registry number is one that a record of evidence shows, or that a source states in a claim."""
    shown = _shown(review)
    said = {match.casefold() for claim in review.claims.values() for match in _named_in(claim.says)}
    for reference, location in records.references:
        for identifier in _of_work(reference.fields):
            if (reference.key, identifier.casefold()) not in shown and identifier.casefold() not in said:
                yield _problem(identifier, f"'{reference.key}'", location)
    everywhere = {identifier for _, identifier in shown} | said
    for record in records.entities:
        entity = record.value
        for path, text in _texts(dict(entity.fields), ()):
            for identifier in _named_in(text):
                if identifier.casefold() not in everywhere:
                    yield _problem(identifier, f"'{entity.id}'", record.place(*path))


@lru_cache(maxsize=1 << 15)
def _named_in(text: str) -> tuple[str, ...]:
    """The identifiers in a text; a preview asks for nearly all texts again."""
    return tuple(_IDENTIFIER.findall(text))


def _problem(identifier: str, owner: str, at: Location) -> Problem:
    sentence = f"{identifier} of {owner} stands in no evidence and in no claim"
    fix = "record where it was seen in data/evidence/, with the identifier, or leave it out"
    return Problem("identifier-without-evidence", at, sentence, fix=fix)


def _shown(review: Review) -> set[tuple[str, str]]:
    """Each work with the identifiers that evidence on it shows; evidence on anything else goes under no work."""
    found: set[tuple[str, str]] = set()
    for evidence in review.evidence.values():
        its = evidence.identifiers
        for identifier in (its.doi, its.pmid, its.pmcid, its.nct) if its is not None else ():
            if identifier is not None:
                found |= {(work, identifier.casefold()) for work in (*evidence.works, "")}
    return found


def _of_work(fields: Mapping[str, str]) -> list[str]:
    own = [fields[name].strip() for name in _FIELDS if fields.get(name)]
    others = [match for name, text in fields.items() if name not in _FIELDS for match in _named_in(text)]
    return list(dict.fromkeys([*own, *others]))


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
