"""In: values that are made when they are looked at; out: that each is made once, not before, and is like any other value."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from sitegen.on_demand import Afresh, Each, Layers, Listed, Told, Whole


def test_each_value_is_made_once_and_not_before() -> None:
    """Keys are known at once; a value is made when it is asked for, and no key is there that was not given."""
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    each = Each(("b", "a", "b"), make)
    assert (list(each), len(each), "a" in each, "c" in each, made) == (["b", "a"], 2, True, False, [])
    assert (each["a"], each["a"], made) == ("A", "A", ["a"])
    with pytest.raises(KeyError):
        each["c"]
    assert dict(each.only(("a",))) == {"a": "A"}
    assert made == ["a"]
    assert each == {"b": "B", "a": "A"}
    assert pickle.loads(pickle.dumps(each)) == each


def test_a_value_that_cannot_be_made_says_so() -> None:
    """A KeyError of who makes it is not taken for a key that is missing, and nothing is remembered of it."""
    each = Each(("a",), lambda _: {}["deep"])
    for _ in range(2):
        with pytest.raises(KeyError, match="deep"):
            each["a"]


@pytest.mark.parametrize(
    ("kind", "value"), [(Whole, {"a": 1, "b": 2}), (Listed, (1, 2))], ids=["a mapping", "a sequence"]
)
def test_a_whole_is_made_once_and_not_before(kind: Callable, value: object) -> None:
    """A mapping or a sequence that is made when somebody looks into it."""
    made: list[int] = []

    def make() -> object:
        made.append(1)
        return value

    whole = kind(make)
    assert made == []
    assert whole == value
    assert (len(whole), list(whole)) == (2, list(value))  # type: ignore[call-overload]
    assert pickle.loads(pickle.dumps(whole)) == value
    assert made == [1]
    assert kind(lambda: value) == kind(lambda: value)
    assert whole != kind(type(value))


def test_what_is_let_go_is_made_again() -> None:
    """The same values, when somebody asks."""
    made: list[int] = []
    whole = Whole(lambda: {"a": made.append(1) or len(made)})
    assert (whole["a"], whole["a"]) == (1, 1)
    whole.let_go()
    assert made == [1]
    assert (whole["a"], whole["a"]) == (2, 2)


def test_what_is_held_by_nobody_is_made_each_time() -> None:
    """In the order of the keys; no other key is there, and what fails says so itself."""
    made: list[str] = []
    afresh = Afresh(("b", "a", "b"), lambda key: made.append(key) or {"a": "A", "b": "B"}[key])
    assert (list(afresh), len(afresh), "a" in afresh, "c" in afresh, made) == (["b", "a"], 2, True, False, [])
    assert (afresh["a"], afresh["a"], made) == ("A", "A", ["a", "a"])
    with pytest.raises(KeyError, match="c"):
        afresh["c"]
    assert "c" not in made
    assert pickle.loads(pickle.dumps(afresh)) == {"b": "B", "a": "A"}


class _Broken(dict[str, str]):
    """Has a key, and does not give its value."""

    def __getitem__(self, key: str) -> str:
        raise KeyError(key)


def test_of_layers_the_first_that_gives_a_value_gives_it() -> None:
    """The keys of all are there, each once."""
    layers = Layers(_Broken(a=""), {"b": "1"}, {"b": "2", "a": "3"})
    assert dict(layers) == {"a": "3", "b": "1"}
    assert ("a" in layers, "b" in layers, "c" in layers, len(layers)) == (True, True, False, 2)
    with pytest.raises(KeyError, match="c"):
        layers["c"]


def test_a_told_text_is_equal_to_one_that_says_the_same() -> None:
    """Whoever tells it; pickled, it is the text."""
    texts = {"a": "The text."}
    told = Told(lambda: texts["a"])
    assert told == Told(lambda: "The text.") == "The text."
    assert hash(told) == hash("The text.")
    assert pickle.loads(pickle.dumps(told)) == "The text."
    texts["a"] = "Another text."
    assert told != "The text."
    assert str(told) == "Another text."
