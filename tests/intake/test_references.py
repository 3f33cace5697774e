"""In: pasted lists of references; out: the entries that are proposed."""

from __future__ import annotations

import time

import pytest
from sitegen.intake.references import proposed, source_entry
from sitegen.problems import SourceText
from sitegen.read.bibliography import references_of

VANCOUVER = "3. Hill A, Stream BC, et al. Hills and their leaves. J Leaves. 2020;3(1):1-9. doi:10.1234/hills.2020."
APA = "Hill, A., & Stream, B. C. (2020). Hills and their leaves. Journal of Leaves, 3(1), 1–9. PMID: 12345"


def test_a_vancouver_reference() -> None:
    """Authors, title, journal, volume, number, pages and DOI come apart; `et al.` stays."""
    (one,) = proposed(VANCOUVER, [])
    assert (one.number, one.key, one.understood) == (3, "hill2020", True)
    for field in (
        "author = {Hill, A. and Stream, B. C. and others}",
        "title = {{Hills and their leaves}}",
        "journal = {J Leaves}",
        "volume = {3}",
        "number = {1}",
        "pages = {1--9}",
        "doi = {10.1234/hills.2020}",
    ):
        assert field in one.entry


def test_an_apa_reference() -> None:
    """The other common way of writing one; with a number of PubMed."""
    (one,) = proposed(APA, [])
    assert one.understood
    for field in (
        "author = {Hill, A. and Stream, B. C.}",
        "journal = {Journal of Leaves}",
        "pages = {1--9}",
        "eprint = {12345}",
    ):
        assert field in one.entry


@pytest.mark.parametrize(
    "line",
    [
        "2. Hill, A.; Bach-Stream, B.C.; et al. The Hills. And Their Leaves? *J. Leaves* **2020**, *3*, 1–9.",
        "2. Hill, A.; Bach-Stream, B. C.; et al. The Hills. And Their Leaves? *J. Leaves* **2020**, 3 (1), 1–9.",
        "2. Hill, A.; Bach-Stream, B.C.; et al. The Hills. And Their Leaves? J. Leaves 2020, 3, 1–9",
    ],
)
def test_an_acs_reference(line: str) -> None:
    """Authors between semicolons, the year behind the journal; Markdown's marks may have come along."""
    (one,) = proposed(line, [])
    assert one.understood
    for field in (
        "author = {Hill, A. and Bach-Stream, B. C. and others}",
        "title = {{The Hills. And Their Leaves?}}",
        "journal = {J. Leaves}",
        "year = {2020}",
        "volume = {3}",
        "pages = {1--9}",
    ):
        assert field in one.entry


def test_an_acs_reference_in_press() -> None:
    """It has no volume yet, and says so."""
    (one,) = proposed("Hill, A. Leaves: A Review. *J. Leaves* **2025**, in press.", [])
    assert one.understood
    assert "  note = {In press},\n" in one.entry
    assert "volume" not in one.entry


def test_the_number_of_an_article_is_no_volume() -> None:
    """What came out before its volume has a number alone."""
    (one,) = proposed("Hill, A. Leaves: A Review. *J. Leaves* **2025**, 1455613251324353.", [])
    assert "  pages = {1455613251324353},\n" in one.entry
    assert "volume" not in one.entry


def test_long_lines_do_not_take_long() -> None:
    """No way of reading a line tries its words again and again: twice as long takes four times as long, not 2^n."""

    def seconds(count: int) -> float:
        begun = time.process_time()
        list(proposed("Hill, A.; " * count + "A. word. " * count + "*J 2020, ", []))
        return time.process_time() - begun

    assert seconds(400) < 12 * max(seconds(200), 0.005)


def test_what_is_not_understood_is_kept_whole() -> None:
    """Nothing of the line is lost, and it is said."""
    (one,) = proposed("[7] The ministry, leaflet on bread, second printing 1999", [])
    assert (one.number, one.understood) == (7, False)
    assert "title = {{The ministry, leaflet on bread, second printing 1999}}" in one.entry
    assert "To complete" in one.entry


def test_no_key_is_given_twice() -> None:
    """Neither one of references.bib nor one of the same list."""
    keys = [one.key for one in proposed(f"{VANCOUVER}\n\n{VANCOUVER}", ["hill2020"])]
    assert keys == ["hill2020b", "hill2020c"]


@pytest.mark.parametrize("line", [VANCOUVER, APA, "[7] Words only", "Ångström Ö. Ä title. J Ö. 2001;1:2-3."])
def test_proposals_are_bibtex_that_reads(line: str) -> None:
    """What is proposed can be appended to references.bib as it is."""
    text = "".join(one.entry for one in proposed(line, []))
    read, problems = references_of(SourceText.of("references.bib", text), text)
    assert len(read) == 1
    assert not [problem for problem in problems if problem.code == "bibtex-syntax"]


def test_the_entry_of_a_source_says_what_is_missing() -> None:
    """A source without a year, or without an author."""
    assert "Year not stated" in source_entry("a", "A", "", "")
    assert "{Not stated}" in source_entry("a", "A", "", "2026")
