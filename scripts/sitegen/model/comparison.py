"""In: the fields of data/comparisons/*.yml; out: Comparison, the declaration of a table, as a frozen value."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .fields import Id, Text


class Rows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Which entities are the rows: a list, or all of a kind."""

    entities: Annotated[tuple[Id, ...], Meta(description="These entities, in this order.")] = ()
    kind: Annotated[Id | None, Meta(description="All entities of this kind, by name.")] = None


class QuantityColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Quantities of one measure in claims about the row's entity."""

    measure: Annotated[Id, Meta(description="The measure, from data/vocabulary.yml.")]
    about: Annotated[Id | None, Meta(description="Only claims that are also about this entity.")] = None
    within: Annotated[
        str | None,
        Meta(description="Only claims at a passage that begins so: a source, or a table (`abdirasulova-2025:t2`)."),
    ] = None


class ClaimColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Claims on one topic about the row's entity, in their short form."""

    topic: Annotated[Id | None, Meta(description="The topic, from data/vocabulary.yml.")] = None
    about: Annotated[Id | None, Meta(description="Only claims that are also about this entity.")] = None
    within: Annotated[str | None, Meta(description="Only claims at a passage that begins so.")] = None
    column: (
        Annotated[
            int, Meta(ge=1, description="Only claims at a cell of this column of the source's table named by `within`.")
        ]
        | None
    ) = None


class NamedByColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Entities of another kind that name the row's entity in a field of theirs."""

    kind: Annotated[Id, Meta(description="The kind of the entities that name it.")]
    field: Annotated[str, Meta(description="The field of that kind which names it.")]


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One column: exactly one of a field, quantities, claims, or entities that name the row's."""

    id: Id
    title: Annotated[Text, Meta(description="The column's heading.")]
    field: Annotated[str | None, Meta(description="A field of the rows' kind.")] = None
    quantity: Annotated[QuantityColumn | None, Meta(description="Quantities by measure.")] = None
    claims: Annotated[ClaimColumn | None, Meta(description="Claims by topic or place.")] = None
    named_by: Annotated[
        NamedByColumn | None, Meta(description="Entities that name the row's entity, such as its trials.")
    ] = None


class Comparison(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A declared table: which entities are rows, which fields, quantities or claims are columns."""

    id: Id
    title: Text
    caption: Annotated[Text, Meta(description="What the table shows and how to read it, in one to three sentences.")]
    row_heading: Annotated[Text, Meta(description="The heading of the first column.")]
    rows: Rows
    columns: Annotated[tuple[Column, ...], Meta(min_length=1, description="The columns, in order.")]
    empty: Annotated[Text, Meta(description="What an empty cell says.")] = "not stated"
    order: Annotated[int, Meta(description="Where it stands among the comparisons; low first.")] = 100
