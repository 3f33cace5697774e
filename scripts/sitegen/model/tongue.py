"""In: a text in the language of its source; out: the same with its numbers written as in English, and where each stood.

Numbers are read by English rules (model/numbers). Of another language, the marks between digits are exchanged, and the
words that stand at numbers (`bis`, `Prozent`, `drei`) are put into English; every other word stays. What is long in one
language is short in the other, so each place in the result knows its place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

#: Citation marks stay as they are: `[1,2]` is no number with a decimal comma.
_CITATION = r"\[\d+(?:\s*[,;–-]\s*\d+)*\]|\(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})+\)"


@dataclass(frozen=True)
class InEnglish:
    """A text whose numbers are written as in English, with the places where it differs in length from the original."""

    text: str
    original: str
    #: Places in it, and the places of the original they stand for, in ascending order.
    places: tuple[int, ...] = (0,)
    stands_for: tuple[int, ...] = (0,)

    def written(self, start: int, end: int) -> str:
        """The words of the original between two places of it."""
        return self.original[self._place(start) : self._place(end)]

    def _place(self, at: int) -> int:
        index = bisect_right(self.places, at) - 1
        end = self.stands_for[index + 1] if index + 1 < len(self.stands_for) else len(self.original)
        return min(self.stands_for[index] + at - self.places[index], end)


@dataclass(frozen=True)
class Tongue:
    """How a language writes numbers: its marks, and its words at numbers with the English ones."""

    point: str = "."
    group: str = ","
    words: Mapping[str, str] = field(default_factory=dict)
    #: The names of months, long and short, with the English ones.
    months: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_english(self) -> bool:
        """Whether nothing has to be put into English."""
        return not self.words and (self.point, self.group) == (".", ",")

    def read(self, text: str) -> InEnglish:
        """The text with its numbers as in English."""
        if self.is_english:
            return InEnglish(text, text)
        parts: list[str] = []
        places, stands_for, length, position = [0], [0], 0, 0
        for match in self._pattern.finditer(text):
            said = self._said(match)
            parts += [text[position : match.start()], said]
            length += match.start() - position
            if length != places[-1]:
                places.append(length)
                stands_for.append(match.start())
            length, position = length + len(said), match.end()
            places.append(length)
            stands_for.append(position)
        return InEnglish("".join([*parts, text[position:]]), text, tuple(places), tuple(stands_for))

    def english(self, text: str) -> str:
        """The text with its numbers, and the words at them, as in English."""
        return self.read(text).text

    @cached_property
    def _known(self) -> dict[str, str]:
        return {foreign.casefold(): english for foreign, english in {**self.months, **self.words}.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        point, group = re.escape(self.point), re.escape(self.group)
        grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?"
        known = sorted(self._known, key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in known) or r"(?!)"
        months = "|".join(sorted(map(re.escape, self.months), key=len, reverse=True)) or r"(?!)"
        return re.compile(
            rf"(?P<kept>{_CITATION})"
            r"|(?<![\w.,])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\w)"
            rf"|(?<![\w.,])(?P<number>{grouped}|\d+{point}\d+)(?![.,]?\d)"
            rf"|(?<=\d)(?P<ordinal>\.)(?=\s*(?:{months})(?!\w))"
            rf"|(?<![\w-])(?P<word>{words})(?![\w])",
            re.I,
        )

    def _said(self, match: re.Match[str]) -> str:
        if match["year"]:
            return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
        if match["number"]:
            whole, _, part = match["number"].replace(self.group, "").partition(self.point)
            return f"{int(whole):,}" + (f".{part}" if part else "")
        if match["word"]:
            return self._known[" ".join(match["word"].casefold().split())]
        return match["kept"] or ""
