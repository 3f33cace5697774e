"""In: built sites as values and lists of published addresses; out: that each lost address is named, and none else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sitegen.check.ledger import Addresses, check_ledger
from sitegen.check.pages import BuiltPage, BuiltSite
from sitegen.model.ledger import Move
from sitegen.problems import SourceText
from sitegen.read.published import Published, published_in, text_of_published


def site(*addresses: str) -> BuiltSite:
    """A built site that has these addresses."""
    anchors: dict[str, set[str]] = {}
    for address in addresses:
        page, _, anchor = address.partition("#")
        anchors.setdefault(page, set()).update({anchor} - {""})
    pages = {
        f"{page}index.html": BuiltPage(f"{page}index.html", frozenset(ids), frozenset(ids), (), ())
        for page, ids in anchors.items()
        if page.endswith("/") or not page
    }
    files = {page for page in anchors if page and not page.endswith("/")}
    return BuiltSite(Path("site"), urlsplit(""), frozenset({*pages, *files}), pages)


def published(*addresses: str) -> Published:
    """A list of published addresses."""
    return Published(SourceText("data/ledger/published.txt", addresses), {a: n for n, a in enumerate(addresses, 1)})


def move(from_: str, to: str | None = None, withdrawn: str | None = None) -> Move:
    """An entry of the ledger."""
    return Move(from_=from_, to=to, withdrawn=withdrawn)


def test_addresses_are_pages_their_anchors_and_downloads() -> None:
    """Files of the theme are nobody’s address."""
    built = site("", "teas/north/", "teas/north/#effects", "api/claims.json", "assets/app.js", "404.html")
    assert Addresses(built) == {"teas/north/", "teas/north/#effects", "api/claims.json"}
    assert len(Addresses(built)) == 3
    for none in (
        "",
        "#effects",
        "teas/",
        "teas/north/#other",
        "teas/north/index.html",
        "assets/app.js",
        "api/claims.json#x",
    ):
        assert none not in Addresses(built)


@pytest.mark.parametrize(
    ("there", "moves"),
    [
        (["a/", "a/#x"], []),
        (["b/", "b/#x"], [move("a/", "b/")]),
        (["b/", "b/#y"], [move("a/", "b/"), move("a/#x", "b/#y")]),
        (["c/", "c/#x"], [move("a/", "b/"), move("b/", "c/")]),
        (["b/"], [move("a/", "b/"), move("a/#x", withdrawn="the source was corrected")]),
        ([], [move("a/", withdrawn="the source was corrected")]),
    ],
)
def test_an_address_that_still_leads_somewhere_is_no_problem(there: list[str], moves: list[Move]) -> None:
    """It is there, has moved (twice, in part), or was withdrawn."""
    assert check_ledger(site(*there), published("a/", "a/#x"), tuple(moves)) == []


@pytest.mark.parametrize(
    ("there", "moves", "sentences"),
    [
        (["a/"], [], ["the published address 'a/#x' is no longer there"]),
        (
            ["b/"],
            [],
            ["the published address 'a/' is no longer there", "the published address 'a/#x' is no longer there"],
        ),
        (["b/"], [move("a/", "b/")], ["the published address 'a/#x' would lead to 'b/#x', which is not there"]),
    ],
)
def test_a_lost_address_is_named(there: list[str], moves: list[Move], sentences: list[str]) -> None:
    """A page, a part of one, and a part that its page’s move does not carry along."""
    problems = check_ledger(site(*there), published("a/", "a/#x"), tuple(moves))
    assert [problem.sentence for problem in problems] == sentences
    assert {problem.code for problem in problems} == {"address-lost"}


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ([move("a/", "b/")], "'a/' is said to have moved to 'b/', which is not there"),
        ([move("a/", "b/"), move("b/", "a/")], "'a/' is said to have moved to 'b/', which is not there"),
        ([move("a.csv", "b.csv")], "'a.csv' is said to have moved to 'b.csv', which is not there"),
        ([move("a.csv", "c/")], "'a.csv' is a file, and 'c/' is none; a copy of it cannot stand at the old address"),
    ],
)
def test_a_move_to_nowhere_is_named(moves: list[Move], sentence: str) -> None:
    """To a page or a file that is not there, in a circle, or of a file to a page."""
    problems = check_ledger(site("c/"), published("a/"), tuple(moves))
    assert (problems[0].code, problems[0].sentence) == ("bad-move", sentence)


def test_the_list_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """Each address with its line; no list is an empty one."""
    addresses = {"a/", "a/#x", "downloads/review.pdf"}
    (tmp_path / "data/ledger").mkdir(parents=True)
    (tmp_path / "data/ledger/published.txt").write_text(text_of_published(addresses), encoding="utf-8")
    found, _ = published_in(tmp_path)
    assert set(found.lines) == addresses
    assert found.place("a/").line == 2
    assert published_in(tmp_path / "elsewhere")[0].lines == {}
