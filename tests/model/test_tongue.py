"""In: made-up phrases in German and French; out: that their numbers are read as what they are, in their own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitegen.language.marks import tongue_in
from sitegen.model.numbers import numbers_in, unit_in_heading
from sitegen.read.source_text import index_text

FOLDERS = (Path(__file__).resolve().parents[2] / "templates",)
GERMAN, FRENCH = tongue_in(FOLDERS, "de"), tongue_in(FOLDERS, "fr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5 % der Fläche", [("1.5", "percent", "1,5 %")]),
        ("1.250 Euro", [("1250", "eur", "1.250 Euro")]),
        ("1.234.567,89 €", [("1234567.89", "eur", "1.234.567,89 €")]),
        ("40 bis 50 % der Fläche", [("40", "percent", "40 bis 50 %"), ("50", "percent", "40 bis 50 %")]),
        (
            "zwischen 2,5 und 3,5 Prozent",
            [("2.5", "percent", "2,5 und 3,5 Prozent"), ("3.5", "percent", "2,5 und 3,5 Prozent")],
        ),
        ("etwa drei Jahre", [("3", "years", "etwa drei Jahre")]),
        ("mehr als 2 Mio. Euro", [("2000000", "eur", "mehr als 2 Mio. Euro")]),
        ("am 3. März 2024 geprüft", [("2024", "year", "3. März 2024")]),
        ("am 03.11.1998 eröffnet", [("1998", "year", "03.11.1998")]),
        ("im Jahr 1998 gebaut", [("1998", "year", "1998")]),
        ("24,5 m lang und 3 mm breit", [("24.5", None, "24,5"), ("3", None, "3")]),
        ("rund 12 als Ersatz", [("12", None, "rund 12")]),
        ("siehe Tabelle 3 und Abbildung 12", []),
        ("so steht es dort [1,2] und (3, 4)", []),
        ("Grad 2 oder 3", [("2", "grade", "Grad 2 oder 3"), ("3", "grade", "Grad 2 oder 3")]),
        ("12,5", [("12.5", None, "12,5")]),
    ],
)
def test_german_numbers(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    """A decimal comma, a point between thousands, `bis`, words and dates; `written` is the source's own."""
    found = [(str(one.value), one.unit, one.written) for one in numbers_in(text, tongue=GERMAN)]
    assert [its[:2] for its in found] == [its[:2] for its in expected]
    for (_, _, written), (_, _, wanted) in zip(found, expected, strict=True):
        assert wanted in written or written in wanted
        assert written in text


def test_a_language_without_words_has_its_marks_and_months() -> None:
    """French: a comma, a narrow space between thousands, and the names of months."""
    found = numbers_in("12 500,5 habitants, le 3 février 2020", tongue=FRENCH)
    assert [(str(one.value), one.unit) for one in found] == [("12500.5", None), ("2020", "year")]


def test_english_stays_as_it_is() -> None:
    """A source in English of a German review is read by the rules of English."""
    english = tongue_in(FOLDERS, "en-GB")
    assert english.is_english
    assert [str(one.value) for one in numbers_in("1,250 to 1,300.5 patients", tongue=english)] == ["1250", "1300.5"]
    # Three numbers with points are sections in English, and no date.
    assert "year" not in {one.unit for one in numbers_in("3.1. 2.4. 1250 patients", tongue=english)}


@given(st.text(alphabet="0123456789.,% bismärzdreiJahre()[]–", max_size=60))
def test_every_number_is_written_in_the_text(text: str) -> None:
    """Whatever stands there, what a number is written as stands there, too, in one piece."""
    for one in numbers_in(text, tongue=GERMAN):
        assert one.written in text
        assert one.written.strip()


def test_a_german_text_is_indexed_as_such() -> None:
    """Its captions, its abstract and its list of references are told by their German words."""
    text = (
        "Ein Heft\n\nZusammenfassung\n\nDie Stege sind 1,5 m breit.\n\n1. Größe\n\nDer Steg ist 24,5 m lang.\n\n"
        "Tabelle 1. Stege\n\n\tLänge (%)\nSteg\t12,5\n\nLiteratur\n\n1. Bach A. Stege. 2020.\n"
    )
    outline = index_text(text, GERMAN)
    passages = {one.passage.locator: one.passage for one in outline.passages}
    assert [section.title for section in outline.sections][1:] == ["Zusammenfassung", "1. Größe"]
    assert str(passages["1.p1"].numbers[0].value) == "24.5"
    assert "t1.caption" in passages
    number = passages["t1.r1.c1"].numbers[0]
    assert (str(number.value), number.unit) == ("12.5", "percent")
    assert not any("Bach" in one.text for one in outline.passages)
    assert unit_in_heading("Anteil (Prozent)", GERMAN) == "percent"
