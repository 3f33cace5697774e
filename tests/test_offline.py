"""In: the offline copy, unpacked and opened from the disk in Chromium; out: that all of it works without a server."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sitegen.exports.offline import OFFLINE, offline_page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(built_real: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is in the ZIP file."""
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(built_real.site / OFFLINE) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (only,) = folder.iterdir()
    assert (only / "index.html").is_file()
    return only


@pytest.fixture
def page(browser: Any, copy: Path) -> Iterator[Any]:
    """A window on the copy; whatever is not a file of it, and every complaint, is a defect."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on("request", lambda request: _note(complaints, request.url, copy))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda one: complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.goto((copy / "index.html").as_uri())
    page.wait_for_load_state("networkidle")  # what is still read when a test goes on, a browser calls failed
    yield page
    context.close()
    assert complaints == []


def _note(complaints: list[str], url: str, copy: Path) -> None:
    if not url.startswith((copy.as_uri(), "data:", "blob:")):
        complaints.append(f"elsewhere: {url}")


def test_every_link_names_a_file(copy: Path, built_real: Any) -> None:
    """No link leads to a folder or to nothing, and each canonical link names the hosted page."""
    address = built_real.prepared.address
    for file in copy.rglob("*.html"):
        tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for href in tree.xpath("//a/@href | //link[not(@rel='canonical')]/@href | //script/@src | //img/@src"):
            path = href.partition("#")[0].partition("?")[0]
            if path and "://" not in path and not path.startswith(("mailto:", "data:")):
                assert (file.parent / path).is_file(), (file, href)
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        assert all(link.startswith(address) for link in canonical)


def test_the_search_finds_and_leads_on(page: Any) -> None:
    """The search answers from the disk, and its result opens a page."""
    page.locator("[data-review-search]").click()
    page.locator("#review-search-input").fill("cytokine release")
    page.locator(".review-search__results a").first.wait_for()
    page.locator(".review-search__results a").first.click()
    page.wait_for_url("**/index.html*")
    assert page.locator("article h1").is_visible()


def test_the_ways_in_lead_to_pages(page: Any) -> None:
    """From the first page to a chapter, a list, and back, as a reader goes."""
    home = page.url
    page.locator(".md-tabs__link").nth(1).click()
    page.wait_for_url(lambda url: url != home and url.endswith("/index.html"))
    page.locator(".review-nav a").nth(2).click()
    page.locator("article h1").wait_for()  # a click is over when the next page begins, not when it is there
    page.locator(".md-logo").first.click()
    page.wait_for_url(home)
    assert page.locator("[data-review-page=home]").count() == 1


def test_a_claims_card_opens(page: Any, copy: Path, built_real: Any) -> None:
    """The card of a claim comes from a file of the copy, and leads on to the claim."""
    chapter = next(d.path for d in built_real.prepared.documents if d.role == "chapter" and "#c-" in d.markdown)
    page.goto((copy / chapter.removesuffix(".md") / "index.html").as_uri())
    link = page.locator("article a[href*='#c-']").first
    link.hover()
    page.locator(".claim-popup").wait_for()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#c-*")


def test_the_same_site_gives_the_same_file(built_real: Any) -> None:
    """Times and order in the ZIP file do not depend on the machine."""
    with zipfile.ZipFile(built_real.site / OFFLINE) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../", "../index.html"),
        (".", "index.html"),
        ("../b/#x", "../b/index.html#x"),
        ("#x", "#x"),
        ("https://h/x/", "https://h/x/"),
        ("../data.csv", "../data.csv"),
        ("../gone.zip", "https://h/r/gone.zip"),
    ],
)
def test_links_are_put_right(href: str, expected: str) -> None:
    """A folder becomes its file; what the copy does not have is linked where it is."""
    there = {"index.html", "a/index.html", "b/index.html", "data.csv"}
    assert offline_page(f'<a href="{href}">', "a/index.html", there, "https://h/r/") == f'<a href="{expected}">'


def test_only_links_are_changed() -> None:
    """An attribute whose name ends as that of a link's address does stays, and so does an address elsewhere."""
    there = {"a/index.html", "b/index.html", "x.css"}
    page = (
        '<a href="../b/">b</a> <a data-href="../b/">b</a>\n<link\nhref="../x.css"> <a href="https://example.org/b/">c</a>'
        ' <a href="#d">d</a> <a href="../nowhere/?q#e">e</a> <a href="../b/?q=1#f">f</a>'
    )
    assert offline_page(page, "a/index.html", there, "https://example.org/r/") == (
        '<a href="../b/index.html">b</a> <a data-href="../b/">b</a>\n<link\nhref="../x.css"> <a href="https://example.org/b/">c</a>'
        ' <a href="#d">d</a> <a href="https://example.org/r/nowhere/?q#e">e</a> <a href="../b/index.html?q=1#f">f</a>'
    )
