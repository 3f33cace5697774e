"""In: a catalogue, English phrase to phrase; out: Language, which says templates, values and pages in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .phrases import translated

_HOLE = re.compile(r"\\\{(\d+)\\\}")
_LONGEST, _FEWEST = 400, 4


class Language:
    """Phrases that the catalogue lacks stay English."""

    def __init__(self, phrases: Mapping[str, str]):
        self.phrases = {english: said for english, said in phrases.items() if said}
        self._patterns = [
            (re.compile(_HOLE.sub(r"(?P<h\1>.+?)", re.escape(english))), said)
            for english, said in sorted(self.phrases.items(), key=lambda its: -len(its[0]))
            # What holds little more than holes, such as `{1} of {2}`, would be found in any sentence.
            if "{1}" in english and len(re.sub(r"\{\d+\}|\W", "", english)) >= _FEWEST
        ]
        self.value = lru_cache(maxsize=20_000)(self._value)
        self.template = lru_cache(maxsize=200)(self._template)

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def values(self, its: Any) -> Any:
        """The same for every text in mappings and lists; an address is no phrase."""
        if isinstance(its, str):
            return self.value(its) if self else its
        if isinstance(its, Mapping):
            return {name: self.values(value) for name, value in its.items()}
        return type(its)(map(self.values, its)) if isinstance(its, list | tuple) else its

    def phrase(self, english: str) -> str:
        """A phrase of the catalogue, with its holes."""
        return self.phrases.get(english, english)

    def _template(self, source: str) -> str:
        return translated(source, self.phrase)

    def _value(self, text: str) -> str:
        """A whole text that the program made: as it stands in the catalogue, or with its numbers and names in the holes."""
        said = self.phrases.get(text)
        if said is not None or len(text) > _LONGEST:
            return said or text
        for pattern, phrase in self._patterns:
            match = pattern.fullmatch(text)
            if match:
                return self._with(match.groupdict(), phrase)
        return text

    def _with(self, held: Mapping[str, str], phrase: str) -> str:
        return re.sub(r"\{(\d+)\}", lambda its: self.value(held.get("h" + its[1], "")), phrase)


ENGLISH = Language({})
