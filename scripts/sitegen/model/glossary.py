"""In: the fields of data/glossary.yml and data/timeline.yml; out: terms and moments, as frozen values."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .entity import Definition
from .fields import ClaimId, Id, Text


class SourceExpansion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How a source spells an abbreviation out where that differs from the usual way."""

    source: Id
    expansion: Text


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A word or abbreviation that a reader may not know."""

    id: Id
    term: Annotated[Text, Meta(description="The word or abbreviation as pages write it.")]
    expansion: Annotated[Text | None, Meta(description="What an abbreviation stands for.")] = None
    definition: Annotated[
        Definition | None, Meta(description="A claim, or a sentence of the editors; left out where neither is honest.")
    ] = None
    entity: Annotated[Id | None, Meta(description="The entity whose page tells more.")] = None
    in_sources: Annotated[
        tuple[SourceExpansion, ...], Meta(description="How sources spell it out, where that differs from `expansion`.")
    ] = ()


class Glossary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The terms that pages explain, in any order; pages sort them."""

    terms: tuple[Term, ...]


class Moment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A point on the timeline: a date that a claim gives, and what happened then."""

    claim: ClaimId
    date: Annotated[Id, Meta(description="The name of the claim's quantity that is the date.")]
    what: Annotated[Text, Meta(description="What happened, in a few words, without the date.")]


class Timeline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The moments of the timeline; pages sort them by date."""

    moments: tuple[Moment, ...]
