"""In: small made-up documents; out: that their sections, passages and locators come out as the rules say."""

from __future__ import annotations

import pytest
from sitegen.read.source_text import Outline, fingerprint, index_text, normalized

LONG = "Bees carry pollen from one kind of blossom to another, and whoever counts them needs patience. " * 3


def document(*lines: str) -> str:
    """A text of these lines."""
    return "\n".join(lines)


def locators(outline: Outline) -> list[str]:
    """The locators, in order."""
    return [one.passage.locator for one in outline.passages]


def section_ids(outline: Outline) -> list[str]:
    """The ids of the sections, in order."""
    return [section.id for section in outline.sections]


def texts(outline: Outline) -> dict[str, str]:
    """Each passage's text by its locator."""
    return {one.passage.locator: one.text for one in outline.passages}


NUMBERED = document(
    "Article",
    "",
    "On Bees",
    "",
    "A. Writer¹ and B. Reader^{2*}",
    "",
    "* Correspondence: a@example.org",
    "",
    "Abstract: We counted bees.",
    "",
    "Keywords: Bees; Counting",
    "",
    "1. Introduction",
    "",
    "Bees are counted [1].",
    "",
    "2. Results",
    "",
    "2.1. Bees in Towns",
    "",
    "There were 12 bees.",
    "",
    "Steps to take:",
    "1. **Look:** Go outside.",
    "2. **Count:** Write it down, thereby",
    "",
    "knowing the number.",
    "",
    "Funding",
    "",
    "None received.",
    "",
    "References",
    "",
    "1. Writer, A. Bees. *J. Bees* **2020**, 1, 2–3.",
    "2. Reader, B. More Bees. *J. Bees*",
    "",
    "- 2021**, 2, 5.",
    "",
    "Copyright © 2024 by the authors.",
)


def test_numbered_document() -> None:
    """A document with numbered headings gives ids from the numbers, and its reference list is no passage."""
    outline = index_text(NUMBERED)
    assert section_ids(outline) == ["front-matter", "abstract", "1", "2", "2-1", "back-matter-funding", "back-matter"]
    assert locators(outline) == [
        *("front.p1", "front.p2", "front.p3", "front.p4", "abstract.p1", "front.p5", "1.p1"),
        *("2.1.p1", "2.1.p2", "2.1.i1", "2.1.i2", "back-matter-funding.p1", "back.p1"),
    ]
    found = texts(outline)
    assert found["front.p3"] == "A. Writer and B. Reader"
    assert found["2.1.i1"] == "Look: Go outside."
    assert found["2.1.i2"] == "Count: Write it down, thereby knowing the number."


def test_titles_keep_the_number() -> None:
    """A section's title is its heading as printed, with its number and without a colon at its end."""
    titles = {section.id: section.title for section in index_text(NUMBERED).sections}
    assert titles["2-1"] == "2.1. Bees in Towns"
    assert titles["front-matter"] == "Front matter"
    outline = index_text(document("ABSTRACT", LONG, "WINTER REST:", LONG))
    assert [section.title for section in outline.sections] == ["ABSTRACT", "WINTER REST"]


UNNUMBERED = document(
    " ABSTRACT",
    "[bookmark: _GoBack]Bees rest.",
    " INTRODUCTION:",
    LONG,
    "THE HISTORY OF BEES IN TOWNS:",
    LONG,
    "",
    " FIGURE 1",
    "",
    "Bee-keeping work:",
    LONG,
    "FIG 2. THE YEAR OF A HIVE:",
    " · Spring: The hive wakes.",
    "· Summer: The hive swarms.",
    "",
    "BEE KEEPING OF OLD:",
    LONG,
    "Bee keeping:",
    LONG,
    "OUTLOOK – WHAT COMES NEXT",
    "  1. More Hives:",
    LONG,
    "",
    " 2. Fewer mites",
    LONG,
    "CONCLUSION:",
    LONG,
)


def test_unnumbered_document() -> None:
    """Headings in capitals or with a colon give ids from their first words; numbers below one belong to it."""
    outline = index_text(UNNUMBERED)
    assert section_ids(outline) == [
        *("abstract", "introduction", "history", "bee-keeping-work", "bee-keeping-of-old", "bee-keeping"),
        *("outlook", "outlook-1", "outlook-2", "conclusion"),
    ]
    assert locators(outline) == [
        *("abstract.p1", "introduction.p1", "history.p1", "f1", "bee-keeping-work.p1", "f2.caption", "f2.i1", "f2.i2"),
        *("bee-keeping-of-old.p1", "bee-keeping.p1", "outlook-1.p1", "outlook-2.p1", "conclusion.p1"),
    ]
    assert texts(outline)["abstract.p1"] == "Bees rest."


def test_figures() -> None:
    """A label without words is a figure, with words a caption, and its list items stand under the figure."""
    by_locator = {one.passage.locator: one.passage for one in index_text(UNNUMBERED).passages}
    assert [by_locator[locator].type for locator in ("f1", "f2.caption", "f2.i1")] == ["figure", "caption", "list-item"]
    assert by_locator["f2.i2"].section == "bee-keeping-work"


def test_markdown_document() -> None:
    """In Markdown the first heading is the title; publisher's lines after the body are back matter."""
    outline = index_text(
        document("# On Bees", "", "A. Writer\\*", "", "## DESCRIPTION", "", LONG, "", "**Citation:** Writer A (2024).")
    )
    assert section_ids(outline) == ["front-matter", "description", "back-matter"]
    assert texts(outline)["front.p1"] == "On Bees"
    assert texts(outline)["front.p2"] == "A. Writer"
    assert texts(outline)["back.p1"] == "Citation: Writer A (2024)."


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("The bees were seen near the", "river in spring.", "The bees were seen near the river in spring."),
        ("The bees have signif-", "icant wings.", "The bees have significant wings."),
        ("The bees were seen.", "river bees too.", None),
        ("The bees were seen [4].", "river bees too.", None),
        ("In spring the bees were seen by the whole town (4)", "River bees too.", None),
        ("In spring the bees were seen by the whole town near the", "River Ouse.", None),
    ],
)
def test_page_breaks(before: str, after: str, joined: str | None) -> None:
    """A paragraph without an end goes on in lower case after the gap, also past a figure's caption."""
    for between in ([""], ["", "Figure 3. A bee.", ""]):
        found = texts(index_text(document("Introduction", "", before, *between, after)))
        expected = {"introduction.p1": joined} if joined else {"introduction.p1": before, "introduction.p2": after}
        assert {locator: text for locator, text in found.items() if locator != "f3.caption"} == expected


TABLE = document(
    "1. Results",
    "",
    "Table 7 shows the counts.",
    "",
    "Table 7. Counts of bees.",
    "",
    "Kind [Reference]\tSeen (%)\t\tNote",
    "\tTown\tField\t",
    "Honey bee [3–5]\t10–20\t30\tin 2019",
    "Bumblebee [6]\t\t5\t",
    "",
    "Nothing else was seen.",
)


def test_table() -> None:
    """The last header line is row 0, what stands over it a span, and empty cells are no passages."""
    found = texts(index_text(TABLE))
    assert found == {
        "1.p1": "Table 7 shows the counts.",
        "t7.caption": "Table 7. Counts of bees.",
        "t7.r0.span": "Seen (%)",
        "t7.r0.c0": "Kind [Reference]",
        "t7.r0.c1": "Town",
        "t7.r0.c2": "Field",
        "t7.r0.c3": "Note",
        "t7.r1.c0": "Honey bee [3–5]",
        "t7.r1.c1": "10–20",
        "t7.r1.c2": "30",
        "t7.r1.c3": "in 2019",
        "t7.r2.c0": "Bumblebee [6]",
        "t7.r2.c2": "5",
        "1.p2": "Nothing else was seen.",
    }


def test_table_numbers_take_the_unit_of_the_heading() -> None:
    """A cell's numbers have the unit of its column's heading or of the span over it, and its headings by name."""
    by_locator = {one.passage.locator: one.passage for one in index_text(TABLE).passages}
    cell = by_locator["t7.r1.c1"]
    assert [(str(number.value), number.unit) for number in cell.numbers] == [("10", "percent"), ("20", "percent")]
    assert cell.heading == "Honey bee · Seen (%) · Town"
    assert [number.unit for number in by_locator["t7.r1.c3"].numbers] == ["year"]
    assert by_locator["t7.r1.c0"].numbers == ()
    assert by_locator["t7.r0.c1"].heading is None


def test_pipe_table_without_caption() -> None:
    """A Markdown table is read like one with tabs; without a caption it takes the next number."""
    outline = index_text(document(TABLE, "", "| Kind | Seen |", "|:-----|-----:|", "| Wasp | 4 |"))
    assert [text for locator, text in texts(outline).items() if locator.startswith("t8")] == [
        "Kind",
        "Seen",
        "Wasp",
        "4",
    ]


def test_short_numbered_list_is_no_heading() -> None:
    """Short numbered lines that follow each other are a list, though each could be a heading."""
    outline = index_text(document("1. Results", "", "We saw:", "", "1. Bees", "2. Wasps", "3. Flies", "", LONG))
    assert locators(outline) == ["1.p1", "1.i1", "1.i2", "1.i3", "1.p2"]


def test_heading_that_comes_again() -> None:
    """A heading that comes again opens a section of its own."""
    outline = index_text(document("INTRODUCTION", LONG, "Costs:", LONG, "Costs:", LONG))
    assert section_ids(outline) == ["introduction", "costs", "costs-b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Bees\u00a0 and\twasps \n", "Bees and wasps"),
        ("**Bees** and *wasps*\\*", "Bees and wasps"),
        ("Bees¹² and wasps^{3*}", "Bees and wasps"),
        ("2 × 10⁶ bees", "2 × 10^6 bees"),
        ("cost \\$5", "cost $5"),
        ("ﬁve bees", "five bees"),
        ("[bookmark: x]Bees", "Bees"),
    ],
)
def test_normalized(text: str, expected: str) -> None:
    """White space, Markdown marks, superscripts and compatibility characters do not count."""
    assert normalized(text) == expected


def test_fingerprint() -> None:
    """The fingerprint is the beginning of the SHA-256 of the normalized text."""
    assert fingerprint("Bees  **and** wasps") == fingerprint("Bees and wasps") == "0875a358f05c23fd"
    (passage,) = (one.passage for one in index_text(document("Abstract", "Bees and wasps")).passages)
    assert passage.fingerprint == fingerprint("Bees and wasps")


def test_empty_text() -> None:
    """A text without lines has neither sections nor passages."""
    assert index_text(" \n\n") == Outline((), ())
