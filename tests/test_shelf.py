"""In: texts and bytes; out: that a shelf gives back what was laid on it, in its order."""

from __future__ import annotations

import pickle
import random

import pytest
from sitegen.shelf import Shelf

ODD = ("", "a", "é – “quoted”\r\n", "\ud800 half a pair", "\0", "𝛼" * 70_000)


def test_what_was_laid_on_it_is_there() -> None:
    """Texts as texts and bytes as bytes, whatever is in them."""
    shelf: Shelf[str | bytes] = Shelf()
    shelf.update({str(number): text for number, text in enumerate(ODD)} | {"bytes": b"\xff\0"})
    assert dict(shelf) == {str(number): text for number, text in enumerate(ODD)} | {"bytes": b"\xff\0"}
    assert "1" in shelf
    assert "x" not in shelf
    with pytest.raises(KeyError):
        shelf["x"]


def test_it_is_like_a_dictionary() -> None:
    """A thousand steps at random: the same names in the same order, with the same contents."""
    choice, shelf, plain = random.Random(3), Shelf[str](), dict[str, str]()
    for _ in range(1000):
        name, text = str(choice.randrange(40)), "x" * choice.randrange(100) + choice.choice(ODD[:4])
        if choice.random() < 0.2 and name in plain:
            del shelf[name], plain[name]
        else:
            shelf[name] = plain[name] = text
    assert list(shelf.items()) == list(plain.items())
    assert len(shelf) == len(plain)


def test_another_process_has_its_own() -> None:
    """What lies on it goes along."""
    shelf = Shelf({"a": "The text.", "b": "Another."})
    other = pickle.loads(pickle.dumps(shelf))
    del shelf
    assert dict(other) == {"a": "The text.", "b": "Another."}
