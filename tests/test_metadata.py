"""In: both reviews as built; out: that the head of each page tells programs what the page itself shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sitegen.cite.schema_org import node_of, people_of
from sitegen.compose import graph
from sitegen.compose.addresses import alongside, web_path
from sitegen.compose.downloads import BOOK
from sitegen.compose.graph import as_data
from sitegen.model.author import author_of
from sitegen.pipeline import prepare

pytestmark = pytest.mark.slow


def _pages(built: Any) -> Iterator[tuple[Any, html.HtmlElement]]:
    for page in built.prepared.site.pages:
        file: Path = built.page(page.path)
        yield page, html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _tags(tree: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.xpath("//head/meta[@name or @property]"):
        found.setdefault(meta.get("name") or meta.get("property"), []).append(meta.get("content"))
    return found


def _graph(tree: html.HtmlElement) -> list[dict[str, Any]]:
    (script,) = tree.xpath("//head/script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def _words(element: html.HtmlElement) -> str:
    text = "".join(element.xpath(".//text()[not(ancestor::a[@class='headerlink'])]"))
    return " ".join(text.split())


def test_reference_managers_read_each_page_as_what_it_is(built: Any) -> None:
    """The first page is a report, every other a section of the review, with authors, date, address and edition."""
    info = built.prepared.review.info
    for page, tree in _pages(built):
        tags = _tags(tree)
        (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
        assert canonical == built.prepared.address + web_path(page.target)
        assert tags["citation_public_url"] == tags["DC.identifier"] == tags["og:url"] == [canonical]
        assert tags["citation_author"] == [its.inverted + ("," if its.group else "") for its in info.people]
        assert tags["citation_publication_date"] == [info.edition.date.replace("-", "/")]
        assert tags["DC.date"] == [info.edition.date]
        assert tags["prism.edition"] == [info.edition.number]
        assert tags["citation_language"] == [info.language]
        assert [
            name for name, its in tags.items() if name not in ("citation_author", "DC.creator") and len(its) != 1
        ] == []
        (heading,) = tree.xpath("//article//h1")
        if page.role == "home":
            assert tags["citation_title"] == [info.title]
            assert tags["citation_technical_report_institution"] == [info.byline]
            assert tags["citation_technical_report_number"] == [info.edition.number]
            assert "citation_inbook_title" not in tags
        else:
            assert tags["citation_title"] == tags["DC.title"] == tags["og:title"] == [_words(heading)]
            assert tags["citation_inbook_title"] == [info.title]
            assert not [name for name in tags if "journal" in name or "report" in name]


def test_a_page_with_a_pdf_names_it(built: Any) -> None:
    """Reference managers take the PDF of the page along; the file is there."""
    named = {}
    for page, tree in _pages(built):
        if urls := _tags(tree).get("citation_pdf_url"):
            (named[page.path],) = urls
    prints = built.prepared.prints
    assert prints
    assert named == {path: built.prepared.address + file for path, file in {**prints, "index.md": BOOK}.items()}
    assert all((built.site / file).is_file() for file in prints.values())


def test_a_frame_tells_reference_managers_what_its_page_tells(built: Any) -> None:
    """Else they offer the works that it cites, on the page around the frame, too."""
    seen = 0
    for page, tree in _pages(built):
        place = alongside(web_path(page.target)).get("embed")
        file: Path = built.site / (place or "none") / "index.html"
        if not file.is_file():
            continue
        seen += 1
        shown = _tags(html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8")))
        ours = {name: its for name, its in _tags(tree).items() if name.startswith(("citation_", "prism.", "DC."))}
        assert {name: its for name, its in shown.items() if name not in ("robots", "viewport")} == ours
    assert seen == len(built.prepared.site.tables) + len(list((built.site / "embed" / "figure").iterdir()))


def test_one_graph_a_page_agrees_with_the_page(built: Any) -> None:
    """Title, address, edition's date and the way from the first page are those that a reader sees."""
    info, address = built.prepared.review.info, built.prepared.address
    for page, tree in _pages(built):
        nodes = _graph(tree)
        described = Counter(node["@id"] for node in nodes)
        assert set(described.values()) == {1}, page.path
        assert all(id_.startswith(address) for id_ in described)
        ours, whole = nodes[0], nodes[1]
        assert ours["@type"] == "MedicalWebPage"
        assert ours["@id"] == address + web_path(page.target)
        assert ours["isPartOf"]["@id"] == whole["@id"] == f"{address}#review"
        assert whole["@type"] == "ScholarlyArticle"
        assert whole["headline"] == info.title
        assert ours["datePublished"] == whole["datePublished"] == ours["lastReviewed"] == info.edition.date
        assert whole["version"] == info.edition.number
        assert whole["license"] == info.license.url
        assert set(_named(ours)) <= set(described), page.path
        shown = [_words(item) for item in tree.xpath("//nav[@class='review-path']//li")]
        (heading,) = tree.xpath("//article//h1")
        crumbs = [node for node in nodes if node["@type"] == "BreadcrumbList"]
        if page.role == "home":
            assert not shown
            assert not crumbs
            continue
        (crumb,) = crumbs
        items = crumb["itemListElement"]
        assert [item["name"] for item in items] == [*shown, _words(heading)], page.path
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert ours["name"] == _words(heading)
        _all_lead_somewhere(built, [item["item"] for item in items])


def _named(node: dict[str, Any]) -> Iterator[str]:
    return (value["@id"] for value in node.values() if isinstance(value, dict) and "@id" in value)


def _all_lead_somewhere(built: Any, urls: list[str]) -> None:
    for url in urls:
        path = url.removeprefix(built.prepared.address).partition("#")[0]
        assert (built.site / path / ("index.html" if path.endswith("/") or not path else "")).is_file(), url


def test_tables_figures_works_courses_and_terms_are_described(built: Any) -> None:
    """Each page is described as what it holds; files that it names are there."""
    site = built.prepared.site
    mains = {page.path: {node["@type"]: node for node in _graph(tree)[2:]} for page, tree in _pages(built)}
    for table in site.tables:
        data = mains[table.home.path]["Dataset"]
        assert data["name"] == table.title
        assert 50 <= len(data["description"]) <= 5000
        assert len(data["distribution"]) == 3
        _all_lead_somewhere(built, [file["contentUrl"] for file in data["distribution"]])
    _all_lead_somewhere(built, [its["contentUrl"] for its in mains["downloads/index.md"]["Dataset"]["distribution"]])
    for course in site.courses:
        learning = mains[course.home.path]["LearningResource"]
        assert learning["name"] == course.title
        assert learning["teaches"] == list(course.objectives)
    for figure in site.figures:
        if figure.home.path in mains and "ImageObject" in mains[figure.home.path]:
            _all_lead_somewhere(built, [mains[figure.home.path]["ImageObject"]["contentUrl"]])
    review = built.prepared.review
    for term in mains.get("glossary/index.md", {}).get("DefinedTermSet", {"hasDefinedTerm": ()})["hasDefinedTerm"]:
        assert term["@id"].rpartition("#")[2] in review.terms
        assert term["name"]
    kinds = {kind.section: kind.schema_type for kind in review.kinds.values()}
    for path, nodes in mains.items():
        section = path.partition("/")[0]
        if section in kinds and not path.endswith("index.md"):
            assert kinds[section] in nodes, path


def test_lists_for_reference_managers_are_on_the_page_of_references_only(built: Any) -> None:
    """A COinS on another page would be saved in the place of that page."""
    with_coins = {page.path for page, tree in _pages(built) if tree.xpath("//*[contains(@class, 'Z3988')]")}
    assert with_coins == {"references/index.md"}


def test_no_data_block_can_end_early() -> None:
    """Words that look like markup stay words, and come back as they were."""
    words = "</script><!-- & 'it'"
    text = as_data([{"@id": "x", "name": words}])
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == words


def test_people_groups_and_unlisted_names() -> None:
    """A person has the name in reading order, a group is an organization, `and others` is nobody."""
    item = {"id": "a", "type": "report", "title": "T", "issued": {"literal": "soon"}}
    item["author"] = [{"family": "van Gogh", "given": "V."}, {"literal": "A Group"}, {"literal": "others"}]
    node = node_of(item, "https://x/y/")
    assert node["author"] == [{"@type": "Person", "name": "V. van Gogh"}, {"@type": "Organization", "name": "A Group"}]
    assert node["@type"] == "Report"
    assert "datePublished" not in node
    person = {"@type": "Person", "name": "Ada Lovelace", "familyName": "Lovelace", "givenName": "Ada"}
    assert people_of([author_of("Lovelace, Ada")]) == [person]


def test_of_many_sources_the_first_page_tells_addresses_only(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are told in full; of many each tells on its own page what it is, under the same address."""
    told = []
    for most in (10, 0):
        monkeypatch.setattr(graph, "_TOLD", most)
        nodes = json.loads(str(prepare(tiny_root).site.heads["index.md"].graph))["@graph"]
        (based,) = (node["isBasedOn"] for node in nodes if "isBasedOn" in node)
        told.append(based)
    full, short = told
    assert full
    assert all("name" in one for one in full)
    assert short == [{"@id": one["@id"]} for one in full]
