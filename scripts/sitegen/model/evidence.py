"""In: the fields of data/evidence/**.yml; out: Evidence, what is known from outside the sources, as a frozen value."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import ClaimId, Date, EvidenceId, Id, Key, Text

type_of_evidence = Literal["registry", "label", "paper", "index", "authority", "website"]
confidence_of_evidence = Literal["high", "medium", "low"]
verdict_of_evidence = Literal["agrees", "differs", "partly", "context", "not-found"]
relation_of_evidence = Literal[
    "likely-primary-study",
    "same-trial",
    "registration",
    "approval",
    "identifier",
    "content",
    "context",
    "retraction",
    "correction",
    "expression-of-concern",
]


class Identifiers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The identifiers that the page showed, and no others."""

    doi: (
        Annotated[str, Meta(pattern=r"^10\.[0-9]{4,9}/\S+$", description="A DOI, without `https://doi.org/`.")] | None
    ) = None
    pmid: Annotated[str, Meta(pattern="^[0-9]{1,8}$", description="A number of PubMed.")] | None = None
    pmcid: Annotated[str, Meta(pattern="^PMC[0-9]{1,8}$", description="A number of PubMed Central.")] | None = None
    nct: Annotated[str, Meta(pattern="^NCT[0-9]{8}$", description="A number of ClinicalTrials.gov.")] | None = None


class Evidence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Something seen outside the sources: where, when, what, and how sure we are; never mixed with what sources say."""

    id: EvidenceId
    type: Annotated[type_of_evidence, Meta(description="What sort of page or document it is.")]
    title: Annotated[Text, Meta(description="The title as the page shows it.")]
    address: (
        Annotated[
            str, Meta(pattern=r"^https?://\S+$", description="Where it was seen; left out only when `where` says it.")
        ]
        | None
    ) = None
    where: Annotated[Text | None, Meta(description="Where it was seen, in words, when there is no address.")] = None
    seen: Annotated[Date | None, Meta(description="The day on which it was seen; left out when it was not kept.")] = (
        None
    )
    found: Annotated[Text, Meta(description="What was seen there, in our words, with its numbers.")]
    confidence: Annotated[confidence_of_evidence, Meta(description="How sure we are that it bears on the target.")]
    verdict: Annotated[verdict_of_evidence, Meta(description="Whether it agrees with what the source says.")]
    relation: Annotated[relation_of_evidence, Meta(description="What it is to the target.")]
    reason: Annotated[Text, Meta(description="Why it bears on the target, and how sure we are and why.")]
    claims: Annotated[tuple[ClaimId, ...], Meta(description="The claims it bears on.")] = ()
    works: Annotated[tuple[Key, ...], Meta(description="The cited works it bears on.")] = ()
    entities: Annotated[tuple[Id, ...], Meta(description="The entities it bears on.")] = ()
    sources: Annotated[tuple[Id, ...], Meta(description="The sources it bears on as a whole.")] = ()
    identifiers: Annotated[
        Identifiers | None, Meta(description="The identifiers that the page showed with the matching title.")
    ] = None
