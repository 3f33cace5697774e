"""In: reviews with odd names, titles and addresses; out: tags that Zotero reads as they are meant (docs/decisions/0017)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from sitegen.compose.downloads import BOOK
from sitegen.compose.metadata import heads
from sitegen.compose.page import Page
from sitegen.model.vocabulary import Edition, License, ReviewInfo

HOME = Page("index.md", "Home", "What it is.", "home", (), {})
SECTION = Page("teas/green.md", "Green tea", "A tea.", "entity", (), {})


class _NoGraphs:
    def nodes(self, *_: Any) -> list[dict[str, Any]]:
        return []


def _tags(info: ReviewInfo, page: Page, address: str = "https://example.org/") -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for _, name, content in heads(info, [HOME, SECTION], [], address, _NoGraphs(), {})[page.path].tags:  # type: ignore[arg-type]
        found[name].append(content)
    return found


@pytest.fixture
def info() -> ReviewInfo:
    """A review's identity, to be made odd."""
    return ReviewInfo(
        id="two-teas",
        title="Two teas: the smallest review",
        short_title="Two teas",
        description="A review.",
        authors=("The Testers",),
        language="en",
        address="https://example.org/",
        repository="",
        contact="",
        license=License(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),
        edition=Edition(number="2026.1", date="2026-01-02"),
        disclaimer="No advice.",
    )


def test_the_whole_keeps_its_edition_as_the_number_of_a_report(info: ReviewInfo) -> None:
    """A report has no other field for it; a section of a book has."""
    whole, part = _tags(info, HOME), _tags(info, SECTION)
    assert whole["citation_technical_report_number"] == whole["prism.edition"] == part["prism.edition"] == ["2026.1"]
    assert whole["citation_pdf_url"] == [f"https://example.org/{BOOK}"]
    assert not [name for name in part if "report" in name or "pdf" in name]


@pytest.mark.parametrize(
    ("authors", "tags"),
    [
        (("The Testers",), ["The Testers,"]),
        (("Hill, Ann",), ["Hill, Ann"]),
        (("van Gogh, Ann Marie",), ["van Gogh, Ann\u00a0Marie"]),
        (("van Gogh, Ann Marie", "The Testers"), ["van Gogh, Ann Marie", "The Testers,"]),
    ],
)
def test_no_author_is_taken_apart(info: ReviewInfo, authors: tuple[str, ...], tags: list[str]) -> None:
    """A name that stands alone, with a space on each side of its comma, would be two authors."""
    assert _tags(msgspec.structs.replace(info, authors=authors), SECTION)["citation_author"] == tags


@pytest.mark.parametrize(
    ("title", "type_"), [("Two teas: the smallest review", "website"), ("A review: Two Teas", "article")]
)
def test_a_title_that_ends_in_the_site_s_name_stays_whole(info: ReviewInfo, title: str, type_: str) -> None:
    """From a website's title its name is cut off the end."""
    assert _tags(msgspec.structs.replace(info, title=title), HOME)["og:type"] == [type_]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/", "DC.identifier"),
        ("https://example.org/v/2026.1/", "DC.identifier"),
        ("https://example.org/nct04123470/", "DC.identifier"),
        ("https://example.org/v/2026.10/", "DC.identifier.URI"),  # 10/teas/green/, a DOI
        ("https://example.org/1234-5679/", "DC.identifier.URI"),  # an ISSN
        ("https://example.org/0306406152/", "DC.identifier.URI"),  # an ISBN
    ],
)
def test_no_address_is_taken_for_a_number(info: ReviewInfo, address: str, name: str) -> None:
    """Where it could be, it goes by the name under which only addresses go."""
    tags = _tags(info, SECTION, address)
    assert tags[name] == [f"{address}teas/green/"]
    assert len([name for name in tags if name.startswith("DC.identifier")]) == 1
