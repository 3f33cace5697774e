"""In: the fields of data/appraisals/**.yml; out: Appraisal, an editor's finding, as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .claim import operation_of_derivation
from .fields import AppraisalId, ClaimId, EvidenceId, Id, Key, PassageId, QuantityId, Text

severity_of_appraisal = Literal["high", "medium", "low"]


class Computed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A number of the editors: from which quantities, and how, it is computed; it is never typed."""

    from_: Annotated[
        tuple[QuantityId, ...], Meta(min_length=1, description="The quantities it is made from, in order.")
    ]
    how: Annotated[operation_of_derivation, Meta(description="The operation, taken in the order given.")]
    digits: Annotated[int, Meta(ge=0, description="To how many digits after the point the result is rounded.")] = 0
    unit: Annotated[
        Id | None, Meta(description="An id under `units` in data/vocabulary.yml; left out for a bare number.")
    ] = None


class Appraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """An editor's finding about what a source says or cites: what is the matter, why, and what would settle it."""

    id: AppraisalId
    type: Annotated[Id, Meta(description="An id under `appraisal-types` in data/vocabulary.yml.")]
    severity: Annotated[
        severity_of_appraisal,
        Meta(
            description="`high`: taken at face value it would mislead about care, efficacy, cost or safety; `medium`: "
            "it weakens the statement; `low`: wording, misspelling."
        ),
    ]
    title: Annotated[Text, Meta(description="The finding in a few words, for lists.")]
    finding: Annotated[
        Text,
        Meta(
            description="What is the matter, in one or two sentences; `{c-7k2q.rate}` prints a quantity, `{name}` a "
            "computed value."
        ),
    ]
    reason: Annotated[Text, Meta(description="Why we say so: the arithmetic, the other passage, the evidence.")]
    settle: Annotated[Text, Meta(description="What would settle it.")]
    on: Annotated[
        tuple[ClaimId, ...],
        Meta(description="The claims concerned, most at issue first; both sides of a contradiction."),
    ] = ()
    passages: Annotated[
        tuple[PassageId, ...], Meta(description="The passages concerned, where no claim carries what is meant.")
    ] = ()
    sources: Annotated[tuple[Id, ...], Meta(description="The sources concerned as a whole.")] = ()
    works: Annotated[tuple[Key, ...], Meta(description="The cited works concerned.")] = ()
    evidence: Annotated[tuple[EvidenceId, ...], Meta(description="The outside evidence it rests on.")] = ()
    computed: Annotated[
        Mapping[Id, Computed], Meta(description="Numbers that the texts print by name, computed from quantities.")
    ] = {}
