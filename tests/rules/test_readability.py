"""In: words and sentences counted by hand; out: that syllables, words, sentences and grade are counted alike."""

from __future__ import annotations

import pytest
from sitegen.model.entity import Alias, Entity, EntityCore
from sitegen.model.glossary import Term
from sitegen.pipeline import load
from sitegen.rules.readability import Names, sentences_of
from sitegen.rules.syllables import syllables

#: Counted by hand, most of them from summaries; those from `exosomes` on are not in the dictionary.
BY_HAND = """patients 2, leukemia 4, immune 2, therapy 3, cancer 2, toxicity 4, cells 1, created 3, disease 2, children 2,
people 2, survival 3, idea 3, science 2, being 2, area 3, serious 3, mediated 4, treated 2, genes 1, genetic 3,
medicine 3, period 3, variety 4, tumors 2, remission 3, relapse 2, studies 2, evidence 3, doubtful 2, reviewed 2,
because 2, little 2, different 3, numbers 2, infection 3, nausea 3, brain 1, approved 2, hospital 3, expensive 3,
weeks 1, sources 2, antibodies 4, engineered 3, million 2, viruses 3, ratio 3, immediately 5, asked 1, causes 2,
released 2, changed 1, needed 2, exosomes 3, biomarkers 4, hydrogels 3, nanoparticles 5, liposomes 3, checkpoint 2,
apheresis 4, hydrogel 3, immunogenic 5"""


@pytest.fixture(scope="module")
def names(tiny_root):
    """The names of the tiny review, with two more things and a term of the glossary."""
    review, _ = load(tiny_root)
    assert review is not None
    core = EntityCore(id="long", name="Cytokine release syndrome", aliases=(Alias(name="ALL", type="abbreviation"),))
    review.entities["long"] = Entity("effect", core, {})
    review.terms["term"] = Term(id="term", term="apheresis")
    return Names(review)


@pytest.mark.parametrize("pair", BY_HAND.split(","))
def test_syllables_are_those_that_a_person_counts(pair: str) -> None:
    """Every word of the list; `several`, spoken with two or three, is not among them."""
    word, count = pair.split()
    assert syllables(word) == int(count)


def test_sentences_end_where_a_reader_stops() -> None:
    """Not at the points of a number, of braces, or of `et al.` before a year."""
    text = "It costs {c-7k2q.cost} once. “Is it safe?” Nobody knows. "
    text += "In Hill et al. 2020 it was 1.5 times as much! {c-7k2q.n} more."
    assert sentences_of(text) == [
        "It costs {c-7k2q.cost} once.",
        "“Is it safe?",
        "Nobody knows.",
        "In Hill et al. 2020 it was 1.5 times as much!",
        "{c-7k2q.n} more.",
    ]
    assert sentences_of("…") == []


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Cytokine release syndromes are rare.", [2, 2, 2, 1, 1]),  # a name, also in the plural
        ("Cytokine storms are rare.", [3, 1, 1, 1]),  # only a part of the name
        ("Apheresis comes first.", [2, 1, 1]),  # a term of the glossary
        ("ALL is one, all is none.", [2, 1, 1, 1, 1, 1]),  # an abbreviation letter by letter
        ("A CT of 1,234.5 people – of 60–70%.", [1, 2, 1, 2, 2, 1, 2]),  # letters of abbreviations; numbers; no dashes
        ("A well-known, hill-leaf drink.", [1, 2, 2, 1]),  # parts of a word
    ],
)
def test_names_terms_and_numbers_are_easy(names: Names, sentence: str, counted: list[int]) -> None:
    """A word of a name counts two syllables at most."""
    assert [word.syllables for word in names.read([sentence]).words] == counted


def test_the_grade_is_that_of_flesch_and_kincaid(names: Names) -> None:
    """6 words and 10 syllables in two sentences: 0.39 × 3 + 11.8 × 10/6 − 15.59."""
    reading = names.read(["The water runs.", "Nobody drinks water."])
    assert reading.average == 3
    assert reading.grade == pytest.approx(0.39 * 3 + 11.8 * 10 / 6 - 15.59)
    assert [word.text for word in reading.hardest[:2]] == ["Nobody", "water"]
