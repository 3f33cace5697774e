"""In: a Review and plain text; out: the text with each mention of an entity marked, for rendering to link the first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..link.stems import stem
from ..model.review import Review
from .addresses import entity_path

#: Around a mention: its page's path, then its words. Private-use characters, which no text of a review may hold.
BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"

_WORD = re.compile(r"[^\W_]+")
_JOINT = {" ", "-", "\u2011", "\u00a0"}
#: In hand-written Markdown: what is never linked. Headings, code, links and images, HTML tags, citations, calls.
_UNTOUCHED = re.compile(
    r"^#{1,6}[ \t][^\n]*$"
    r"|^(`{3,}|~{3,})[^\n]*\n.*?^\1[ \t]*$|`+[^`\n]+`+"
    r"|!?\[[^\]\n]*\]\([^)\n]*\)|\[@[^\]\n]*\]"
    r"|<[^>\n]+>|\{[^}\n]*\}",
    re.M | re.S,
)


@dataclass(frozen=True)
class _Name:
    """A name as words; `exact` words are matched as written: ALL is a disease, all is not."""

    words: tuple[str, ...]
    exact: bool
    path: str


@lru_cache(maxsize=2)
def _known(*names: _Name) -> dict[str, str]:
    """Texts that were marked with these names: a preview asks for nearly all of them again."""
    return {}


class _AsWritten(dict[str, Sequence[_Name]]):
    """Names by their first word as it stands in a text; most words are that of none."""

    def __init__(self, by_first: Mapping[str, Sequence[_Name]]):
        super().__init__()
        self._by_first = by_first

    def __missing__(self, word: str) -> Sequence[_Name]:
        names = self[word] = self._by_first.get(stem(word.casefold()), ())
        return names


class Mentions:
    """All names of all entities, looked up by their first word, longest first."""

    def __init__(self, review: Review):
        by_first: dict[str, list[_Name]] = defaultdict(list)
        for entity in review.entities.values():
            path = entity_path(review, entity)
            names = [entity.name, *(alias.name for alias in entity.core.aliases if alias.type != "misspelling")]
            for name in dict.fromkeys(names):
                words = tuple(_WORD.findall(name))
                if words:
                    by_first[stem(words[0].casefold())].append(_Name(words, _is_exact(words), path))
        ordered = {
            first: sorted(names, key=lambda name: (-len(name.words), -len(" ".join(name.words)), name.path))
            for first, names in by_first.items()
        }
        self._as_written = _AsWritten(ordered)
        self._known = _known(*(name for names in ordered.values() for name in names))

    def mark(self, text: str) -> str:
        """Mark every mention in plain text."""
        marked = self._known.get(text)
        if marked is None:
            marked = self._known[text] = self._marked(text)
        return marked

    def _marked(self, text: str) -> str:
        words = [(match[0], *match.span()) for match in _WORD.finditer(text)]
        names = self._as_written
        out: list[str] = []
        position = 0
        for index in [number for number, (word, _, _) in enumerate(words) if names[word]]:
            start = words[index][1]
            name = self._name_at(text, words, index) if start >= position else None
            if name is not None:
                end = words[index + len(name.words) - 1][2]
                out += [text[position:start], BEGIN, name.path, MIDDLE, text[start:end], END]
                position = end
        return "".join(out) + text[position:] if out else text

    def mark_markdown(self, markdown: str) -> str:
        """Mark mentions in hand-written Markdown, leaving alone what is never linked."""
        out: list[str] = []
        position = 0
        for match in _UNTOUCHED.finditer(markdown):
            out += [self.mark(markdown[position : match.start()]), match.group()]
            position = match.end()
        return "".join(out) + self.mark(markdown[position:])

    def _name_at(self, text: str, words: list[tuple[str, int, int]], index: int) -> _Name | None:
        for name in self._as_written[words[index][0]]:
            last = index + len(name.words) - 1
            if last < len(words) and self._fits(text, words, index, name) and not _runs_on(text, words, index, last):
                return name
        return None

    def _fits(self, text: str, words: list[tuple[str, int, int]], index: int, name: _Name) -> bool:
        for offset, wanted in enumerate(name.words):
            word, start, _ = words[index + offset]
            if offset and text[words[index + offset - 1][2] : start] not in _JOINT:
                return False
            final = offset == len(name.words) - 1
            if not (_same(word, wanted, name.exact) or (final and _same(stem(word), stem(wanted), name.exact))):
                return False
        return True


def _is_exact(words: tuple[str, ...]) -> bool:
    """Abbreviations, codes and brand-like spellings are matched letter by letter; ordinary words in any case."""
    return any(any(char.isupper() for char in word[1:]) or any(char.isdigit() for char in word) for word in words)


def _same(word: str, wanted: str, exact: bool) -> bool:
    return word == wanted if exact else word.casefold() == wanted.casefold()


def _runs_on(text: str, words: list[tuple[str, int, int]], first: int, last: int) -> bool:
    """Whether the name is only a part of a longer code: `IL-2` in `IL-2R`, `PD` in `PD-1`, `CAR` in `4-CAR`."""
    if last + 1 < len(words):
        gap = text[words[last][2] : words[last + 1][1]]
        after = words[last + 1][0]
        if gap in ("-", "\u2011") and (after[0].isupper() or after[0].isdigit()) and len(after) <= 3:
            return True
    if first > 0:
        gap = text[words[first - 1][2] : words[first][1]]
        if gap in ("-", "\u2011") and words[first - 1][0][-1].isdigit():
            return True
    return False
