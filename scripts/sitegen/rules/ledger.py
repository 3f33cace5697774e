"""In: a Review and its Records; out: problems of data/ledger/moved.yml, and ids that were given to another record."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records

#: Records whose ids are addresses of their own.
_NAMESPACES = ("claims", "entities", "sources", "comparisons", "chapters", "courses")


def move_is_one_thing(review: Review, records: Records) -> Iterator[Problem]:
    """A published address has either moved or been withdrawn, and that is said once."""
    if records.ledger is None:
        return
    first: dict[str, int] = {}
    for index, move in enumerate(records.ledger.value.moves):
        at = records.ledger.place("moves", index, "from")
        if (move.to is None) == (move.withdrawn is None):
            said = "neither `to` nor" if move.to is None else "both `to` and"
            sentence = f"'{move.from_}' has {said} `withdrawn`"
            yield Problem("bad-move", at, sentence, "one of them")
        if move.from_ in first:
            sentence = f"`from` is '{move.from_}' again; the first is on line {first[move.from_]}"
            yield Problem("bad-move", at, sentence, fix="change the first")
        first.setdefault(move.from_, at.line)


def id_reissued(review: Review, records: Records) -> Iterator[Problem]:
    """The id of an address that went elsewhere, or was withdrawn, is given to no record again."""
    for move in review.moves:
        id_ = _id(move.from_)
        if move.to is not None and _id(move.to) == id_:
            continue
        for namespace in _NAMESPACES:
            at = records.declared.get(namespace, {}).get(id_)
            if at is not None and _is_of(namespace, move.from_):
                sentence = f"the id '{id_}' was given up: data/ledger/moved.yml tells where '{move.from_}' went"
                yield Problem("id-reissued", at, sentence, fix="give this record an id of its own")


def _id(place: str) -> str:
    """The id that an address ends in: its anchor's, or its last part."""
    page, _, anchor = place.partition("#")
    return anchor or page.rstrip("/").rpartition("/")[2]


def _is_of(namespace: str, place: str) -> bool:
    """Claims are anchors; everything else has a page."""
    return (namespace == "claims") == ("#" in place)
