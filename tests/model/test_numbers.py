"""In: made-up phrases; out: that their numbers are read, and what only looks like a number is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sitegen.model.numbers import numbers_in, unit_in_heading


def values(text: str, unit: str | None = None) -> list[tuple[str, str | None]]:
    """The numbers of a text, as words and units."""
    return [(str(number.value), number.unit) for number in numbers_in(text, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it fell to 12%", [("12", "percent")]),
        ("12.5 percent of them", [("12.5", "percent")]),
        ("from 10–15% down to 5-8%", [("10", "percent"), ("15", "percent"), ("5", "percent"), ("8", "percent")]),
        ("30 to 40% and 7%", [("30", "percent"), ("40", "percent"), ("7", "percent")]),
        ("3 percentage points", [("3", "percentage-points")]),
        ("at 1, 4 and 5%", [("1", "percent"), ("4", "percent"), ("5", "percent")]),
    ],
)
def test_percent(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A range or an enumeration is two or more numbers that share the sign after the last."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a price of $1,250", [("1250", "usd")]),
        ("$12,345.67/QALY", [("12345.67", "usd-per-qaly")]),
        ("between $900 and $1,100 per QALY gained", [("900", "usd-per-qaly"), ("1100", "usd-per-qaly")]),
        ("$10 to $20 per quality-adjusted life year (QALY)", [("10", "usd-per-qaly"), ("20", "usd-per-qaly")]),
        ("$2–3 million", [("2000000", "usd"), ("3000000", "usd")]),
        ("between $700 and more than $800 a treatment", [("700", "usd"), ("800", "usd")]),
        ("€5 billion or £6", [("5000000000", "eur"), ("6", "gbp")]),
    ],
)
def test_money(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A currency stands before the first number of a range, what it buys after the last."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.5 million DALYs", [("1500000", "daly")]),
        ("2.5 and 3.5 million DALYs", [("2500000", "daly"), ("3500000", "daly")]),
        ("two hundred thousand people", [("200000", "people")]),
        ("a hundred infusions", [("100", "infusions")]),
        ("2 × 10^6 cells/kg", [("2000000", "cells-per-kg")]),
        ("12,000 or 1,250,000 children", [("12000", "children"), ("1250000", "children")]),
    ],
)
def test_size(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Scales, powers and thousands separators are multiplied out."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nine of the wards", [("9", None)]),
        ("seven rare tumors and four kinds", [("7", "tumors"), ("4", "kinds")]),
        ("none, one or two signal domains", [("1", "domains"), ("2", "domains")]),
        ("twenty-five nurses", [("25", "nurses")]),
        ("3 new cases per million adults", [("3", "cases-per-million")]),
        ("8 deaths per 100,000", [("8", "deaths-per-100000")]),
        ("8 reported cases", [("8", "case")]),
        ("12500 samples", [("12500", "samples")]),
        ("5 in Asia", [("5", None)]),
        ("one group shows it", [("1", None)]),
    ],
)
def test_counts(text: str, expected: list[tuple[str, str | None]]) -> None:
    """What is counted gives the unit, at most two other words away."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until 1975", [("1975", "year")]),
        ("between 2011 and 2013", [("2011", "year"), ("2013", "year")]),
        ("in 2011 and 60 patients", [("2011", "year"), ("60", "patients")]),
        ("on 3 March 2021 and 04-Apr-2022", [("2021", "year"), ("2022", "year")]),
        ("Smith et al. (2019)", [("2019", "year")]),
        ("in the 1990s", [("1990", "decade")]),
        ("2,010 patients", [("2010", "patients")]),
        ("up to 18 years of age", [("18", "years")]),
        ("between the ages of two and five", [("2", "years"), ("5", "years")]),
        ("under the age of 9", [("9", "years")]),
        ("a 5-year follow-up", [("5", "years")]),
        ("the first three months", [("3", "months")]),
        ("at least six weeks", [("6", "weeks")]),
        ("on day 0 and day 28", [("0", "day"), ("28", "day")]),
        ("days 3–5", [("3", "day"), ("5", "day")]),
        ("death 1 year later", [("1", "years")]),
    ],
)
def test_time(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A date is a year, a duration or an age has a plural unit, a moment a singular one."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grade 3 or worse", [("3", "grade")]),
        ("grades 3–4 and grade II", [("3", "grade"), ("4", "grade"), ("2", "grade")]),
        ("a phase 2 trial", [("2", "phase")]),
        ("Phase I/II and phase 1b", [("1", "phase"), ("2", "phase"), ("1", "phase")]),
        ("phase I and III results", [("1", "phase"), ("3", "phase")]),
        ("phase I/Iia", [("1", "phase"), ("2", "phase")]),
    ],
)
def test_steps(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Grades, phases and stages are numbers in digits and in roman numerals."""
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "as shown [3], [4,5], [7–12] and (1), (23) (24), (5–7)",
        "CD19, CD19/22, 4-1BB, IL-2, PD-1/PD-L1, CD3-ζ and UCART19",
        "NCT01234567, COVID-19, KEYNOTE-006, CheckMate 9LA, CheckMate 214, ALLO-501",
        "death protein 1, ligand 1 (PD-L1) and virus type 1, which",
        "TumorAgDB 1.0 and Tumor AgDB 1.0",
        "Figure 1, Figures 2 and 3, Table 4. and Fig. 5",
        "the first, 2nd and third-generation, one-third, two-thirds",
        "one of them, no one, one another, a one-time infusion",
        "Bishkek 720001 and No. AB-12-34567, doi 10.1234/ab.567, J Test. 12:345.",
        "see https://example.org/4.0/ or a1@example.org",
        "millions of cells over decades",
    ],
)
def test_not_numbers(text: str) -> None:
    """Citation marks, digits inside names, ordinals, addresses and references to figures are not numbers."""
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It was seen in up to 18 years of age here.", "up to 18 years of age"),
        ("It was seen in approximately 5,000 girls here.", "approximately 5,000 girls"),
        ("It was grade 3 or greater here.", "grade 3 or greater"),
        ("Rates of 10–15% were seen here.", "10–15%"),
        ("Costs of $7 and more than others.", "$7"),
    ],
)
def test_written(text: str, written: str) -> None:
    """The words of a number are the number, its unit and its bound, never the sentence."""
    assert {number.written for number in numbers_in(text)} == {written}


def test_value_is_plain() -> None:
    """A value is a decimal without an exponent, so that it prints as digits."""
    (number,) = numbers_in("9 million tests")
    assert (str(number.value), number.value) == ("9000000", Decimal(9_000_000))


def test_same_words_count_once() -> None:
    """A number that comes again in the same words is given once, and another wording of it again."""
    assert [number.written for number in numbers_in("5% here, 5% there, above 5% elsewhere")] == ["5%", "above 5%"]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("60–70", "percent", [("60", "percent"), ("70", "percent")]),
        ("5 months", "percent", [("5", "months")]),
        ("2010", "patients", [("2010", "patients")]),
        ("Drug [37–42]", "percent", []),
    ],
)
def test_unit_of_the_caller(text: str, unit: str, expected: list[tuple[str, str | None]]) -> None:
    """A column's unit is for the numbers that have none of their own."""
    assert values(text, unit) == expected


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Outcome (%)", "percent"),
        ("Age (years)", "years"),
        ("Cost ($)", "usd"),
        ("Dose (mg/kg)", "mg-per-kg"),
        ("Patients (n)", None),
        ("Outcome", None),
    ],
)
def test_unit_in_heading(heading: str, unit: str | None) -> None:
    """A heading that ends in a unit in brackets gives it."""
    assert unit_in_heading(heading) == unit
