"""In: the fields of data/comparisons/*.yml; out: Comparison, the declaration of a table, as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import Id, Text

#: A filter by fields: each field has, or holds, one of the values.
Filter = Mapping[str, Annotated[tuple[str, ...], Meta(min_length=1)]]

part_of_statement = Literal[
    "value",
    "measure",
    "population",
    "endpoint",
    "denominator",
    "n",
    "interval",
    "time",
    "comparator",
    "country",
    "currency",
    "year",
    "perspective",
    "horizon",
    "statement",
    "topic",
    "note",
    "document",
    "passage",
    "type",
    "license",
    "covers",
    "missing",
]
thing_to_count = Literal["claims", "quantities", "works", "sources", "passages", "sections"]
order_of_sort = Literal["ascending", "descending"]
scope_of_sources = Literal["all"]


class QuantityRows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One row a quantity: every number of these measures, side by side, none averaged."""

    measures: Annotated[
        tuple[Id, ...], Meta(min_length=1, description="The measures, from data/vocabulary.yml, in the order wanted.")
    ]
    named_by: Annotated[
        tuple[Id, ...],
        Meta(
            min_length=1, description="The row is named by the entities of the first of these kinds that it is about."
        ),
    ]
    about: Annotated[tuple[Id, ...], Meta(description="Only claims about at least one of these entities.")] = ()
    within: Annotated[str | None, Meta(description="Only claims at a passage that begins so.")] = None
    units: Annotated[
        tuple[Id, ...],
        Meta(
            description="Only quantities in these units. Needed when a measure has several, since they sort as numbers."
        ),
    ] = ()


class ClaimRows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One row a claim."""

    topics: Annotated[tuple[Id, ...], Meta(min_length=1, description="The topics, from data/vocabulary.yml.")]
    named_by: Annotated[
        tuple[Id, ...],
        Meta(
            min_length=1, description="The row is named by the entities of the first of these kinds that it is about."
        ),
    ]
    about: Annotated[tuple[Id, ...], Meta(description="Only claims about at least one of these entities.")] = ()
    within: Annotated[str | None, Meta(description="Only claims at a passage that begins so.")] = None


class Rows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What the rows are: listed entities, those of a kind, quantities, claims, or the sources; one of these."""

    entities: Annotated[tuple[Id, ...], Meta(description="These entities, in this order.")] = ()
    kind: Annotated[Id | None, Meta(description="All entities of this kind, by name.")] = None
    where: Annotated[
        Filter,
        Meta(
            description="With `kind`: only entities whose field has, or holds, one of the values: `{category: [a, b]}`."
        ),
    ] = {}
    quantities: Annotated[QuantityRows | None, Meta(description="One row a quantity.")] = None
    claims: Annotated[ClaimRows | None, Meta(description="One row a claim.")] = None
    sources: Annotated[scope_of_sources | None, Meta(description="One row a source: `all`.")] = None


class QuantityColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Quantities of one measure in claims about the row's entity."""

    measure: Annotated[Id, Meta(description="The measure, from data/vocabulary.yml.")]
    about: Annotated[Id | None, Meta(description="Only claims that are also about this entity.")] = None
    within: Annotated[
        str | None,
        Meta(description="Only claims at a passage that begins so: a source, or a table (`abdirasulova-2025:t2`)."),
    ] = None
    units: Annotated[
        tuple[Id, ...],
        Meta(description="Only quantities in these units. Needed when there are several, since they sort as numbers."),
    ] = ()


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


class CountColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How many there are: of claims about the row's entity, or of what a source holds."""

    of: Annotated[thing_to_count, Meta(description="What is counted.")]
    topics: Annotated[tuple[Id, ...], Meta(description="Only claims on these topics.")] = ()


class DirectionColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How many claims on a topic there are about the row's entity, and which way they point (data/directions/)."""

    topics: Annotated[tuple[Id, ...], Meta(min_length=1, description="The topics, from data/vocabulary.yml.")]
    through: Annotated[
        NamedByColumn | None,
        Meta(description="Count claims about entities of this kind, too, that name the row's entity in this field."),
    ] = None


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One column: exactly one of field, quantity, claims, named-by, count, directions, shows, entities."""

    id: Id
    title: Annotated[Text, Meta(description="The column's heading.")]
    field: Annotated[str | None, Meta(description="A field of the rows' kind.")] = None
    quantity: Annotated[QuantityColumn | None, Meta(description="Quantities by measure.")] = None
    claims: Annotated[ClaimColumn | None, Meta(description="Claims by topic or place.")] = None
    named_by: Annotated[
        NamedByColumn | None, Meta(description="Entities that name the row's entity, such as its trials.")
    ] = None
    count: Annotated[CountColumn | None, Meta(description="A number counted when the table is made.")] = None
    directions: Annotated[DirectionColumn | None, Meta(description="Claims counted by their direction.")] = None
    shows: Annotated[
        part_of_statement | None, Meta(description="A part of the row's quantity, claim or source: `population`.")
    ] = None
    entities: Annotated[
        Id | None, Meta(description="For rows of quantities or claims: the entities of this kind that it is about.")
    ] = None
    applies: Annotated[
        Filter, Meta(description="The rows it applies to, by fields; in others the cell says `not applicable`.")
    ] = {}
    empty: Annotated[Text | None, Meta(description="What an empty cell of this column says, if not the table's.")] = (
        None
    )
    filter: Annotated[bool, Meta(description="Whether readers can filter rows by the values of this column.")] = False


class Sort(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The order of rows as published; in a browser readers change it."""

    by: Annotated[Id, Meta(description="The id of a column; `name` for the rows' own names.")]
    order: Annotated[order_of_sort, Meta(description="Whether values rise or fall.")] = "ascending"


class Note(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A footnote of the table."""

    id: Annotated[Id, Meta(description="Permanent id of the note within its table.")]
    on: Annotated[
        tuple[str, ...],
        Meta(min_length=1, description="Where its mark stands: a column's id, a row's, or `row.column` for one cell."),
    ]
    text: Annotated[Text, Meta(description="The note, plain text.")]


class Comparison(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A declared table: what the rows are, and which fields, quantities, claims or counts are columns."""

    id: Id
    title: Text
    caption: Annotated[Text, Meta(description="What the table shows and how to read it, in one to three sentences.")]
    row_heading: Annotated[Text, Meta(description="The heading of the first column.")]
    rows: Rows
    columns: Annotated[tuple[Column, ...], Meta(min_length=1, description="The columns, in order.")]
    empty: Annotated[Text, Meta(description="What an empty cell says.")] = "not stated"
    group: Annotated[
        Id | None, Meta(description="The id of a column: rows stand in groups by its value, which heads each group.")
    ] = None
    sort: Annotated[Sort | None, Meta(description="The order of rows, within groups.")] = None
    notes: Annotated[tuple[Note, ...], Meta(description="Footnotes, in the order of their marks.")] = ()
    order: Annotated[int, Meta(description="Where it stands among the comparisons; low first.")] = 100

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that stand as columns: all but the one that heads the groups."""
        return tuple(column for column in self.columns if column.id != self.group)
