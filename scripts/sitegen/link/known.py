"""In: Records and their Review; out: Known, which says of each id that a record names whether it exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.review import Review
from ..problems import Location, Problem, nearest_of, one_of
from ..validate.records import Records
from .pointers import lies_in

#: Where the records of each namespace live, for messages.
_HOMES = {
    "entities": "data/",
    "claims": "data/claims/",
    "comparisons": "data/comparisons/",
    "figures": "data/figures/",
    "sources": "data/sources/",
    "kinds": "data/kinds/",
    "references": "references.bib",
    "topics": "data/vocabulary.yml",
    "measures": "data/vocabulary.yml",
    "units": "data/vocabulary.yml",
    "appraisal-types": "data/vocabulary.yml",
    "appraisals": "data/appraisals/",
    "evidence": "data/evidence/",
    "questions": "data/questions/",
    "chapters": "docs/chapters/",
}
_NOUNS = {
    "entities": "entity",
    "claims": "claim",
    "comparisons": "comparison",
    "figures": "figure",
    "sources": "source",
    "kinds": "kind",
    "topics": "topic",
    "measures": "measure",
    "units": "unit",
    "appraisal-types": "appraisal type",
    "appraisals": "appraisal",
    "evidence": "evidence",
    "questions": "question",
    "chapters": "chapter",
}


class Known:
    """The ids of every namespace, also of records that are not well-shaped: one typo causes one problem."""

    def __init__(self, records: Records, review: Review):
        self.ids: dict[str, Iterable[str]] = {name: records.declared.get(name, {}) for name in _HOMES}
        self.ids |= {"topics": review.topics, "measures": review.measures, "units": review.units}
        self.ids["appraisal-types"] = review.appraisal_types
        self.quantities = {claim.id: tuple(claim.quantities) for claim in review.claims.values()}
        self.locations: Mapping[str, Mapping[str, Location]] = records.declared
        # Of two entities with one id, which is a problem of its own, the first counts.
        self.kind_of = {entity.value.id: entity.value.kind for entity in reversed(records.entities)}
        self.passages = review.passages
        self.whole_sources = set(review.sources)
        self.unnamed = records.unnamed
        #: All that decides whether an id resolves: what passed against the same passes again.
        self.ground: tuple[object, ...] = (
            {name: tuple(ids) for name, ids in self.ids.items()},
            self.quantities,
            self.kind_of,
            tuple(self.passages),
            self.whole_sources,
            self.unnamed,
            tuple(review.kinds.values()),
            {entity.id: entity.kind for entity in review.entities.values()},
        )

    def id(self, namespace: str, id_: str, at: Location, field: str) -> Iterator[Problem]:
        """The id exists in its namespace."""
        valid = self.ids[namespace]
        if id_ in valid or namespace in self.unnamed:
            return
        sentence = f"`{field}` names the {_NOUNS[namespace]} '{id_}', which does not exist"
        expected = one_of(sorted(valid), _HOMES[namespace], namespace)
        yield Problem("unknown-id", at, sentence, expected, nearest_of(id_, valid))

    def of_kind(self, kind: str, id_: str, at: Location, field: str) -> Iterator[Problem]:
        """The entity exists and is of this kind."""
        if id_ not in self.ids["entities"]:
            yield from self.id("entities", id_, at, field)
        elif kind in self.ids["kinds"] and self.kind_of.get(id_, kind) != kind:
            valid = sorted(other for other, its in self.kind_of.items() if its == kind)
            sentence = f"`{field}` names '{id_}', which is of the kind {self.kind_of[id_]}, not {kind}"
            yield Problem(
                "wrong-kind", at, sentence, one_of(valid, f"data/{kind}/", "entities"), nearest_of(id_, valid)
            )

    def citation(self, key: str, at: Location, field: str) -> Iterator[Problem]:
        """The key is one of references.bib; `field` is a field in backticks, or the page."""
        valid = self.ids["references"]
        if key in valid or "references" in self.unnamed:
            return
        near = nearest_of(key, valid)
        if near:
            near += f"  (references.bib:{self.locations['references'][near].line})"
        sentence = f"{field} cites '{key}', which references.bib does not define"
        expected = one_of(sorted(valid), "references.bib", "keys")
        yield Problem(
            "unknown-citation", at, sentence, expected, near, "correct the key, or add the work to references.bib"
        )

    def passage(self, passage: str, at: Location, field: str) -> Iterator[Problem]:
        """The source exists and its index holds the passage."""
        source, _, locator = passage.partition(":")
        if source not in self.ids["sources"]:
            yield from self.id("sources", source, at, field)
        elif source in self.whole_sources and passage not in self.passages:
            valid = [other for other in self.passages if other.startswith(source + ":")]
            sentence = f"`{field}` points at '{locator}', which the index of {source} does not hold"
            expected = one_of(valid, self.locations["sources"][source].file.path, "passages")
            yield Problem("unknown-passage", at, sentence, expected, nearest_of(passage, valid))

    def quantity(self, pointer: str, at: Location, field: str) -> Iterator[Problem]:
        """The claim exists and has the quantity: `c-7k2q.rate`."""
        claim, _, name = pointer.partition(".")
        name = name.removesuffix(".low").removesuffix(".high")
        if claim not in self.quantities:
            yield from self.id("claims", claim, at, field)
        elif name not in self.quantities[claim]:
            valid = self.quantities[claim]
            sentence = f"`{field}` names the quantity '{name}', which claim {claim} does not have"
            yield Problem("unknown-id", at, sentence, one_of(valid, noun="quantities"), nearest_of(name, valid))

    def beginning(self, place: str, at: Location, field: str) -> Iterator[Problem]:
        """The source exists, and the locator of at least one of its passages begins so."""
        source = place.partition(":")[0]
        if source not in self.ids["sources"]:
            yield from self.id("sources", source, at, field)
        elif source in self.whole_sources and not any(lies_in(passage, place) for passage in self.passages):
            sentence = f"`{field}` is '{place}', where no passage lies"
            near = nearest_of(place, _beginnings(other for other in self.passages if other.startswith(source + ":")))
            yield Problem("unknown-passage", at, sentence, "a source, or the beginning of a passage's id", near)


def _beginnings(passages: Iterable[str]) -> list[str]:
    """Every place that passages lie in: `s:t2` and `s:t2.r1` for `s:t2.r1.c1`."""
    found: dict[str, None] = {}
    for passage in passages:
        parts = passage.split(".")
        found |= dict.fromkeys(".".join(parts[:count]) for count in range(1, len(parts) + 1))
    return list(found)
