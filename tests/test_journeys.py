"""In: the real site in Chromium; out: that reader, teacher, printer and editor get where they want, on every screen."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest

pytestmark = pytest.mark.slow

Open = Callable[..., Any]
DESKTOP, PHONE = (1280, 800), (390, 844)


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop-light", "phone-dark"])
def screen(request: pytest.FixtureRequest, visit: Open, real_root: Path) -> Iterator[Any]:
    """The home page in a window; how it looks at the end of the journey is kept as a picture."""
    size, scheme = request.param
    page = visit("", size, color_scheme=scheme, reduced_motion="reduce").page
    yield page
    folder = real_root / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{re.sub(r'[^a-z]+', '-', request.node.name)}.png")


def _go(page: Any, place: str, within: str = "article") -> None:
    """Follow the first visible link in a part of the page that leads to a place of the site."""
    page.locator(f'{within} a[href*="{place}"]:visible').first.click()
    page.wait_for_url(f"**/{place}*")


def _tab(page: Any, words: str) -> None:
    """Choose a part of the site: in the tabs at the top, or on a small screen in the menu."""
    tab = page.locator(".md-tabs__link", has_text=words)
    if not tab.is_visible():
        page.get_by_role("button", name="Navigation").click()
        tab = page.locator(".review-nav__more", has_text=words)
    tab.click()
    page.wait_for_load_state("load")


def _taken(page: Any, link: str) -> bytes:
    """The file that a link of the page leads to."""
    address = urljoin(page.url, page.locator(link).first.get_attribute("href"))
    found = page.request.get(address)
    assert found.ok, address
    return found.body()


def _first_found(page: Any, words: str) -> Any:
    page.locator("[data-review-search]").click()
    page.locator("#review-search-input").fill(words)
    found = page.locator(".review-search__results a").first
    found.wait_for()
    return found


QUESTIONS = [
    ("which drugs calm CRS?", "Compare", "toxicity-control/", ["Tocilizumab", "Siltuximab"]),
    (
        "what does tisagenlecleucel cost and for whom was that computed?",
        "Compare",
        "costs/",
        ["Tisagenlecleucel", "per QALY"],
    ),
    ("how do the four CAR generations differ?", "Compare", "car-generations/", ["CD3ζ", "4-1BB"]),
]


@pytest.mark.parametrize(("question", "tab", "place", "answers"), QUESTIONS, ids=["crs", "cost", "generations"])
def test_a_question_is_answered_in_three_clicks_or_one_search(
    screen: Any, question: str, tab: str, place: str, answers: list[str]
) -> None:
    """Somebody who knows nothing chooses a part, a table, and reads; or asks, and takes what comes first."""
    home = screen.url
    _tab(screen, tab)
    _go(screen, place)
    assert all(answer in screen.locator("article").inner_text() for answer in answers)
    screen.goto(home)
    _first_found(screen, question).click()
    screen.wait_for_load_state("load")
    assert answers[0].casefold() in screen.locator("article").inner_text().casefold()


def test_which_numbers_not_to_trust_is_one_click_away(screen: Any) -> None:
    """And each number there leads to its claim and to what is said against it."""
    screen.get_by_role("link", name="Which numbers not to trust").click()
    screen.wait_for_url("**/numbers-with-care/")
    claims = screen.locator('article a[href*="#c-"]')
    assert claims.count() > 10
    assert screen.locator('article a[href*="appraisal/"]').count() > 10


def test_a_reader_follows_a_number_to_its_passage_and_work(screen: Any) -> None:
    """Chapter, table, claim, cited work: each one step further."""
    screen.get_by_role("link", name="Start reading").click()
    screen.wait_for_url("**/chapters/**")
    assert screen.locator(".plain-words").is_visible()
    while not screen.locator('article .comparison a[href*="#c-"]').count():
        screen.locator(".review-next__next").first.click()
        screen.wait_for_load_state("load")
    proof = screen.locator('article .comparison a[href*="#c-"]:visible').first
    claim = urlsplit(proof.get_attribute("href")).fragment
    proof.click()
    screen.wait_for_url(f"**/sources/**#{claim}")
    assert screen.locator(f"#{claim}").is_visible()
    screen.locator(
        "article .footnote .work-link:visible, article .footnote a[href*='references/']:visible"
    ).first.click()
    screen.wait_for_url("**/references/**")
    assert screen.get_by_text("BibTeX").first.is_visible()


def test_a_teacher_copies_an_address_that_lasts(screen: Any, built_real: Any) -> None:
    """Teach, course, step; the address that the page offers leads back to it."""
    _tab(screen, "Teach")
    _go(screen, "car-t-pediatric-all/")
    screen.locator('article a[href*="/compare/"][href*="course="]:visible').first.click()
    screen.wait_for_url("**/compare/**course=**")
    title = screen.locator("h1").evaluate("its => its.firstChild.textContent.trim()")
    screen.locator("h1 .headerlink").first.focus()
    screen.keyboard.press("Enter")
    field = screen.locator(".link-kit:popover-open .link-kit__field textarea").first
    field.wait_for()
    lasting = field.input_value()
    assert re.search(r"/p/[a-z0-9-]+/$", lasting) or "/compare/" in lasting
    screen.goto(urljoin(screen.url, urlsplit(lasting).path))
    screen.wait_for_url("**/compare/**")
    assert screen.locator("h1").evaluate("its => its.firstChild.textContent.trim()") == title


def test_a_teacher_takes_a_course_and_a_table_along(screen: Any) -> None:
    """The course package and the data of a table are whole files of the right sort."""
    _tab(screen, "Teach")
    package = _taken(screen, 'article a[href$="car-t-pediatric-all.imscc"]')
    assert zipfile.ZipFile(io.BytesIO(package)).testzip() is None
    _tab(screen, "Compare")
    _go(screen, "efficacy/")
    assert json.loads(_taken(screen, 'article a[href$="data/efficacy.json"]'))


def test_a_printer_gets_the_book_the_chapter_and_the_page(screen: Any) -> None:
    """The book and a chapter as PDF from where they are offered; the browser's own print has the page's title."""
    home = screen.url
    _tab(screen, "Downloads")
    book = pypdfium2.PdfDocument(_taken(screen, 'article a[href$="review.pdf"]'))
    assert len(book) > 50
    screen.goto(home)
    screen.get_by_role("link", name="Start reading").click()
    screen.wait_for_url("**/chapters/**")
    title = screen.locator("h1").evaluate("its => its.firstChild.textContent.trim()")
    chapter = pypdfium2.PdfDocument(_taken(screen, 'a[href*="downloads/"][href$=".pdf"]'))
    printed = pypdfium2.PdfDocument(screen.pdf(prefer_css_page_size=True))
    for paper in (chapter, printed):
        words = " ".join(page.get_textpage().get_text_bounded() for page in paper).split()
        assert title in " ".join(words)


def test_an_editor_finds_what_is_missing_and_what_a_field_means(screen: Any) -> None:
    """From the home page to the state of the review; the fields of a claim by a search."""
    home = screen.url
    _go(screen, "status/")
    assert screen.get_by_role("heading", name="Second reading").is_visible()
    assert screen.get_by_role("heading", name="Coverage").is_visible()
    screen.goto(home)
    _first_found(screen, "data dictionary").click()
    screen.wait_for_url("**/data-dictionary/**")
    assert screen.locator("#type-claim").is_visible()
