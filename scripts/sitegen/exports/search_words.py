"""In: text; out: the words that the search knows it by. docs/assets/javascripts/search.js does the same with queries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-‑/.’'][^\W_]+)*")
_INSIDE = re.compile(r"[-‑/.’']")
_NOT_ASCII = re.compile(r"[^\0-\x7f]+")
#: Words that say nothing of what is looked for.
STOPWORDS = frozenset(
    "a about after all also an and any are as at be been before being but by can could did do does for from had has have how i if"
    " in into is it its may me more most my no not of on or our s said say says should so some such than that the their"
    " them then there these they this to us was we were what when where which who whom whose why will with would you"
    " your".split()
)


def words_of(text: str) -> list[str]:
    """`CAR-T` gives car, t and cart; letters lose their accents, nouns their plural; words without weight stay out."""
    return [form for word in _WORD.findall(_plain(text)) for form in _forms(word)]


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    parts = _INSIDE.split(word)
    found = [stem(part.lower()) for part in parts if not _is_weightless(part)]
    if len(parts) > 1:
        found.append(stem("".join(parts).lower()))
    return tuple(found)


def _is_weightless(word: str) -> bool:
    """Whether a word says nothing; in capitals it is an abbreviation that does: ALL."""
    return stem(word.lower()) in STOPWORDS and not (len(word) > 1 and word.isupper())


def _plain(text: str) -> str:
    return text if text.isascii() else _NOT_ASCII.sub(_without_accents, text)


def _without_accents(match: re.Match[str]) -> str:
    """Of letters that stand together, since no accent belongs to one of ASCII but where it follows, on its own."""
    return "".join(char for char in unicodedata.normalize("NFKD", match[0]) if not unicodedata.combining(char))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What singular and plural share: `therapy` for therapies, `diseas` for disease and diseases."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
