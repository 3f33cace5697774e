"""In: the fields of data/readings/*.yml; out: what a second reader noted from a passage alone, as frozen values."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from .fields import ClaimId, Id, PassageId, Text


class ReadNumber(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A number that the second reader found, with what it is a number of, in the reader's words."""

    value: Decimal
    unit: Annotated[Text, Meta(description="An id of a unit in data/vocabulary.yml where one fits.")]
    of: Annotated[Text, Meta(description="What the number counts or measures.")]


class Settlement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A difference between a claim and a reading, settled in the open."""

    claim: ClaimId
    settles: Annotated[
        tuple[Id, ...],
        Meta(description="Which differences: names of the claim's quantities, and entities it is about. No other one."),
    ] = ()
    what: Annotated[Text, Meta(description="What differed.")]
    how: Annotated[Text, Meta(description="How it was settled, and why the claim stands as it is now.")]


class Reading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One passage as a second reader took it in, without seeing the claims."""

    at: PassageId
    names: Annotated[tuple[Text, ...], Meta(description="Every thing that the passage names, of whatever kind.")]
    numbers: Annotated[tuple[ReadNumber, ...], Meta(description="Every number of the passage.")] = ()
    settled: Annotated[tuple[Settlement, ...], Meta(description="Differences that were settled.")] = ()
