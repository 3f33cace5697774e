"""In: nothing; out: EvidenceView and AppraisalView, an editor's findings as pages tell them."""

from __future__ import annotations

from dataclasses import dataclass

from .page import AppraisalMark, ClaimView, Target


@dataclass(frozen=True)
class EvidenceView:
    """Something seen outside the sources, as pages show it; every value in words."""

    id: str
    title: str
    address: str | None
    where: str | None
    type: str
    seen: str | None
    found: str
    relation: str
    confidence: str
    verdict: str
    reason: str
    identifiers: tuple[tuple[str, str, str], ...]
    card: Target
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class AppraisalView:
    """An appraisal as pages tell it whole: the finding with its numbers printed, and both sides."""

    mark: AppraisalMark
    type: str
    type_id: str
    finding: str
    reason: str
    settle: str
    claims: tuple[ClaimView, ...]
    passages: tuple[Target, ...]
    sources: tuple[tuple[str, Target], ...]
    works: tuple[Target, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def appraisals(self) -> tuple[AppraisalMark, ...]:
        """Its own mark, for where it is told whole."""
        return (self.mark,)
