"""In: a language and its catalogues; out: Writing, by which numbers are printed, and Tongue, by which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError

from ..model.tongue import Tongue
from ..model.vocabulary import ReviewInfo
from ..model.writing import BOUNDS, Writing
from .catalogue import phrases_in
from .site import language_of

#: The part of a catalogue with the words that stand at numbers: English → one word, or several.
_AT_NUMBERS = "at numbers"
#: What of them stands before the number of a place.
_PLACES = ("table", "figure", "section", "paragraph", "chapter")
_SIGNS = {"\u202f": " ", "\u00a0": " "}


def writing_in(folders: Sequence[Path], info: ReviewInfo) -> Writing:
    """The marks of the review's language, and its words for bounds; its `labels` go before the catalogue."""
    locale = _locale(info.language)
    if locale is None or locale.language == "en":
        return Writing()
    phrases = {**phrases_in(folders, info.language), **info.labels}
    point, group = _marks(locale)
    bounds = {bound: phrases.get(words, words) for bound, words in BOUNDS.items()}
    words = tongue_in(folders, info.language).words
    places = tuple(foreign for foreign, english in words.items() if english in _PLACES)
    return Writing(point, group, bounds, places, language_of(tuple(phrases.items())).value)


def tongue_in(folders: Sequence[Path], language: str) -> Tongue:
    """How a source in the language writes numbers; of a language without words in a catalogue, the marks alone."""
    locale = _locale(language)
    if locale is None or locale.language == "en":
        return Tongue()
    point, group = (_SIGNS.get(mark, mark) for mark in _marks(locale))
    words: dict[str, str] = {}
    for folder in reversed(folders):
        file = folder / "strings" / f"{locale.language}.yml"
        its = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if file.is_file() else None
        for english, said in ((its or {}).get(_AT_NUMBERS) or {}).items():
            words |= dict.fromkeys([said] if isinstance(said, str) else said, english)
    return Tongue(point, group, words, _months(locale))


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _marks(locale: Locale) -> tuple[str, str]:
    signs = locale.number_symbols.get("latn", {})
    return signs.get("decimal", "."), signs.get("group", ",")


def _months(locale: Locale) -> dict[str, str]:
    """The names of months in the language, with the short ones of English."""
    short = Locale("en").months["format"]["abbreviated"]
    names = locale.months["format"]
    return {name: short[month] for width in ("wide", "abbreviated") for month, name in names[width].items()}
