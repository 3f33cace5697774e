"""In: the tiny review, changed; out: what `status` finds stale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from sitegen.model.edition import AppraisalThen, ClaimThen, Released, Snapshot
from sitegen.model.review import Review
from sitegen.pipeline import load
from sitegen.status import as_text, status_of


@pytest.fixture(scope="module")
def review(tiny_root: Path) -> Review:
    """The tiny review."""
    its, _ = load(tiny_root)
    assert its is not None
    return its


def test_old_evidence_is_named(review: Review) -> None:
    """Seen more than a year before the edition, or nobody knows when."""
    assert status_of(review, ()).appraisals == ()
    for seen, said in (("2024-12-31", "e-n001 was seen on 2024-12-31"), (None, "e-n001 does not say when")):
        old = replace(review, evidence={"e-n001": structs.replace(review.evidence["e-n001"], seen=seen)})
        (item,) = status_of(old, ()).appraisals
        assert item.id == "a-n001"
        assert said in item.what


def test_an_appraisal_whose_claim_changed_since_the_last_edition(review: Review) -> None:
    """The snapshot of the edition knows what the claim said then."""
    then = {"c-n002": ClaimThen(text="", fingerprint="00000000", about=(), place="")}
    appraised = {"a-n001": AppraisalThen(title="", severity="high", about=(), place="")}
    last = Snapshot(number="2025.1", date="2025-01-01", claims=then, appraisals=appraised)
    released = Released(number="2025.1", date="2025-01-01", archive="x.zip", sha256="0" * 64)
    (item,) = status_of(replace(review, editions=(released,), snapshots={"2025.1": last}), ()).appraisals
    assert item.what == "c-n002 has changed since edition 2025.1"


def test_a_review_without_anything_open(review: Review) -> None:
    """Nothing to do is said, too."""
    done = replace(status_of(review, ()), unread=(), references=(), unconfirmed=())
    assert done.is_complete
    assert as_text(done).endswith("Nothing is missing.")
