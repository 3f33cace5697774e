"""In: the fields of data/vocabulary.yml and data/review.yml; out: the closed lists and the review's identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .author import Author, author_of, line_of
from .fields import AuthorName, Id, Language, Text
from .living import Living


class Topic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What a claim is on; an entity's page groups claims by it."""

    id: Id
    name: Text
    describes: Annotated[Text, Meta(description="What belongs to it, for editors.")]


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What a quantity measures."""

    id: Id
    name: Text
    describes: Annotated[Text, Meta(description="What exactly it is, and what it is not.")]


class Unit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How a quantity of this unit is written."""

    id: Id
    name: Text
    pattern: Annotated[
        str, Meta(pattern=r"\{\}", description="How it prints; `{}` is the number or range: `{}%`, `${}`.")
    ]


class AppraisalType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What sort of finding an appraisal is."""

    id: Id
    name: Text
    describes: Annotated[Text, Meta(description="What exactly it says of a statement, and what it does not.")]


class Vocabulary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The closed lists that claims choose from, in the order in which pages show them."""

    topics: Annotated[tuple[Topic, ...], Meta(min_length=1)]
    measures: tuple[Measure, ...]
    units: tuple[Unit, ...]
    appraisal_types: tuple[AppraisalType, ...] = ()
    synonyms: Annotated[
        tuple[tuple[Text, ...], ...],
        Meta(description="Groups of words that readers use for the same: the search finds one by the other."),
    ] = ()


class License(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A license and the address of its text."""

    name: Text
    url: Annotated[str, Meta(pattern="^https://")]


class Edition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A released state of the review, or the one being prepared."""

    number: Annotated[str, Meta(pattern=r"^[0-9]{4}\.[0-9]+$", description="Year and running number: `2026.1`.")]
    date: Annotated[
        str,
        Meta(
            pattern="^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$",
            description="The edition's date, `2026-01-31`; builds carry this date.",
            extra_json_schema={"format": "date"},
        ),
    ]


class ReviewInfo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The review's identity: what it is called, who makes it, where it lives, under which license."""

    id: Id
    title: Text
    short_title: Annotated[Text, Meta(description="The title for narrow places.")]
    description: Annotated[Text, Meta(description="What it is, in one sentence.")]
    authors: Annotated[
        tuple[AuthorName, ...], Meta(min_length=1, description="Who makes it: people and groups, one entry each.")
    ]
    language: Language
    address: Annotated[
        str,
        Meta(
            pattern="^https?://[^ ]+/$",
            description="The site's address, with a slash at its end; SITE_URL overrides it.",
        ),
    ]
    repository: Annotated[
        str,
        Meta(
            pattern=r"^(https?://[^\s<>\"]+)?$",
            description="The address of the repository, with https://; empty until there is one.",
        ),
    ]
    contact: Annotated[
        str,
        Meta(
            pattern=r"^(https?://[^\s<>\"]+|[^\s@<>\":/]+@[^\s@<>\":/]+)?$",
            description="Where readers write to: an address of mail, or of a page with https://; empty until set.",
        ),
    ]
    license: License
    edition: Edition
    disclaimer: Annotated[Text, Meta(description="What stands at the foot of every page: not medical advice.")]
    page_type: Annotated[
        Literal["MedicalWebPage", "WebPage"],
        Meta(
            description="What schema.org calls its pages, for search engines; `MedicalWebPage` when it is on medicine."
        ),
    ] = "WebPage"
    living: Annotated[Living | None, Meta(description="How the review is kept up to date.")] = None
    main_entity_claims: (
        Annotated[
            int,
            Meta(
                ge=1,
                description="From how many claims about it on an entity is a main one, which wants a summary in plain "
                "words, as every chapter then does; left out, no summary is missed.",
            ),
        ]
        | None
    ) = None
    labels: Annotated[
        Mapping[str, str], Meta(description="Interface words of another language; English where left out.")
    ] = {}

    @property
    def people(self) -> tuple[Author, ...]:
        """Its authors, each a person in two parts or a group."""
        return tuple(map(author_of, self.authors))

    @property
    def byline(self) -> str:
        """Its authors as a line of text names them: `Ada Lovelace, The Editors`."""
        return line_of(self.people)
