"""In: the fields of data/kinds/*.yml and of an entity's file; out: Kind and Entity, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from .fields import ClaimId, Id, Text
from .summary import Summary

type_of_alias = Literal["synonym", "abbreviation", "brand", "misspelling", "code"]


class Kind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A class of entity. Its fields and its wording are data, so that another review declares other kinds."""

    id: Id
    name: Annotated[Text, Meta(description="One of them, in running text: `agent`.")]
    plural: Annotated[Text, Meta(description="Several, as a heading: `Agents`.")]
    section: Annotated[Id, Meta(description="The first part of the address of its pages: `agents`.")]
    describes: Annotated[Text, Meta(description="What belongs to this kind, in one or two sentences.")]
    order: Annotated[int, Meta(description="Where it stands among the kinds in the navigation; low first.")]
    schema_type: Annotated[
        str,
        Meta(
            pattern="^[A-Z][A-Za-z]*$",
            description="What schema.org calls such a thing, for search engines: `Drug`, `MedicalCondition`.",
        ),
    ] = "Thing"
    feeds: Annotated[bool, Meta(description="Whether each of its entities has a feed of what changed.")] = False
    properties: Annotated[
        Mapping[str, dict[str, Any]],
        Meta(
            description="The fields of its entities as JSON Schema. `refers-to: KIND` makes a value an entity's id; "
            "`inverse` is the wording of that relation seen from the other side."
        ),
    ] = {}
    required: Annotated[tuple[str, ...], Meta(description="The fields that every entity of the kind must have.")] = ()


class Alias(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Another name of an entity."""

    name: Text
    type: Annotated[type_of_alias, Meta(description="What sort of name; a `misspelling` is one that a source prints.")]


class Definition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What an entity is: either a claim, or an editor's sentence that pages mark as such."""

    claim: Annotated[ClaimId | None, Meta(description="The claim that defines it.")] = None
    editor: Annotated[Text | None, Meta(description="A definition by the editors, not taken from a source.")] = None


class EntityCore(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What every entity has, whatever its kind."""

    id: Id
    name: Annotated[Text, Meta(description="The name pages show.")]
    aliases: Annotated[tuple[Alias, ...], Meta(description="Other names, brand names and abbreviations.")] = ()
    definition: Annotated[
        Definition | None,
        Meta(description="What it is; left out when neither a claim nor an honest sentence of ours exists."),
    ] = None
    summary: Annotated[Summary | None, Meta(description="What it is in plain words, and what that rests on.")] = None
    stated_by: Annotated[
        Mapping[str, tuple[ClaimId, ...]],
        Meta(description="For each field of its kind: the claims that state its value."),
    ] = {}


class Entity(Struct, frozen=True):
    """A thing with a page: the core, its kind, and its fields in the order in which the kind declares them."""

    kind: str
    core: EntityCore
    fields: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.core.id

    @property
    def name(self) -> str:
        """The name pages show."""
        return self.core.name
