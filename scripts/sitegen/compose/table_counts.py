"""In: a Review and what a column counts; out: the number as an entry, linked to where the counted things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..link.selection import claims_of_source, directions_of, named_through
from ..model.claim import Claim
from ..model.comparison import CountColumn, DirectionColumn
from ..model.direction import DIRECTIONS
from ..model.entity import Entity
from ..model.review import Review
from ..model.source import Source
from .addresses import entity_path, source_path
from .page import Entry, Target


def count_of_entity(review: Review, wanted: CountColumn, entity: Entity) -> tuple[Entry, ...]:
    """How many there are in claims about an entity, linked to its page."""
    claims = _on_topics(review, review.claims_about.get(entity.id, ()), wanted.topics)
    anchor = wanted.topics[0] if len(wanted.topics) == 1 and claims else ""
    number = _count(review, wanted.of, claims)
    return (_number(review, number, entity_path(review, entity), anchor, claims),)


def count_of_source(review: Review, wanted: CountColumn, source: Source) -> tuple[Entry, ...]:
    """How many a source holds, linked to its page."""
    claims = claims_of_source(review, source.id)
    claims = [claim for claim in claims if not wanted.topics or claim.topic in wanted.topics]
    whole = {"works": len(source.references), "passages": len(source.passages), "sections": len(source.sections)}
    number = whole[wanted.of] if wanted.of in whole else _count(review, wanted.of, claims)
    return (_number(review, number, source_path(source), "", ()),)


def _count(review: Review, of: str, claims: Sequence[Claim]) -> int:
    counts = {
        "claims": len(claims),
        "quantities": sum(len(claim.quantities) for claim in claims),
        "works": len(cites_of(claims)),
        "sources": len({claim.at.partition(":")[0] for claim in claims}),
        "passages": len({place for claim in claims for place in (claim.at, *claim.also_at)}),
        "sections": len({(claim.at.partition(":")[0], review.passages[claim.at].section) for claim in claims}),
    }
    return counts[of]


def _number(review: Review, number: int, path: str, anchor: str, claims: Sequence[Claim]) -> Entry:
    return Entry(
        "", "", (Target(review.writing.number(number), path, anchor),), counted=tuple(claim.id for claim in claims)
    )


def direction_entries(review: Review, wanted: DirectionColumn, entity: Entity) -> tuple[Entry, ...]:
    """How many claims, linked to where they stand, and how many of them point which way."""
    direct = _on_topics(review, review.claims_about.get(entity.id, ()), wanted.topics)
    ids = dict.fromkeys(claim.id for claim in direct)
    if wanted.through is not None:
        for member in named_through(review, entity.id, wanted.through.kind, wanted.through.field):
            found = _on_topics(review, review.claims_about.get(member, ()), wanted.topics)
            ids |= dict.fromkeys(claim.id for claim in found)
    if not ids:
        return ()
    judged = directions_of(review)
    counts = Counter(judged.get(id_, "not judged") for id_ in ids)
    anchor = wanted.topics[0] if direct and direct[0].topic == wanted.topics[0] else ""
    words = f"{len(ids)} {'claim' if len(ids) == 1 else 'claims'}"
    link = Entry("", "", (Target(words, entity_path(review, entity), anchor),), counted=tuple(ids))
    ways = [
        Entry(text, text)
        for direction in (*DIRECTIONS, "not judged")
        if counts[direction]
        for text in (f"{counts[direction]} {direction}",)
    ]
    return (link, *ways)


def _on_topics(review: Review, ids: Sequence[str], topics: Sequence[str]) -> list[Claim]:
    claims = [review.claims[id_] for id_ in ids]
    return [claim for claim in claims if not topics or claim.topic in topics]


def cites_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The works that any of the claims cites, each once."""
    return tuple(dict.fromkeys(key for claim in claims for key in claim.cites))
