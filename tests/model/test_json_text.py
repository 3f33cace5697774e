"""In: values of every sort; out: that they read as the standard library writes them."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup
from sitegen.model.json_text import compact, indented


def _value(choice: random.Random, depth: int = 0) -> Any:
    sort = choice.randrange(7 if depth < 4 else 4)
    if sort == 0:
        codes = (choice.randrange(0x80), choice.randrange(0x80, 0x3000), choice.randrange(0x10000, 0x1F700))
        return "".join(chr(choice.choice(codes)) for _ in range(choice.randrange(6)))
    if sort in (1, 2):
        return choice.choice([0, -5, 10**20, 1.5, 2.0, 0.0004, -0.0, True, False, None])
    if sort == 3:
        return '\u2028\x7f"\\/\n'
    if sort in (4, 5):
        return [_value(choice, depth + 1) for _ in range(choice.randrange(4))]
    return {str(_value(choice, 9)): _value(choice, depth + 1) for _ in range(choice.randrange(4))}


def test_it_reads_as_the_standard_library_writes_it() -> None:
    """Every character, number and depth."""
    choice = random.Random(3)
    for _ in range(2000):
        value = _value(choice)
        assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)
        assert compact(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("number", [1e16, 1e-7, 1.5e300, 5e-324, 0.1 + 0.2])
def test_a_number_with_an_exponent_is_the_same_number(number: float) -> None:
    """Its exponent is written in fewer letters."""
    assert json.loads(compact([number])) == json.loads(indented([number])) == [number]


def test_markup_is_text_and_what_is_no_value_of_json_raises() -> None:
    """A number of the data, which has digits to keep, is made one of JSON by who knows what it means."""
    assert compact({"a": Markup("<b>")}) == '{"a":"<b>"}'
    with pytest.raises(TypeError, match="no JSON is made of"):
        compact(object())
    assert compact(Decimal("2.50")) == '"2.50"'
