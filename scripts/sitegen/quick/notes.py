"""In: the lines of a page; out: its notes: a mark for each place that refers to one, and the list of them as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .words import NO_WORDS, Unknown, Words, attribute, escaped

#: Where the list stands; without it, at the end of the page.
PLACE = "///Footnotes Go Here///"
_NOTE = re.compile(r"\[\^([^\[\]\s\\`*<>&]+)\]:[ ]*(\S.*)")
_BACK = "&#8617;"
_MARK = re.compile("\x02([0-9]+)\x03")


class Notes:
    """The notes of one page, numbered as they are defined."""

    def __init__(self, settings: Any, text: str, lines: Iterable[str]):
        self._mark, self._title = settings.getConfig("SUPERSCRIPT_TEXT"), settings.getConfig("BACKLINK_TITLE")
        if (places := text.count(PLACE)) > 1 or (places and PLACE not in lines):
            raise Unknown("a place for notes")
        defined = [match for line in lines if line.startswith("[^") and (match := _NOTE.fullmatch(line))]
        self._texts = {match[1]: match[2] for match in defined}
        self._numbers = {key: str(number) for number, key in enumerate(self._texts, 1)}
        self._left = len(defined)
        #: How deep each mark stands in the page, its number, and its note.
        self._marks: list[tuple[int, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._texts)

    @staticmethod
    def begins(line: str) -> bool:
        """Whether a line defines a note."""
        return _NOTE.fullmatch(line) is not None

    def seen(self, count: int) -> None:
        """So many of the lines that define notes stand where they do so."""
        self._left -= count

    def mark(self, key: str, depth: int, words: Words) -> str:
        """A mark. Its id is known only when all are: the engine counts the marks of a note from the outside inwards."""
        if key not in self._texts or depth == 0:
            raise Unknown(key)
        self._marks.append((depth, len(self._marks), key))
        words.lead(f"#fn:{key}")
        text = escaped(self._mark.format(self._numbers[key]))
        return f'<sup id="\x02{len(self._marks) - 1}\x03"><a class="footnote-ref" href="#fn:{attribute(key)}">{text}</a></sup>'

    def listed(self, words: Words) -> str:
        """The list of the notes, each with a way back to its marks."""
        times: dict[str, int] = {}
        for _, _, key in self._marks:
            times[key] = times.get(key, 0) + 1
        before = len(self._marks)
        parts = ['<div class="footnote">\n<hr />\n<ol>\n']
        for key, text in self._texts.items():
            if NO_WORDS.match(text):
                raise Unknown(text)
            words.ids.add(f"fn:{key}")
            parts.append(f'<li id="fn:{attribute(key)}">\n<p>{words.html(text.rstrip(), 4)}&#160;')
            title = attribute(self._title.format(self._numbers[key]))
            for time in range(1, max(times.get(key, 0), 1) + 1):
                href = attribute(words.lead(f"#{_id(key, time)}"))
                parts.append(f'<a class="footnote-backref" href="{href}" title="{title}">{_BACK}</a>')
            parts.append("</p>\n</li>\n")
        if len(self._marks) > before:
            raise Unknown("a note in a note")
        parts.append("</ol>\n</div>\n")
        return "".join(parts)

    def filled(self, html: str, ids: set[str]) -> str:
        """The page with the ids of the marks, which are added to those of the page."""
        if self._left:
            raise Unknown("a note in a code")
        times: dict[str, int] = {}
        named: dict[int, str] = {}
        for _, number, key in sorted(self._marks):
            times[key] = times.get(key, 0) + 1
            named[number] = _id(key, times[key])
        ids.update(named.values())
        return _MARK.sub(lambda mark: attribute(named[int(mark[1])]), html) if named else html


def _id(key: str, time: int) -> str:
    return f"fnref{time if time > 1 else ''}:{key}"
