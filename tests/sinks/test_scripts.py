"""In: pages with and without a table, with and without a course; out: that each loads what it needs, and no more."""

from __future__ import annotations

from sitegen.sinks.scripts import with_scripts


def _page(body: str) -> str:
    return f"<html><head></head><body>{body}</body></html>"


def test_a_page_of_text_loads_nothing_more() -> None:
    """It stays as it is."""
    assert with_scripts(_page("<p>Text.</p>"), "../") == _page("<p>Text.</p>")


def test_a_table_brings_its_styles_and_scripts() -> None:
    """Styles in the head, so that the page does not jump; scripts at the end."""
    page = with_scripts(_page('<figure class="comparison" id="x"></figure>'), "../")
    assert '<link rel="stylesheet" href="../assets/stylesheets/tables.css"></head>' in page
    assert page.endswith('<script src="../assets/javascripts/cell-links.js" defer></script></body></html>')
    assert "course" not in page


def test_the_data_behind_a_figure_looks_like_a_table() -> None:
    """Its styles are the table's; there is nothing to sort."""
    page = with_scripts(_page('<div class="comparison-scroll figure-data"></div>'), "../")
    assert "tables.css" in page
    assert "<script" not in page


def test_a_course_brings_what_follows_a_reader() -> None:
    """The teacher's page has the look alone."""
    page = with_scripts(_page('<div class="course-facts"></div>'), "")
    assert 'href="assets/stylesheets/course.css"' in page
    assert 'src="assets/javascripts/course.js"' in page
    assert "<script" not in with_scripts(_page('<div class="course-key"></div>'), "")


def test_a_link_to_a_claim_brings_its_card() -> None:
    """Other links bring none."""
    assert "cards.js" in with_scripts(_page('<a href="../sources/s/1/#c-n001">§</a>'), "../")
    assert "cards.js" not in with_scripts(_page('<a href="../sources/s/1/#2.p1">§</a>'), "../")


def test_plain_words_bring_their_look() -> None:
    """Where there is a summary, its style is there before the page shows."""
    assert "plain.css" in with_scripts(_page('<div class="plain-words"></div>'), "")
