"""In: the field `summary` of an entity or of a chapter's front matter; out: Summary, as a frozen value."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .fields import ClaimId, Text


class Summary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What a page is about in plain words, for a family member or a first-week student, and the claims it rests on."""

    text: Annotated[
        Text,
        Meta(
            description="60 to 150 words in short sentences; `{c-7k2q.rate}` prints a quantity. Nothing that no claim "
            "listed here says, and no advice."
        ),
    ]
    claims: Annotated[
        tuple[ClaimId, ...],
        Meta(min_length=1, description="Every claim it rests on, in the order of the text; of an entity, about it."),
    ]
