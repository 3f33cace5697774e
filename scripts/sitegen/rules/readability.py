"""In: a text of the editors and the names of a review; out: its sentences, words and syllables, and its reading grade."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..link.stems import stem
from ..model.review import Review
from .syllables import syllables

#: A word of a name, whatever its length, is read as one that the page explains.
OF_A_NAME = 2
#: Numbers, too: how long they are when spoken says nothing about how hard they are.
OF_A_NUMBER = 2

_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(]*[A-Z{])")
_PART = re.compile(r"[^\W_]+(?:[’'](?:s|t|re|ve|ll|d|m)\b)?")


@dataclass(frozen=True)
class Word:
    """A word as written, its syllables, and whether it belongs to a name or a term of the glossary."""

    text: str
    syllables: int
    is_name: bool


@dataclass(frozen=True)
class Reading:
    """A text as it is read: its words, sentence by sentence."""

    sentences: tuple[tuple[Word, ...], ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return tuple(word for sentence in self.sentences for word in sentence)

    @property
    def average(self) -> float:
        """Words a sentence."""
        return len(self.words) / len(self.sentences)

    @property
    def grade(self) -> float:
        """The grade level of Flesch and Kincaid."""
        words = self.words
        return 0.39 * self.average + 11.8 * sum(word.syllables for word in words) / len(words) - 15.59

    @property
    def hardest(self) -> tuple[Word, ...]:
        """The words with most syllables that are no names, longest first, each once."""
        found = {word.text.casefold(): word for word in reversed(self.words) if not word.is_name}
        return tuple(sorted(found.values(), key=lambda word: (-word.syllables, -len(word.text), word.text)))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, as written; what holds no word is none."""
    return [sentence for sentence in _END.split(text.strip()) if _PART.search(sentence)]


@lru_cache(maxsize=2)
def _known(*names: tuple[str, ...]) -> dict[str, tuple[Word, ...]]:
    """Sentences that were read with these names: a preview asks for nearly all of them again."""
    return {}


def names_of(review: Review) -> tuple[str, ...]:
    """All names of entities and all terms of the glossary, each once."""
    found = [entity.name for entity in review.entities.values()]
    found += [alias.name for entity in review.entities.values() for alias in entity.core.aliases]
    found += [name for term in review.terms.values() for name in (term.term, term.expansion) if name]
    return tuple(dict.fromkeys(found))


class Names:
    """The names of a review, as words, looked up by their first."""

    def __init__(self, review: Review):
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in names_of(review):
            words = tuple(_key(word) for word in _PART.findall(name))
            if words:
                self._by_first[words[0]].append(words)
        for names in self._by_first.values():
            names.sort(key=len, reverse=True)
        self._known = _known(*(name for names in self._by_first.values() for name in names))

    def read(self, sentences: Iterable[str]) -> Reading:
        """Read the sentences: what stands between spaces is a word."""
        return Reading(tuple(self._read(sentence) for sentence in sentences))

    def _read(self, sentence: str) -> tuple[Word, ...]:
        if sentence not in self._known:
            self._known[sentence] = self._words(sentence)
        return self._known[sentence]

    def _words(self, sentence: str) -> tuple[Word, ...]:
        parts = list(_PART.finditer(sentence))
        named = self._named([_key(part.group()) for part in parts])
        words: list[Word] = []
        for token in re.finditer(r"\S+", sentence):
            inside = [i for i, part in enumerate(parts) if token.start() <= part.start() < token.end()]
            if inside:
                count = sum(_syllables(parts[i].group(), named[i]) for i in inside)
                is_name = all(named[i] for i in inside)
                if is_name:
                    count = min(count, OF_A_NAME)
                elif any(char.isdigit() for char in token.group()):
                    count = OF_A_NUMBER
                words.append(Word(token.group().strip("“”\"‘’'(),;:.!?"), count, is_name))
        return tuple(words)

    def _named(self, keys: list[str]) -> list[bool]:
        named = [False] * len(keys)
        for index in range(len(keys)):
            for name in self._by_first.get(keys[index], ()):
                if tuple(keys[index : index + len(name)]) == name:
                    named[index : index + len(name)] = [True] * len(name)
                    break
        return named


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """What is compared: letter by letter where a name is an abbreviation or a code, otherwise in any case."""
    word = re.sub(r"[’']s$", "", word)
    is_exact = any(char.isupper() for char in word[1:]) or any(char.isdigit() for char in word)
    return stem(word if is_exact else word.casefold())


def _syllables(word: str, is_name: bool) -> int:
    is_abbreviation = len(word) > 1 and word.isupper()
    count = len(word) if is_abbreviation else syllables(word)
    return min(count, OF_A_NAME) if is_name else count
