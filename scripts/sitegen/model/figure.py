"""In: the fields of data/figures/*.yml; out: Figure, the declaration of a drawing, as a frozen value."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import ClaimId, Id, Text

scale_of_axis = Literal["linear", "log"]
detail_of_quantity = Literal[
    "measure", "population", "endpoint", "denominator", "comparator", "time", "country", "perspective", "horizon"
]
icon_of_step = Literal[
    "antibody",
    "attack",
    "blocked",
    "blood",
    "cell",
    "cells",
    "engineered",
    "engineered-attack",
    "freeze",
    "infusion",
    "joined",
    "release",
    "separate",
    "tumor",
    "watch",
]
joining = Literal["and", "or"]

#: A quantity that is drawn: a range whole, never one of its ends.
DrawnQuantity = Annotated[
    str,
    Meta(
        pattern=r"^c-[a-z0-9]{4}\.[a-z0-9]+(-[a-z0-9]+)*$",
        description="A quantity: the claim, a full stop, its name (`c-7k2q.rate`).",
    ),
]


class RangeRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A row of a range chart: what it is about, and the quantities drawn in it, each on a line of its own."""

    entity: Annotated[Id | None, Meta(description="The entity whose name is the row's label.")] = None
    label: Annotated[Text | None, Meta(description="The row's label, where no entity's name fits.")] = None
    quantities: Annotated[tuple[DrawnQuantity, ...], Meta(min_length=1, description="What is drawn, in this order.")]


class RangeGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Rows under one heading."""

    entity: Annotated[Id | None, Meta(description="The entity whose name is the heading.")] = None
    label: Annotated[Text | None, Meta(description="The heading, where no entity's name fits.")] = None
    rows: Annotated[tuple[RangeRow, ...], Meta(min_length=1, description="The rows, in order.")]


class Ranges(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Values and ranges on one axis; each source has a color and a shape of its own."""

    unit: Annotated[Id, Meta(description="The unit of the axis and of every quantity: an id of data/vocabulary.yml.")]
    scale: Annotated[scale_of_axis, Meta(description="`log` for values that lie powers of ten apart.")] = "linear"
    start: Annotated[
        Decimal | None, Meta(description="Where the axis begins; by itself at zero, or below the least.")
    ] = None
    end: Annotated[Decimal | None, Meta(description="Where the axis ends; by itself above the largest value.")] = None
    details: Annotated[
        tuple[detail_of_quantity, ...], Meta(description="What of each quantity is printed below its label.")
    ] = ()
    groups: Annotated[tuple[RangeGroup, ...], Meta(min_length=1, description="The groups, in order.")]


class Share(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a whole."""

    entity: Annotated[Id | None, Meta(description="The entity whose name is the label.")] = None
    label: Annotated[Text | None, Meta(description="The label, where no entity's name fits.")] = None
    quantity: DrawnQuantity


class Shares(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Shares as bars, and together as one bar with what they leave open; their sum is computed."""

    unit: Annotated[Id, Meta(description="The unit of every share: an id of data/vocabulary.yml.")]
    parts: Annotated[tuple[Share, ...], Meta(min_length=1, description="The shares, in order.")]
    whole: Annotated[Decimal, Meta(description="What the shares would add up to: `100`.")]
    total: Annotated[Text, Meta(description="The label of the bar of all together, such as `All five together`.")]
    rest: Annotated[Text, Meta(description="The label of what is left to the whole.")]


class DatedMoments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The moments of data/timeline.yml along an axis."""

    gap: Annotated[int, Meta(ge=1, description="From how many years without a moment on the axis is drawn broken.")]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A block of a domain diagram, with the claims behind it."""

    entity: Annotated[Id | None, Meta(description="The entity whose name is the label.")] = None
    label: Annotated[Text | None, Meta(description="The label, where the entity's name does not fit.")] = None
    says: Annotated[Text | None, Meta(description="A few words beside the block; `{c-7k2q.rate}` works here.")] = None
    claims: Annotated[tuple[ClaimId, ...], Meta(min_length=1, description="The claims behind it.")]


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A layer of a domain diagram, from top to bottom; every column has its parts."""

    label: Annotated[Text, Meta(description="What the layer is: `Outside the cell`.")]
    own: Annotated[
        str | None,
        Meta(description="A field of the columns' kind: the entities it names are blocks here, above the parts."),
    ] = None
    wall: Annotated[
        Text | None, Meta(description="For a layer that is a wall between two others, such as a membrane: its name.")
    ] = None
    parts: Annotated[tuple[Part, ...], Meta(description="The blocks that every column has here.")] = ()


class DomainColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A column of a domain diagram: an entity and what is built into it."""

    entity: Annotated[Id, Meta(description="The entity that is drawn.")]
    joined: Annotated[joining, Meta(description="Whether it has all of its own parts, or one `or` another.")] = "and"
    sends: Annotated[tuple[Part, ...], Meta(description="What it gives off, drawn below the blocks.")] = ()
    says: Annotated[Text | None, Meta(description="A few words below the column.")] = None
    claims: Annotated[tuple[ClaimId, ...], Meta(description="The claims behind these words.")] = ()


class Domains(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Molecules as blocks in layers, one column an entity."""

    places: Annotated[tuple[Place, ...], Meta(min_length=1, description="The layers, from top to bottom.")]
    columns: Annotated[tuple[DomainColumn, ...], Meta(min_length=1, description="The columns, in order.")]


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A step of a process or mechanism, with the claims behind it."""

    entity: Annotated[Id | None, Meta(description="The entity whose name is the heading.")] = None
    label: Annotated[Text | None, Meta(description="The heading, where the entity's name does not fit.")] = None
    says: Annotated[Text, Meta(description="What happens, in one sentence; `{c-7k2q.rate}` prints a quantity.")]
    icon: Annotated[icon_of_step, Meta(description="The picture above it.")]
    claims: Annotated[tuple[ClaimId, ...], Meta(min_length=1, description="The claims behind it.")]


class Panel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A row of steps, each leading to the next."""

    label: Annotated[Text | None, Meta(description="The heading of the panel.")] = None
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, description="The steps, in order.")]


class Steps(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Processes and mechanisms: panels of steps with arrows between them."""

    numbered: Annotated[bool, Meta(description="Whether the steps carry their numbers.")] = False
    panels: Annotated[tuple[Panel, ...], Meta(min_length=1, description="The panels, from top to bottom.")]


class Matrix(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How many claims there are about each row's entity on each column's topic; gaps are drawn as gaps."""

    kind: Annotated[Id | None, Meta(description="All entities of this kind are rows.")] = None
    entities: Annotated[tuple[Id, ...], Meta(description="These entities are rows, in this order.")] = ()
    topics: Annotated[tuple[Id, ...], Meta(min_length=1, description="The columns: topics of data/vocabulary.yml.")]
    least: Annotated[int, Meta(ge=0, description="Rows with fewer claims than this are left out.")] = 0


class Network(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Entities that are named together in claims; the strongest links only."""

    kinds: Annotated[tuple[Id, ...], Meta(min_length=1, description="The kinds whose entities stand at the left.")]
    others: Annotated[tuple[Id, ...], Meta(min_length=1, description="The kinds whose entities stand at the right.")]
    links: Annotated[int, Meta(ge=1, description="How many links are drawn, the strongest first.")]


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A declared drawing: its words, and exactly one of the forms that it can take."""

    id: Id
    title: Text
    description: Annotated[
        Text, Meta(description="What the drawing shows, for somebody who does not see it, in one to three sentences.")
    ]
    caption: Annotated[
        Text,
        Meta(
            description="What to see in it and how to read it, in one to three sentences; `{c-7k2q.rate}` works here."
        ),
    ]
    order: Annotated[int, Meta(description="Where it stands among the figures; low first.")] = 100
    ranges: Ranges | None = None
    shares: Shares | None = None
    timeline: DatedMoments | None = None
    domains: Domains | None = None
    steps: Steps | None = None
    matrix: Matrix | None = None
    network: Network | None = None


#: The forms, of which a figure has exactly one.
FORMS = ("ranges", "shares", "timeline", "domains", "steps", "matrix", "network")
