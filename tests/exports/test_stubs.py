"""In: the tiny review as built; out: that short and former addresses lead on, with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from sitegen.compose.page import Site, Target
from sitegen.exports.stubs import stub_files
from sitegen.model.ledger import Move
from sitegen.pipeline import Prepared, prepare

#: Each renders a whole review.
pytestmark = pytest.mark.slow
ADDRESS = "https://example.org/teas/"


@pytest.fixture(scope="module")
def tiny_prepared(tiny_root: Path) -> Prepared:
    """The tiny review, rendered."""
    return prepare(tiny_root)


def test_every_page_and_record_has_a_short_address(tiny_prepared: Prepared) -> None:
    """By its id, with the sort of record in front where two may share an id."""
    short = tiny_prepared.site.short
    assert short["c-n002"] == Target("Claim c-n002", "sources/leaf-notes/2.md", "c-n002")
    for id_, path in (
        ("north-tea", "teas/north-tea.md"),
        ("chapter-calm-chapter", "chapters/calm-chapter.md"),
        ("table-calm-by-tea", "compare/calm-by-tea.md"),
        ("source-leaf-notes", "sources/leaf-notes/index.md"),
    ):
        assert short[id_].path == path
    pages = {page.path for page in tiny_prepared.site.pages}
    assert pages <= {target.path for target in short.values()}


def test_a_short_address_leads_to_the_place(tiny_prepared: Prepared) -> None:
    """By a link, without scripts by the page itself; the place is the canonical one."""
    page = html.document_fromstring(tiny_prepared.files["p/c-n002/index.html"])
    assert page.xpath("//a/@href") == ["../../sources/leaf-notes/2/#c-n002"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{tiny_prepared.address}sources/leaf-notes/2/#c-n002"]
    assert page.xpath("//noscript/meta/@content") == ["0; url=../../sources/leaf-notes/2/#c-n002"]


def test_a_moved_page_leads_on_and_knows_its_parts(tiny_prepared: Prepared) -> None:
    """A part that went elsewhere is listed; a withdrawn page says why, as text."""
    site: Site = tiny_prepared.site
    moves = (
        Move(from_="teas/east-tea/", to="teas/north-tea/"),
        Move(from_="teas/east-tea/#old", to="teas/south-tea/#facts"),
        Move(from_="teas/west-tea/", withdrawn="It <never> was a tea."),
    )
    files = stub_files(site, moves, ADDRESS)
    moved = html.document_fromstring(files["teas/east-tea/index.html"])
    assert moved.xpath("//a[@data-to]/@href") == ["../../teas/north-tea/"]
    assert moved.xpath("//a[@data-moved='old']/@href") == ["../../teas/south-tea/#facts"]
    assert moved.findtext(".//title") == "North tea"
    assert "It &lt;never&gt; was a tea." in files["teas/west-tea/index.html"]


def test_a_page_of_no_record_has_an_id_of_its_path(tiny_prepared: Prepared) -> None:
    """Lists and indexes have short addresses, too."""
    assert tiny_prepared.site.short["page-compare"].path == "compare/index.md"
