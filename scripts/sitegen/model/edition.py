"""In: data/editions.yml and data/editions/<number>.json; out: released editions and what each said, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from .fields import Date, Text

#: The number of an edition.
EditionNumber = Annotated[str, Meta(pattern=r"^[0-9]{4}\.[0-9]+$", description="Year and running number: `2026.1`.")]


class Released(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """An edition that was released: its archive is kept for ever, and never built again."""

    number: EditionNumber
    date: Date
    archive: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]+\.zip$", description="The name of the archive of its site.")]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="The SHA-256 of the archive.")]
    note: Annotated[Text | None, Meta(description="What readers should know of this edition, in a sentence.")] = None


class Editions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Every released edition, oldest first; `review release` adds to it, and nothing is removed."""

    editions: tuple[Released, ...]


class ClaimThen(Struct, frozen=True, kw_only=True):
    """What a claim said in an edition."""

    text: str
    fingerprint: str
    about: tuple[str, ...]
    place: str


class AppraisalThen(Struct, frozen=True, kw_only=True):
    """What an appraisal was called in an edition, and the entities of its claims."""

    title: str
    severity: str
    about: tuple[str, ...]
    place: str


class Snapshot(Struct, frozen=True, kw_only=True):
    """All that an edition said, to be compared with another."""

    number: EditionNumber
    date: Date
    claims: Mapping[str, ClaimThen]
    appraisals: Mapping[str, AppraisalThen]
