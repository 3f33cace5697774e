"""In: a page of reviews by people and by groups; out: how to cite it, with each author as what they are."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from sitegen.cite.styles import STYLES, Styles
from sitegen.compose.citing import Citations
from sitegen.compose.page import Page
from sitegen.model.author import author_of
from sitegen.model.writing import Writing

EDITION = SimpleNamespace(number="2026.1", date="2026-01-02")
GROUP, PERSON, FORMATS = "The “A & B” Testers", "van Gogh, Ann Marie", ("BibTeX", "RIS", "CSL-JSON")


@pytest.fixture(scope="module")
def cited() -> dict[str, Any]:
    """How to cite the whole and a page of a review by a person and a group."""
    people, byline = (author_of(PERSON), author_of(GROUP)), f"Ann Marie van Gogh, {GROUP}"
    info = SimpleNamespace(id="r", title="Teas", people=people, byline=byline, edition=EDITION, language="en")
    review = SimpleNamespace(info=info, writing=Writing())
    citations = Citations(review, "https://teas.test/", Styles())  # type: ignore[arg-type]
    pages = {role: Page(f"{role}.md", "Green tea", "", role, (), {}) for role in ("home", "entity")}
    return {role: citations.page(page) for role, page in pages.items()}


def test_a_person_has_a_family_name_and_a_group_has_not(cited: dict[str, Any]) -> None:
    """As one name, reference managers would file a person under the whole of it."""
    bibtex, ris, csl = (dict(cited["entity"].machine)[format_] for format_ in FORMATS)
    assert "author = {van Gogh, Ann Marie and {The “A \\& B” Testers}}" in " ".join(bibtex.split())
    assert f"AU  - {PERSON}\nAU  - {GROUP},\n" in ris
    item = json.loads(csl)
    assert item["author"] == [{"family": "van Gogh", "given": "Ann Marie"}, {"literal": GROUP}]
    assert item["publisher"] == f"Ann Marie van Gogh, {GROUP}"


def test_styles_form_the_names_of_people_and_leave_those_of_groups(cited: dict[str, Any]) -> None:
    """Each style in its way; no mark that stood for words while it was at work is left."""
    texts = dict(cited["entity"].styles)
    assert list(texts) == list(STYLES)
    for text in map(str, texts.values()):
        assert "van Gogh" in text
        assert "The “A &amp; B” Testers" in text
        assert "Review" not in text


def test_the_whole_has_its_edition_as_the_number_of_a_report(cited: dict[str, Any]) -> None:
    """Zotero has no other place for it."""
    bibtex, ris, csl = (dict(cited["home"].machine)[format_] for format_ in FORMATS)
    assert "number = {2026.1}" in bibtex
    assert "SN  - 2026.1" in ris
    item = json.loads(csl)
    assert item["number"] == item["edition"] == "2026.1"
