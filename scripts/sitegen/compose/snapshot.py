"""In: a Review; out: its Snapshot, what it says now, to be compared with another edition."""

from __future__ import annotations

from ..link.fingerprint import fingerprint
from ..model.edition import AppraisalThen, ClaimThen, Snapshot
from ..model.review import Review
from .addresses import appraisal_target, claim_target, web_path
from .text import filled, printed


def snapshot_of(review: Review) -> Snapshot:
    """Every claim and every appraisal, in order of ids."""
    claims = {
        id_: ClaimThen(
            text=filled(review, claim, claim.says),
            fingerprint=fingerprint(claim),
            about=tuple(sorted(claim.about)),
            place=web_path(claim_target(review, claim, id_)),
        )
        for id_, claim in sorted(review.claims.items())
    }
    appraisals = {
        id_: AppraisalThen(
            title=printed(review, its.title, its.computed),
            severity=its.severity,
            about=tuple(sorted({entity for claim in its.on for entity in review.claims[claim].about})),
            place=web_path(appraisal_target(its, id_)),
        )
        for id_, its in sorted(review.appraisals.items())
    }
    edition = review.info.edition
    return Snapshot(number=edition.number, date=edition.date, claims=claims, appraisals=appraisals)
