"""In: the fields of data/citation-audit/**.yml; out: what citations can carry, as frozen values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import ClaimId, EvidenceId, Key, Text

verdict_on_citation = Literal["fits", "weak", "cannot-support", "not-judged"]
basis_of_verdict = Literal["title", "abstract", "content"]


class Judgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Whether a work can support the claims that cite it, by what we know of it."""

    claims: Annotated[tuple[ClaimId, ...], Meta(min_length=1, description="The claims that cite the work.")]
    verdict: Annotated[
        verdict_on_citation,
        Meta(description="`weak`: near the subject, but not enough; `cannot-support`: on another subject."),
    ]
    by: Annotated[basis_of_verdict, Meta(description="What the verdict rests on.")]
    reason: Annotated[Text, Meta(description="Why, in one or two sentences.")]
    evidence: Annotated[tuple[EvidenceId, ...], Meta(description="The outside evidence it rests on.")] = ()


class CitationAudit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What we found about the citations of one work; each claim that cites it is judged once."""

    work: Annotated[Key, Meta(description="The cited work: a key of references.bib.")]
    judgements: Annotated[tuple[Judgement, ...], Meta(min_length=1, description="The verdicts, claims grouped.")]
