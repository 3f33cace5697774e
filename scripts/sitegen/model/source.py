"""In: the fields of data/sources/<id>.yml; out: Source, its sections and its passages, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import AppraisalId, ClaimId, Id, Key, Language, Text

type_of_passage = Literal["paragraph", "list-item", "table-cell", "caption", "figure"]


class Number(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A number as it stands in a passage, normalized so that a quantity can be compared with it."""

    value: Annotated[
        Decimal,
        Meta(description="The number, without thousands separators; a power such as million is multiplied out."),
    ]
    written: Annotated[str, Meta(description="The number with its surroundings as the source writes it.")]
    unit: Annotated[
        str | None, Meta(description="The unit that stands at the number, as an id of data/vocabulary.yml.")
    ] = None


class Passage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The smallest part of a source we point at. Its text is not stored; its fingerprint is."""

    locator: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$",
            description="Where it stands, for good: `3.1.p2` (section 3.1, paragraph 2), `t2.r1.c1` (table 2, a cell).",
        ),
    ]
    section: Annotated[str, Meta(description="The id of the section it stands in.")]
    type: Annotated[type_of_passage, Meta(description="What sort of passage it is.")]
    heading: Annotated[
        str | None, Meta(description="For a table cell: its row and column headings; otherwise left out.")
    ] = None
    fingerprint: (
        Annotated[
            str,
            Meta(
                pattern="^[0-9a-f]{16}$", description="The first 16 hex digits of the SHA-256 of the normalized text."
            ),
        ]
        | None
    ) = None
    numbers: Annotated[
        tuple[Number, ...], Meta(description="Every number of the passage, citation marks left out.")
    ] = ()


reason_left_out = Literal["front matter", "repeats another passage", "navigation", "publisher's text"]


class LeftOut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Passages that no claim is made from, and why."""

    passages: Annotated[tuple[str, ...], Meta(min_length=1, description="Their locators.")]
    because: Annotated[reason_left_out, Meta(description="Why no claim is made from them.")]
    repeats: Annotated[
        str | None, Meta(description="The locator of the passage that they repeat; needed when that is the reason.")
    ] = None
    note: Annotated[Text | None, Meta(description="More about it, where the reason alone does not tell enough.")] = None


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a source with a heading of its own; it becomes one page."""

    id: Id
    title: Annotated[Text, Meta(description="The heading as the source prints it, with its number.")]


class Point(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A strength or a limit of a source, in a sentence of the editors, with what it rests on."""

    text: Annotated[Text, Meta(description="One sentence, without numbers; what it rests on is linked.")]
    claims: Annotated[tuple[ClaimId, ...], Meta(description="Claims that show it.")] = ()
    appraisals: Annotated[tuple[AppraisalId, ...], Meta(description="Appraisals that show it.")] = ()


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A document that is synthesized, with its outline, its passages and its own reference list."""

    id: Id
    label: Annotated[Text, Meta(description="The short name that pages use, such as `Thompson 2025`.")]
    reference: Annotated[Key, Meta(description="The source's own key in references.bib.")]
    type: Annotated[Text, Meta(description="What sort of document it is, as it calls itself.")]
    about: Annotated[Text, Meta(description="What the document covers, in one or two sentences of ours.")]
    missing: Annotated[
        tuple[Text, ...],
        Meta(description="Parts of a document's identity that the text does not give, such as `journal`."),
    ] = ()
    strengths: Annotated[tuple[Point, ...], Meta(description="What it does well, in the eyes of the editors.")] = ()
    limits: Annotated[tuple[Point, ...], Meta(description="What a reader should keep in mind.")] = ()
    license: Annotated[Text | None, Meta(description="The license as the document states it.")] = None
    language: Annotated[
        Language | None, Meta(description="The language it is written in; that of the review when left out.")
    ] = None
    sections: Annotated[tuple[Section, ...], Meta(min_length=1, description="The outline, in reading order.")]
    references: Annotated[
        Mapping[str, Key],
        Meta(description="The document's own numbered reference list: number to key in references.bib."),
    ] = {}
    passages: Annotated[tuple[Passage, ...], Meta(description="Every passage, in reading order.")] = ()
    left_out: Annotated[
        tuple[LeftOut, ...], Meta(description="Passages that no claim is made from, with the reason.")
    ] = ()
