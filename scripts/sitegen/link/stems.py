"""In: a word; out: what its singular and its plural share, so that one is found by the other."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`virus` for viruses, `diseas` for disease and diseases, `therapy` for therapies; its letter case is kept."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
