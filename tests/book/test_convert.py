"""In: the tiny review, and pages that the book does not know; out: that each is printed, or named with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sitegen.book import make
from sitegen.book.convert import typst_of
from sitegen.book.documents import BookPage
from sitegen.book.fonts import fonts
from sitegen.book.labels import labels_of, tree_of
from sitegen.book.parts import Leaf, Part, groups_of, is_left_out, place_of, whole_book
from sitegen.book.running_text import Book
from sitegen.compose.page import Page
from sitegen.pipeline import prepare
from sitegen.places import template_folders
from sitegen.problems import Location, Problem, SourceText, as_text

TINY = Path(__file__).resolve().parent.parent / "tiny_review"
_FILE = SourceText.of("docs/chapters/calm.md", "# Calm\n\nTea ☃ helps.\n")


def _place(page: str, near: str) -> Location:
    for number, line in enumerate(_FILE.lines, start=1):
        if near in line:
            return Location(_FILE, number, line.index(near) + 1, len(near))
    return Location(_FILE)


def _converted(html: str, real_root: Path) -> tuple[str, list[Problem]]:
    page = Page("chapters/calm.md", "Calm", "", "chapter", ("chapter.md.j2",), {})
    leaf = Leaf(page, 2)
    tree = tree_of(html)
    book = Book(labels_of([(page.path, tree)]), fonts(real_root), "", _place, {})
    part = Part("chapters", "Chapters", "", (leaf,))
    return typst_of(book, BookPage(part, leaf, html), tree), book.problems


def test_the_book_knows_every_tag_and_class_of_the_tiny_review(real_root: Path, to_html: Callable[[str], str]) -> None:
    """Every page of every book of the tiny review converts; whoever adds a class sees here that print must know it."""
    prepared = prepare(TINY)
    shop = make.Workshop(
        real_root,
        prepared.site,
        template_folders(TINY),
        to_html,
        "https://example.org/",
        lambda page, near: Location(SourceText(prepared.source_of(page) or "templates/", ())),
        prepared.pictures,
    )
    problems: list[Problem] = []
    for writer in (shop.writer(whole_book(shop.site)), *(writer for _, writer in make.singles(shop))):
        make.source_of(shop, writer, fonts(real_root), problems)
    assert not problems, as_text(problems)


def test_every_page_of_the_site_has_a_place_in_the_book_or_a_reason() -> None:
    """A new sort of page is either printed (place_of in book/parts.py) or left out for a reason (LEFT_OUT there)."""
    site = prepare(TINY).site
    groups = groups_of(site)
    lost = [
        page.path
        for page in site.pages
        if place_of(page, groups.get(page.path, "")) is None and not is_left_out(page, groups.get(page.path, ""))
    ]
    assert lost == []
    printed = {leaf.page.path for leaf in whole_book(site).leaves}
    assert {page.path for page in site.pages if page.role in ("entity", "section", "source")} <= printed


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            '<p>Tea <blink class="x">helps</blink></p>',
            "docs/chapters/calm.md:3:7: book-markup: the book does not know <blink> around “helps” (page chapters/calm.md)",
        ),
        (
            '<p class="fact">Tea helps.</p>',
            'docs/chapters/calm.md:1:1: book-markup: the book does not know <p class="fact"> around “Tea helps.”',
        ),
        (
            "<p>Tea ☃ helps.</p>",
            "docs/chapters/calm.md:3:5: book-glyph: no font of the book has the character ☃ (U+2603)",
        ),
        ("<p><a href='#nowhere'>x</a></p>", "book-link: a link leads to #nowhere, which this page does not have"),
        ("<figure><svg viewBox='0 0 1 1'></svg></figure>", "book-alt: a drawing has no title and no description"),
        (
            "<figure><img src='a.png' alt='A'></figure>",
            "book-markup: the book shows drawings of data/figures/ only, not a.png",
        ),
        (
            "<table><tr><td>" + "x" * 400 + "</td></tr></table>",
            "book-table: a table does not fit on a page: its 1 columns need",
        ),
    ],
)
def test_what_the_book_does_not_know_is_a_problem_with_its_place(html: str, message: str, real_root: Path) -> None:
    """Nothing vanishes, and nothing is a traceback."""
    _, problems = _converted(html, real_root)
    assert len(problems) == 1
    assert message in as_text(problems)


def test_text_is_printed_as_typed(real_root: Path) -> None:
    """Typst's own markup has no power in the words of a page."""
    text, problems = _converted('<p>1. not a list -- @k #x $y$ // z \\ "q"</p>', real_root)
    assert not problems
    assert '#"1. not a list -- @k #x $y$ // z \\\\ \\"q\\"";' in text
