"""In: authors as editors write them; out: that people and groups are told apart, and read as both are written."""

from __future__ import annotations

import pytest
from sitegen.model.author import Author, author_of, line_of


@pytest.mark.parametrize(
    ("written", "author", "reading", "inverted"),
    [
        ("Lovelace, Ada", Author("Lovelace", "Ada"), "Ada Lovelace", "Lovelace, Ada"),
        ("van Gogh ,  Ann  Marie", Author("van Gogh", "Ann Marie"), "Ann Marie van Gogh", "van Gogh, Ann Marie"),
        ("Pot, A.\u00a0M.", Author("Pot", "A.\u00a0M."), "A.\u00a0M. Pot", "Pot, A.\u00a0M."),
        ("The Editors", Author(group="The Editors"), "The Editors", "The Editors"),
        ("{Editors, Town}", Author(group="Editors, Town"), "Editors, Town", "Editors, Town"),
    ],
)
def test_people_and_groups(written: str, author: Author, reading: str, inverted: str) -> None:
    """A comma makes a person, braces keep a group together."""
    its = author_of(written)
    assert (its, its.reading, its.inverted) == (author, reading, inverted)


def test_a_line_of_names() -> None:
    """In the order in which they are told."""
    assert line_of(map(author_of, ("Lovelace, Ada", "The Editors"))) == "Ada Lovelace, The Editors"
