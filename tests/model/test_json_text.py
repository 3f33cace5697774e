"""In: values of every sort; out: that they read as the standard library writes them."""

from __future__ import annotations

import json
import random
from typing import Any

from sitegen.model.json_text import indented


def _value(choice: random.Random, depth: int = 0) -> Any:
    sort = choice.randrange(7 if depth < 4 else 4)
    if sort == 0:
        codes = (choice.randrange(0x80), choice.randrange(0x80, 0x3000), choice.randrange(0x10000, 0x1F700))
        return "".join(chr(choice.choice(codes)) for _ in range(choice.randrange(6)))
    if sort in (1, 2):
        return choice.choice([0, -5, 10**20, 1.5, 1e16, 1e-7, -0.0, True, False, None])
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
