"""In: the tiny review with and without a repository; out: the link to report a claim, with its id filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.compose.sources import report_address
from sitegen.pipeline import prepare

pytestmark = pytest.mark.slow
FORM = Path(__file__).resolve().parents[2] / ".github/ISSUE_TEMPLATE/report-a-fact.yml"


def _section(root: Path) -> str:
    return next(its.markdown for its in prepare(root).documents if its.path == "sources/leaf-notes/2.md")


def test_a_claim_is_reported_with_its_id(tiny: Path) -> None:
    """Where a repository is set, each card leads to the form, prefilled; its field is one of the form's."""
    assert "issues/new" not in _section(tiny)
    file = tiny / "data/review.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('repository: ""', "repository: https://example.org/r"), encoding="utf-8")
    page = _section(tiny)
    address = "https://example.org/r/issues/new?template=report-a-fact.yml&title=Claim%20c-n002&claim=c-n002"
    assert f"[Report this value](<{address}>)" in page.replace("&amp;", "&")
    assert "[Report this claim](<" in page
    assert "id: claim\n" in FORM.read_text(encoding="utf-8")


def test_without_a_repository_there_is_no_link() -> None:
    """Ours has none."""
    assert report_address("") == ""
