"""The home page: its numbers are counted, its disagreements are chosen by rule."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sitegen.compose.home import FINDINGS, NEWS, QUESTIONS


def _context(built: Any) -> Any:
    return next(page for page in built.prepared.site.pages if page.role == "home").context


def test_the_numbers_are_counted(built: Any) -> None:
    """Sources, passages, claims and works are as many as the review has."""
    review = built.prepared.review
    shown = {figure.words: figure.number for figure in _context(built)["figures"]}
    one = len(review.sources) == 1
    assert shown["source" if one else "sources"] == str(len(review.sources))
    assert shown["claims"] == f"{len(review.claims):,}"
    assert shown["works cited"] == str(len(review.references))


def test_the_newest_changes_stand_on_it(built: Any) -> None:
    """What the editors say they did, the latest first, with the date in words."""
    living = built.prepared.review.info.living
    news = _context(built)["news"]
    assert 0 < len(news) <= NEWS
    assert living.changes[0].what in [what for _, what in news]
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", news[0][0])


@pytest.mark.slow
def test_the_gravest_findings_are_of_different_types(built_real: Any) -> None:
    """Only appraisals of high severity, one of each type, and no more than there is room for."""
    findings = _context(built_real)["findings"]
    assert 0 < len(findings) <= FINDINGS
    assert {view.mark.severity for view in findings} == {"high"}
    assert len({view.type_id for view in findings}) == len(findings)


@pytest.mark.slow
def test_disputed_questions_show_more_than_one_answer(built_real: Any) -> None:
    """A question on the home page has different answers."""
    disputes = _context(built_real)["disputes"]
    assert 0 < len(disputes) <= QUESTIONS
    assert all(len(set(dispute.values)) > 1 for dispute in disputes)
