"""In: pages with and without a table, with and without a course; out: that each loads what it needs, and no more."""

from __future__ import annotations

from sitegen.sinks.scripts import one_by_one, with_scripts


def _page(body: str) -> str:
    return f"<html><head></head><body>{body}</body></html>"


def test_a_page_of_text_loads_nothing_more() -> None:
    """It stays as it is."""
    assert with_scripts(_page("<p>Text.</p>"), "../") == _page("<p>Text.</p>")


def test_a_table_brings_its_scripts() -> None:
    """At the end, so that the page shows first."""
    page = with_scripts(_page('<figure class="comparison" id="x"></figure>'), "../")
    assert page.endswith('<script src="../assets/javascripts/cell-links.js"></script></body></html>')
    assert "course" not in page


def test_the_data_behind_a_figure_brings_none() -> None:
    """There is nothing to sort."""
    page = _page('<div class="comparison-scroll figure-data"></div>')
    assert with_scripts(page, "../") == page


def test_a_course_brings_what_follows_a_reader() -> None:
    """The teacher's page has nothing to keep."""
    page = with_scripts(_page('<div class="course-facts"></div>'), "")
    assert 'src="assets/javascripts/course.js"' in page
    assert "<script" not in with_scripts(_page('<div class="course-key"></div>'), "")


def test_a_link_to_a_claim_brings_its_card() -> None:
    """Other links bring none."""
    assert "cards.js" in with_scripts(_page('<a href="../sources/s/1/#c-n001">§</a>'), "../")
    assert "cards.js" not in with_scripts(_page('<a href="../sources/s/1/#2.p1">§</a>'), "../")


def test_scripts_of_the_body_wait_in_a_template() -> None:
    """In their order. Those of the head do not wait: what stands first there has to run first; data is no script."""
    head = '<head><script src="first.js"></script></head>'
    data = '<script id="x" type="application/json">{}</script>'
    html = f'{head}<body dir=ltr><p>Text.</p><script src="a.js"></script>\n{data}<script src="b.js"></script></body>'
    template = '<template id="review-scripts"><script src="a.js"></script><script src="b.js"></script></template>'
    assert one_by_one(html) == f"{head}<body dir=ltr><p>Text.</p>{data}{template}</body>"


def test_a_page_without_scripts_gets_no_template() -> None:
    """There is nothing to wait for."""
    assert one_by_one("<body dir=ltr><p>Text.</p></body>") == "<body dir=ltr><p>Text.</p></body>"
