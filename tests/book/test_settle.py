"""In: where the marks of a set book stand; out: that the next pass knows its pages, and that it comes to rest."""

from __future__ import annotations

from sitegen.book.settle import Known, Mark, learned

MARKS: list[Mark] = [
    ("main", 4, 76.0, 70.0),
    ("h1:Chapters", 4, 76.0, 70.0),
    ("u:agents/axi.md", 4, 80.0, 90.0),
    ("h2:Efficacy", 5, 76.0, 70.0),
    ("chapters/efficacy.md", 5, 76.0, 70.0),
    ("u:agents/axi.md", 6, 80.0, 90.0),
    ("u:agents/axi.md", 6, 80.0, 190.0),
    ("agents/axi.md", 7, 76.0, 300.5),
]


def test_pages_are_counted_from_the_first_of_the_main_matter() -> None:
    """The cover and the contents have no number of this count; links need the pages of the file."""
    known, places = learned(Known(), MARKS)
    assert known.pages == {"chapters/efficacy.md": 2, "agents/axi.md": 4}
    assert known.uses == {"u:agents/axi.md": [1, 3]}
    assert places.before == 3
    assert places.at["agents/axi.md"] == (7, 300.5)


def test_the_head_of_a_page_names_the_last_chapter_that_began() -> None:
    """Nothing stands at the head of a page on which a part begins, nor before the main matter."""
    known, _ = learned(Known(), MARKS)
    assert known.heads == {"5": "Efficacy", "6": "Efficacy", "7": "Efficacy"}


def test_a_book_is_at_rest_when_it_tells_what_it_was_told() -> None:
    """Heights may differ, since links follow them at the end; page numbers may not."""
    known, _ = learned(Known(), MARKS)
    again, _ = learned(known, [(key, page, left, top + 1) for key, page, left, top in MARKS])
    assert again.agrees(known)
    moved, _ = learned(known, [*MARKS[:-1], ("agents/axi.md", 8, 76.0, 70.0)])
    assert not moved.agrees(known)


def test_a_number_that_goes_to_and_fro_keeps_its_width_after_some_passes() -> None:
    """Else “p. 9” and “p. 10” could push each other over the edge of a page for ever."""
    known = Known()
    for number in range(6):
        known, _ = learned(known, [*MARKS[:-1], ("agents/axi.md", 7 + number % 2, 76.0, 70.0)])
    assert known.restless == ["agents/axi.md"]


def test_headings_of_a_page_without_parts_stand_at_its_heads() -> None:
    """A chapter's own PDF has no cover and no contents."""
    marks: list[Mark] = [("main", 1, 0.0, 0.0), ("h1:Efficacy", 1, 0.0, 0.0), ("x", 3, 0.0, 0.0)]
    assert learned(Known(), marks)[0].heads == {"2": "Efficacy", "3": "Efficacy"}
