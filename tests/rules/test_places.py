"""In: texts with numbers; out: that the number of a table or a section is a place, in the review's language, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.language.marks import writing_in
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.rules.numbers import loose_numbers, names_with_digits

GERMAN = Path(__file__).resolve().parents[2] / "examples/fussgaengerbruecken"


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """What a German review takes for names."""
    review, _ = load(GERMAN)
    assert review is not None
    assert "Tabelle" in writing_in(template_folders(GERMAN), review.info).places
    return names_with_digits(review)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Siehe Tabelle 2 und Abb. 3.", []),
        ("In Abschnitt 2.1, Table 4 und Kapitel 5 steht mehr.", []),
        ("In Tabelle 2 sind es 15 Prozent.", ["15"]),
        ("Der Tabellenwert 7 zählt.", ["7"]),
    ],
)
def test_a_place_is_no_typed_number(names: frozenset[str], text: str, loose: list[str]) -> None:
    """Other numbers beside it still are."""
    assert [word for _, word in loose_numbers(text, names)] == loose


def test_english_knows_its_own_words_only() -> None:
    """`Tabelle 2` in an English chapter is a number that nobody bound."""
    assert [word for _, word in loose_numbers("Table 2, Tabelle 3", frozenset())] == ["3"]
