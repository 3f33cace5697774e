"""In: a Review; out: the A–Z index of every name and the data dictionary made from the kinds and the core types."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.appraisal import Appraisal
from ..model.audit import CitationAudit
from ..model.claim import Claim
from ..model.comparison import Comparison
from ..model.entity import EntityCore
from ..model.evidence import Evidence
from ..model.question import Question
from ..model.review import Review
from ..model.source import Source
from ..on_demand import Whole
from ..validate.schemas import Schema, schema_of
from .addresses import chapter_path, comparison_path, entity_target, kind_path, source_path
from .page import Page, Target

A_TO_Z = "a-z/index.md"
DICTIONARY = "data-dictionary/index.md"
_DIGITS = "0–9"

_ALIAS_NOTES = {
    "brand": "brand name of",
    "abbreviation": "abbreviation of",
    "synonym": "another name of",
    "code": "code of",
    "misspelling": "misspelled in a source for",
}


@dataclass(frozen=True)
class IndexEntry:
    """A line of the index: the name, what it is, and where it leads; an alias says what it stands for."""

    name: str
    note: str
    target: Target


@dataclass(frozen=True)
class FieldView:
    """A field of a kind or a core type, as the data dictionary explains it."""

    name: str
    title: str
    value: str
    required: bool
    description: str


def index_page(review: Review) -> list[Page]:
    """Everything with a name, by first letter."""
    entries = _entries(review)
    if not entries:
        return []
    description = "Every name in this review, other names and misspellings among them, and where each leads."
    context = Whole(lambda: _by_letter(entries))
    return [Page(A_TO_Z, "A–Z index", description, "index", ("a-z.md.j2",), context)]


def _by_letter(entries: Iterable[IndexEntry]) -> Mapping[str, Any]:
    letters: dict[str, list[IndexEntry]] = {}
    for entry in sorted(entries, key=lambda entry: (_sort_key(entry.name), entry.target.path)):
        letters.setdefault(_letter(entry.name), []).append(entry)
    # Each letter keeps its anchor, whatever names come and go.
    without = tuple(letter for letter in (*string.ascii_uppercase, _DIGITS) if letter not in letters)
    return {"letters": tuple((letter, tuple(its)) for letter, its in letters.items()), "without": without}


def _entries(review: Review) -> list[IndexEntry]:
    found: list[IndexEntry] = []
    for entity in review.entities.values():
        target = entity_target(review, entity.id)
        found.append(IndexEntry(entity.name, review.kinds[entity.kind].name, target))
        for alias in entity.core.aliases:
            found.append(IndexEntry(alias.name, _ALIAS_NOTES[alias.type], target))
    for comparison in review.comparisons.values():
        found.append(
            IndexEntry(comparison.title, "comparison", Target(comparison.title, comparison_path(comparison.id)))
        )
    for chapter in review.chapters.values():
        if chapter.head.group != "home":
            found.append(IndexEntry(chapter.head.title, "chapter", Target(chapter.head.title, chapter_path(chapter))))
    for source in review.sources.values():
        found.append(IndexEntry(source.label, "source", Target(source.label, source_path(source))))
    return found


def _sort_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _letter(name: str) -> str:
    first = _sort_key(name)[:1].upper()
    return first if "A" <= first <= "Z" else _DIGITS


def dictionary_page(review: Review) -> Page:
    """What every record may say: the kinds of this review, and the types that the generator itself understands."""
    kinds = tuple(
        (kind, Target(kind.plural, kind_path(kind)) if _used(review, kind.id) else None, _kind_fields(review, kind.id))
        for kind in review.kinds.values()
    )
    core = (
        ("every-entity", "Every entity", "What every entity has, whatever its kind.", _fields(schema_of(EntityCore))),
        ("claim", "Claim", schema_of(Claim)["description"], _fields(schema_of(Claim))),
        ("quantity", "Quantity", *_part(Claim, "Quantity")),
        ("source", "Source", schema_of(Source)["description"], _fields(schema_of(Source))),
        ("comparison", "Comparison", schema_of(Comparison)["description"], _fields(schema_of(Comparison))),
        ("appraisal", "Appraisal", schema_of(Appraisal)["description"], _fields(schema_of(Appraisal))),
        ("evidence", "Evidence", schema_of(Evidence)["description"], _fields(schema_of(Evidence))),
        (
            "citation-audit",
            "Citation audit",
            schema_of(CitationAudit)["description"],
            _fields(schema_of(CitationAudit)),
        ),
        ("judgement", "Judgement", *_part(CitationAudit, "Judgement")),
        ("question", "Question", schema_of(Question)["description"], _fields(schema_of(Question))),
    )
    lists = (
        ("topics", "Topics", tuple((topic.id, topic.name, topic.describes) for topic in review.topics.values())),
        ("measures", "Measures", tuple((m.id, m.name, m.describes) for m in review.measures.values())),
        ("units", "Units", tuple((unit.id, unit.name, f"printed as {unit.pattern}") for unit in review.units.values())),
        (
            "appraisal-types",
            "Types of appraisal",
            tuple((type_.id, type_.name, type_.describes) for type_ in review.appraisal_types.values()),
        ),
    )
    description = "The kinds of things in this review, their fields, and the closed lists that claims choose from."
    context = {"kinds": kinds, "core": core, "lists": lists}
    return Page(DICTIONARY, "Data dictionary", description, "index", ("data-dictionary.md.j2",), context)


def _used(review: Review, kind: str) -> bool:
    return any(entity.kind == kind for entity in review.entities.values())


def _kind_fields(review: Review, kind: str) -> tuple[FieldView, ...]:
    its = review.kinds[kind]
    return _fields({"properties": dict(its.properties), "required": list(its.required)}, review)


def _part(type_: type, name: str) -> tuple[str, tuple[FieldView, ...]]:
    """What a type inside another is, and its fields."""
    schema = schema_of(type_)
    part = schema["$defs"][name]
    return part["description"], _fields({**part, "$defs": schema["$defs"]})


def _fields(schema: Schema, review: Review | None = None) -> tuple[FieldView, ...]:
    required = schema.get("required", [])
    return tuple(
        FieldView(
            name,
            str(field.get("title", name)),
            _value(field, schema, review),
            name in required,
            str(field.get("description", "no description")),
        )
        for name, field in schema["properties"].items()
    )


_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "mapping",
}


def _value(field: Any, root: Schema, review: Review | None) -> str:
    """A field's values in words."""
    if "$ref" in field:
        return field["$ref"].rpartition("/")[2].lower()
    if "refers-to" in field:
        kind = review.kinds.get(field["refers-to"]) if review else None
        return f"id of one of the {kind.plural.lower() if kind else field['refers-to']}"
    if "enum" in field:
        return "one of: " + ", ".join(str(option) for option in field["enum"])
    if field.get("type") == "array":
        return "list of: " + _value(field.get("items", {}), root, review)
    if field.get("type") == "object" and field.get("properties"):
        parts = (
            (name, part.get("title", name), _value(part, root, review)) for name, part in field["properties"].items()
        )
        told = (f"{title} ({name}): {value}" if title != name else f"{name}: {value}" for name, title, value in parts)
        return "mapping of " + "; ".join(told)
    inner = field.get("additionalProperties")
    if field.get("type") == "object" and isinstance(inner, dict):
        return "mapping to: " + _value(inner, root, review)
    return _TYPES.get(str(field.get("type")), "any value")
