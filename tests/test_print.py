"""In: pages printed from Chromium with a dark scheme; out: that they are light, unfolded, and say where they come from."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sitegen.model.vocabulary import ReviewInfo
from sitegen.sinks.prints import margin_style, print_line, qr_of


def _printed(browser: Any, site: Path, page: str, script: bool) -> pypdfium2.PdfDocument:
    context = browser.new_context(color_scheme="dark", java_script_enabled=script)
    window = context.new_page()
    window.goto((site / page).as_uri())
    if script:
        window.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    window.emulate_media(media="print", color_scheme="dark")
    made = window.pdf(prefer_css_page_size=True, print_background=True)
    context.close()
    return pypdfium2.PdfDocument(io.BytesIO(made))


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def chapter(request: pytest.FixtureRequest, browser: Any, built_tiny: Any) -> pypdfium2.PdfDocument:
    """The tiny review's chapter on paper."""
    return _printed(browser, built_tiny.site, "chapters/calm-chapter/index.html", request.param)


@pytest.mark.slow
def test_a_dark_page_prints_light(chapter: pypdfium2.PdfDocument) -> None:
    """More than nine tenths of the paper stay white, the margins among them."""
    for page in chapter:
        pixels = page.render(scale=0.5).to_pil().convert("L")
        white = sum(count for value, count in enumerate(pixels.histogram()) if value > 200)
        assert white > 0.9 * pixels.width * pixels.height
        assert pixels.getpixel((3, 3)) > 250


@pytest.mark.slow
def test_paper_has_the_text_and_where_it_comes_from_but_no_menu(
    chapter: pypdfium2.PdfDocument, built_tiny: Any
) -> None:
    """Folds are open; the margin has title and edition on each page; menus, buttons and links to files are gone."""
    pages = [page.get_textpage().get_text_bounded() for page in chapter]
    info = built_tiny.prepared.site.info
    for number, text in enumerate(pages, start=1):
        assert f"{info.short_title} · Edition {info.edition.number}" in text
        assert f"{number} / {len(pages)}" in text
    whole = " ".join(" ".join(pages).split())
    assert "In plain words" in whole
    assert "address not set" in whole
    assert "Vancouver" in whole
    assert info.disclaimer in whole
    for gone in ("For print:", "On this page", "Skip to content", "¶", "@incollection"):
        assert gone not in whole


@pytest.mark.slow
def test_links_to_other_sites_show_their_address(browser: Any, built_tiny: Any) -> None:
    """Paper cannot be clicked."""
    page = next(
        file
        for file in sorted(built_tiny.site.glob("references/*/index.html"))
        if 'href="https://doi.org' in file.read_text(encoding="utf-8")
    )
    book = _printed(browser, built_tiny.site, str(page.relative_to(built_tiny.site)), True)
    assert "(https://doi.org/" in "".join("".join(one.get_textpage().get_text_bounded().split()) for one in book)


def test_the_margin_carries_whatever_the_title_holds(tiny_info: ReviewInfo) -> None:
    """No character ends the string early; the example address is never printed."""
    import msgspec

    info = msgspec.structs.replace(tiny_info, short_title='A "b" \\ </style> {é}')
    style = margin_style(info, "https://example.org/x/")
    assert '"A \\000022 b\\000022  \\00005c  \\00003c /style\\00003e  \\00007b é\\00007d ' in style
    assert "example.org" not in style
    assert "https://tea.org/x/" in margin_style(info, "https://tea.org/x/")


def test_a_code_for_cameras_needs_an_address() -> None:
    """It has no style attribute, which a strict policy of the server would refuse."""
    assert qr_of("https://example.org/a/") == ""
    drawn = qr_of("https://tea.org/a/")
    assert drawn.startswith('<svg aria-hidden="true"')
    assert "style=" not in drawn


def test_only_a_page_with_a_pdf_leads_to_print() -> None:
    """Its own PDF, then the book in both formats."""
    assert print_line({}, "a.md", "../") == ""
    line = print_line({"a.md": "downloads/a.pdf"}, "a.md", "../")
    assert [name in line for name in ("../downloads/a.pdf", "../downloads/review.pdf", "../downloads/review.epub")] == [
        True
    ] * 3


@pytest.fixture
def tiny_info(tiny_root: Path) -> ReviewInfo:
    """What the tiny review says of itself."""
    from sitegen.pipeline import load

    review, _ = load(tiny_root)
    assert review is not None
    return review.info
