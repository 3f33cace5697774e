"""In: works of every sort; out: that their COinS hold to what Zotero's reader makes of each key (docs/decisions/0017)."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from sitegen.cite.coins import coins_of

PERSON = {"family": "van Gogh", "given": "J.A."}
SORTS = {
    "article-journal": ("journal", "rft.atitle"),
    "book": ("book", "rft.btitle"),
    "pamphlet": ("book", "rft.btitle"),
    "report": ("book", "rft.btitle"),
    "chapter": ("book", "rft.atitle"),
    "paper-conference": ("book", "rft.atitle"),
    "thesis": ("dissertation", "rft.title"),
    "patent": ("patent", "rft.title"),
    "dataset": ("dc", "rft.title"),
    "document": ("dc", "rft.title"),
    "manuscript": ("dc", "rft.title"),
    "software": ("dc", "rft.title"),
    "webpage": ("dc", "rft.title"),
}


def _pairs(**item: object) -> list[tuple[str, str]]:
    return parse_qsl(coins_of({"title": "T", "author": [PERSON], **item}), strict_parsing=True)


@pytest.mark.parametrize("type_", SORTS)
def test_each_sort_of_work_has_a_format_and_a_title(type_: str) -> None:
    """A format without the key that Zotero looks for would lose the work; Dublin Core without a sort, the whole list."""
    kind, title = SORTS[type_]
    found = dict(_pairs(type=type_))
    assert found["rft_val_fmt"] == f"info:ofi/fmt:kev:mtx:{kind}"
    assert found[title] == "T"
    assert ("rft.format" in found) == ("rft.type" in found) == (kind == "dc")


@pytest.mark.parametrize(
    ("type_", "genre", "whole"),
    [("report", "report", ""), ("chapter", "bookitem", "rft.btitle"), ("paper-conference", "proceeding", "rft.btitle")],
)
def test_what_is_published_as_a_book_says_which_sort(type_: str, genre: str, whole: str) -> None:
    """With a publisher or without one; a part names the whole."""
    found = dict(_pairs(type=type_, **{"container-title": "W"}))
    assert found["rft.genre"] == genre
    assert found.get("rft.btitle") == ("W" if whole else "T")


@pytest.mark.parametrize("type_", SORTS)
def test_names_are_inverted_and_stand_once(type_: str) -> None:
    """Else a particle goes to the given names, a first author with other initials comes twice, a group goes first."""
    names = [PERSON, {"family": "Plato"}, {"literal": "The Leaf Group"}, {"literal": "others"}]
    found = _pairs(type=type_, author=names)
    (key,) = {key for key, value in found if "Gogh" in value}
    assert [value for its, value in found if its == key] == ["van Gogh, J.A.", "Plato,", "The Leaf Group,"]
    assert not {"rft.aulast", "rft.aufirst", "rft.aucorp"} & {key for key, _ in found}


def test_identifiers_pages_and_edition_come_along() -> None:
    """A DOI goes before an address."""
    found = _pairs(
        type="book", DOI="10.1/x", URL="https://a/b", PMID="7", page="S1-S9", edition="2nd", ISBN="9", publisher="P"
    )
    assert [value for key, value in found if key == "rft_id"] == ["info:doi/10.1/x", "info:pmid/7"]
    more = dict(found)
    assert [more[f"rft.{key}"] for key in ("spage", "epage", "edition", "isbn", "pub")] == ["S1", "S9", "2nd", "9", "P"]
    assert ("rft_id", "https://a/b") in _pairs(type="report", URL="https://a/b")
    assert ("rft.identifier", "https://a/b") in _pairs(type="webpage", URL="https://a/b")


def test_nothing_for_a_work_that_zotero_would_look_up() -> None:
    """Without an author or a title it asks the network."""
    assert coins_of({"type": "book", "title": "T"}) == ""
    assert coins_of({"type": "book", "author": [PERSON]}) == ""
