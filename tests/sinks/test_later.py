"""In: texts as HTML; out: that blocks below the first view say how high they are, about, and others stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sitegen.sinks.later import FIRST, HEIGHTS, lines_of, marked_later

FULL = "<p>" + "word " * 800 + "</p>\n"  # more than the first view
ROOT = Path(__file__).resolve().parents[2]


def test_the_first_view_stays_as_it_is() -> None:
    """What a reader sees first is laid out at once."""
    page = "<h1>A page</h1>\n<p>A sentence.</p>\n<ul>\n<li>One</li>\n</ul>\n"
    assert lines_of(page) < FIRST
    assert marked_later(page) == page


@pytest.mark.parametrize(
    ("block", "marked"),
    [
        ("<p>Short.</p>", '<p class="later l3">Short.</p>'),
        ('<p id="x" class="note">Short.</p>', '<p id="x" class="later l3 note">Short.</p>'),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", '<ul class="later l4">\n<li>One</li>\n<li>Two</li>\n</ul>'),
        ('<div class="card"><h3>A</h3><p>B</p></div>', '<div class="later l5 card"><h3>A</h3><p>B</p></div>'),
    ],
)
def test_blocks_below_it_carry_their_height(block: str, marked: str) -> None:
    """Paragraphs, lists and boxes, with the classes that they have."""
    assert marked_later(FULL + block) == FULL + marked


@pytest.mark.parametrize(
    "block",
    [
        "<h2>Heading</h2>",
        "<figure><p>A drawing</p></figure>",
        "<div><table><tr><td>1</td></tr></table></div>",
        "<details><summary>More</summary><p>Text</p></details>",
        "<p>" + "endless " * 3000 + "</p>",
    ],
)
def test_what_has_no_height_by_its_words_stays_as_it_is(block: str) -> None:
    """Headings, tables, drawings, folds, and what is higher than any height that has a class."""
    assert marked_later(FULL + block) == FULL + block


def test_each_note_is_a_block() -> None:
    """The list of notes is long; its items are laid out one by one."""
    notes = '<div class="footnote">\n<ol>\n<li id="fn:a">\n<p>A work.</p>\n</li>\n<li id="fn:b">\n<p>B.</p>\n</li>\n</ol>\n</div>'
    found = marked_later(FULL + notes)
    assert re.findall(r'<li id="fn:(.)" class="later l\d+">', found) == ["a", "b"]


def test_what_is_folded_takes_no_room() -> None:
    """A fold is as high as its summary."""
    folded = "<div><details><summary>More</summary><p>" + "word " * 900 + "</p></details></div>"
    assert lines_of(folded) < 6 < lines_of(folded.replace("<details>", "<details open>"))
    # The answers of a question are folds one below the other, each with a summary that may be long.
    assert lines_of(folded.replace("More", "word " * 40)) > lines_of(folded) + 5
    assert lines_of(folded * 4) > lines_of(folded) + 3


@pytest.mark.parametrize("text", ["<p>One</div></p>", "<div><p>One</p>", "</p><p>One</p>"])
def test_a_page_whose_blocks_are_not_closed_in_order_is_left_alone(text: str) -> None:
    """A page by hand may be anything; it is then as it was."""
    assert marked_later(FULL + "<p>Short.</p>" + text) == FULL + "<p>Short.</p>" + text


def test_each_height_has_a_style() -> None:
    """A class without a style would be a block without room."""
    style = (ROOT / "docs/assets/stylesheets/later.css").read_text(encoding="utf-8")
    named = {int(n): int(lines) for n, lines in re.findall(r"^\.l(\d+) \{ --review-lines: (\d+); \}$", style, re.M)}
    assert named == {height: height for height in HEIGHTS}
