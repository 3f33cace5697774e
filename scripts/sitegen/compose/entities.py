"""In: a Review; out: the pages of entities and the lists of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..link.selection import row_entities
from ..model.entity import Entity, Kind
from ..model.review import Review
from ..on_demand import Whole
from .addresses import claim_target, comparison_path, entity_path, entity_target, kind_path
from .mentions import Mentions
from .page import AppraisalMark, ClaimView, Page, Target, Views
from .summaries import summary_view
from .table_cells import field_targets, field_text, has_parts
from .tables import column_entities

#: More related entities than this are a list, not a hint.
RELATED = 12

#: The comparisons that show each entity, found when the first page asks.
_Tables = Callable[[], Mapping[str, tuple[Target, ...]]]

_ALIASES = {
    "brand": "Brand name",
    "abbreviation": "Abbreviation",
    "synonym": "Also called",
    "code": "Code",
    "misspelling": "Misspelled in a source",
}


@dataclass(frozen=True)
class Fact:
    """One line of an entity's facts: what it is called, its value as words or links, and the claims that state it."""

    title: str
    text: str
    targets: tuple[Target, ...]
    claims: tuple[Target, ...]
    appraisals: tuple[AppraisalMark, ...] = ()


@dataclass(frozen=True)
class TopicView:
    """The claims about an entity on one topic."""

    id: str
    name: str
    claims: tuple[ClaimView, ...]


def entity_pages(review: Review, views: Views, mentions: Mentions) -> list[Page]:
    """One page an entity; a kind may have a template of its own, named after it."""
    tables = cache(lambda: _tables_by_entity(review))
    return [_entity_page(review, views, mentions, entity, tables) for entity in review.entities.values()]


def kind_pages(review: Review) -> list[Page]:
    """One list a kind, with a line about each entity; a kind without entities has no page."""
    return [_kind_page(review, kind) for kind in review.kinds.values() if _members(review, kind)]


def _members(review: Review, kind: Kind) -> list[Entity]:
    return [entity for entity in review.entities.values() if entity.kind == kind.id]


def _kind_page(review: Review, kind: Kind) -> Page:
    members = tuple(
        {
            "target": entity_target(review, entity.id),
            "aliases": tuple(alias.name for alias in entity.core.aliases if alias.type != "misspelling"),
            "claims": len(review.claims_about.get(entity.id, ())),
        }
        for entity in _members(review, kind)
    )
    context = {"kind": kind, "members": members}
    return Page(
        kind_path(kind), kind.plural, kind.describes, "index", ("kind.md.j2",), context, f"data/kinds/{kind.id}.yml"
    )


def _entity_page(review: Review, views: Views, mentions: Mentions, entity: Entity, tables: _Tables) -> Page:
    kind = review.kinds[entity.kind]
    context = Whole(lambda: _told(review, views, mentions, entity, tables))
    count = len(review.claims_about.get(entity.id, ()))
    description = f"{entity.name} ({kind.name}): {count} {'claim' if count == 1 else 'claims'}, each with its source."
    templates = (f"{kind.id}.md.j2", "entity.md.j2")
    return Page(
        entity_path(review, entity),
        entity.name,
        description,
        "entity",
        templates,
        context,
        f"data/{kind.id}/{entity.id}.yml",
    )


def _told(review: Review, views: Views, mentions: Mentions, entity: Entity, tables: _Tables) -> Mapping[str, Any]:
    kind = review.kinds[entity.kind]
    return {
        "entity": entity,
        "kind": kind,
        "kind_target": Target(kind.plural, kind_path(kind)),
        "definition": _definition(views, entity),
        "summary": summary_view(review, views, mentions, entity.core.summary),
        "names": _names(entity),
        "facts": _facts(review, views, entity, kind),
        "inverse": _inverse(review, entity),
        "topics": _topics(review, views, entity),
        "tables": tables().get(entity.id, ()),
        "related": _related(review, entity),
    }


def _definition(views: Views, entity: Entity) -> ClaimView | str | None:
    definition = entity.core.definition
    if definition is None:
        return None
    return views[definition.claim] if definition.claim else definition.editor


def _names(entity: Entity) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = (
        (label, tuple(alias.name for alias in entity.core.aliases if alias.type == type_))
        for type_, label in _ALIASES.items()
    )
    return tuple((label, names) for label, names in groups if names)


def _facts(review: Review, views: Views, entity: Entity, kind: Kind) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    for name, schema in kind.properties.items():
        title = str(schema.get("title", name))
        if name not in entity.fields:
            facts.append(Fact(title, "not stated", (), ()))
            continue
        targets = field_targets(review, entity, name)
        claims = tuple(claim_target(review, review.claims[id_], id_) for id_ in entity.core.stated_by.get(name, ()))
        marks = tuple(mark for claim in claims for mark in views[claim.anchor].appraisals)
        text = field_text(review, entity.fields[name], schema) if has_parts(schema) or not targets else ""
        facts.append(Fact(title, f"{text} · " if text and targets else text, targets, claims, marks))
    return tuple(facts)


def _inverse(review: Review, entity: Entity) -> tuple[tuple[str, tuple[Target, ...]], ...]:
    """Entities that name this one, under the wording that their kind gives the relation from this side."""
    groups: dict[str, list[str]] = {}
    for relation in review.relations_to.get(entity.id, ()):
        kind = review.kinds[review.entities[relation.origin].kind]
        wording = str(kind.properties[relation.field].get("inverse", kind.plural))
        groups.setdefault(wording, []).append(relation.origin)
    return tuple(
        (wording, tuple(entity_target(review, origin) for origin in dict.fromkeys(origins)))
        for wording, origins in groups.items()
    )


def _topics(review: Review, views: Views, entity: Entity) -> tuple[TopicView, ...]:
    claims = review.claims_about.get(entity.id, ())
    found: list[TopicView] = []
    for topic in review.topics.values():
        its = tuple(views[id_] for id_ in claims if review.claims[id_].topic == topic.id)
        if its:
            found.append(TopicView(topic.id, topic.name, its))
    return tuple(found)


def _related(review: Review, entity: Entity) -> tuple[Target, ...]:
    """Entities that share most claims with this one, without those that its facts and their inverse name already."""
    shared = Counter(
        other
        for id_ in review.claims_about.get(entity.id, ())
        for other in review.claims[id_].about
        if other != entity.id
    )
    for relation in review.relations_from.get(entity.id, ()):
        shared.pop(relation.target, None)
    for relation in review.relations_to.get(entity.id, ()):
        shared.pop(relation.origin, None)
    ordered = sorted(shared, key=lambda other: (-shared[other], review.entities[other].name.casefold()))
    return tuple(entity_target(review, other) for other in ordered[:RELATED])


def _tables_by_entity(review: Review) -> dict[str, tuple[Target, ...]]:
    found: dict[str, list[Target]] = {}
    for comparison in review.comparisons.values():
        shown = [entity.id for entity in row_entities(review, comparison)] + column_entities(comparison)
        for entity in dict.fromkeys(shown):
            found.setdefault(entity, []).append(Target(comparison.title, comparison_path(comparison.id)))
    return {entity: tuple(targets) for entity, targets in found.items()}
