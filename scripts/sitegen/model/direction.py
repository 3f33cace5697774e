"""In: the fields of data/directions/*.yml; out: Directions, which way each claim on an outcome points."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .fields import ClaimId, Id

#: The ways a claim can point, in the order in which tables show them.
DIRECTIONS = ("favorable", "mixed", "unfavorable", "neutral")


class Directions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The claims on one topic by the way they point, as their source words them; no verdict on whether they are right."""

    id: Annotated[Id, Meta(description="The topic, from data/vocabulary.yml; a topic has one file.")]
    favorable: Annotated[
        tuple[ClaimId, ...], Meta(description="The source states a benefit, a lesser harm, a lower cost.")
    ] = ()
    mixed: Annotated[
        tuple[ClaimId, ...], Meta(description="Benefit and harm in one statement, or better here and worse there.")
    ] = ()
    unfavorable: Annotated[
        tuple[ClaimId, ...], Meta(description="The source states a harm, a failure, a limit, a high cost.")
    ] = ()
    neutral: Annotated[
        tuple[ClaimId, ...], Meta(description="It describes or announces without saying how well or how badly.")
    ] = ()
