"""In: a page as Markdown, with an engine that has the extensions of a review; out: what the engine makes of it, in one reading.

Python-Markdown reads a page some forty times and keeps it as a tree of elements. Our templates write few shapes of
Markdown; a page of nothing else is read here line by line, straight to HTML. Whatever is not certainly one of these
shapes raises Unknown, and the engine reads the page itself. A test holds both against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, strip_tags

from .elements import ATTRIBUTES, quiet, raw, rewritten, starts
from .notes import PLACE, Notes
from .words import LIST, NO_WORDS, Unknown, Words, attribute, attributes, listed

_OPENING = re.compile(rf'<(?P<tag>div|figure|table|thead|tbody|tr|section){ATTRIBUTES} markdown="1">')
_SPAN = re.compile(rf'<(?P<tag>td|th|p|figcaption){ATTRIBUTES} markdown="span">(?P<text>.*)</(?P=tag)>')
_HEADING = re.compile(r"(?P<level>#{1,6}) (?P<text>\S.*?) +\{(?P<attributes>" + LIST + r")\}")
_ITEM = re.compile(r"(?:-|(?P<number>\d+)\.) +(?P<text>\S.*)")
_RULE = re.compile(r"\|(?: *-+ *\|)+")
_PIPE = re.compile(r"(?<!\\)\|")
_CODES = re.compile(r"(?<![`\\])`[^`|\\]+`(?!`)")
#: Nothing with one of these is read here: marks of the engine, line ends that are none of ours, fences, contents. Each
#: is looked for by itself, since one expression for all is tried at each character: it took a tenth of the reading.
_MARKS = re.compile("[\x00-\x09\x0b-\x1f\x85\u2028\u2029]")
_SIGNS = ("```", "~~~", "[TOC]", "<!", "<?", "  \n")
_ODD_LINE = re.compile(r"\n(?: *[^\S \n]| +\n)")


def _not_ours(text: str) -> bool:
    whole = f"\n{text}"
    return (
        any(sign in text for sign in _SIGNS)
        or text.endswith((" ", " \n"))
        or _MARKS.search(text) is not None
        or _ODD_LINE.search(whole) is not None
    )


class Whole:
    """One page, read; `html` is what the engine's `convert` gives, the rest is what its steps note meanwhile."""

    def __init__(self, engine: Any, lead: Callable[[str], str], text: str):
        if _not_ours(text):
            raise Unknown("characters")
        self._text = text + "\n\n"
        self._lines = self._text.split("\n")
        self._link_title = engine.treeprocessors["toc"].permalink_title
        self._is_block: Callable[[Any], bool] = engine.is_block_level
        self._notes = Notes(engine.treeprocessors["footnote"].footnotes, self._text, self._lines)
        self._words = Words(lead, self._notes.mark, engine.treeprocessors["abbr"].abbrs)
        self.ids: set[str] = self._words.ids
        self.title: str | None = None
        self.tokens: list[Any] = []
        self._out: list[str] = []
        self._open: list[tuple[str, int]] = []  # elements that are open, and where their first child goes
        self._last = ""  # the last element that was closed where we are
        self._place = -1  # where the notes go
        self.html = self._read()

    def _read(self) -> str:
        lines = self._lines
        number, at, count = 0, 0, len(lines)
        while number < count:
            line = lines[number]
            if not line:
                number, at = number + 1, at + 1
                continue
            if line[0] == "<":
                end = self._element(line, at)
                while at < end:
                    at += len(lines[number]) + 1
                    number += 1
                continue
            block = [line]
            number, at = number + 1, at + len(line) + 1
            while number < count and (line := lines[number]) and line[0] != "<":
                block.append(line)
                number, at = number + 1, at + len(line) + 1
            self._block(block)
        if self._open:
            raise Unknown("an element that is not closed")
        if self._notes and self._place < 0:
            self._place = len(self._out)
            self._out.append("")
        if self._notes:
            self._out[self._place] = self._notes.listed(self._words)
        self.tokens = nest_toc_tokens(self.tokens)
        return self._notes.filled("".join(self._out).strip(), self.ids)

    # Blocks of text

    def _block(self, lines: list[str]) -> None:
        """Lines between blank lines or elements."""
        first = lines[0]
        if self._place >= 0 and not first.startswith("[^"):
            raise Unknown("text after the notes")
        if first[0] == "#":
            self._heading(lines)
        elif first[0] == "|":
            self._table(lines)
        elif first.startswith("[^") and self._notes.begins(first):
            if self._open or not all(map(self._notes.begins, lines)):
                raise Unknown("a note")
            self._notes.seen(len(lines))
        elif _ITEM.fullmatch(first):
            self._list(lines)
        elif first == PLACE:
            if len(lines) > 1 or self._open or not self._notes:
                raise Unknown("a place for notes")
            self._place = len(self._out)
            self._out.append("")
        else:
            lines[0] = first.lstrip(" ")
            if any(NO_WORDS.match(line) for line in lines) or len(first) - len(lines[0]) > 3 or lines[0][0] == "<":
                raise Unknown(first)
            self._out += ("<p>", self._inline("\n".join(lines), 1), "</p>\n")
            self._last = "p"

    def _heading(self, lines: list[str]) -> None:
        match = _HEADING.fullmatch(lines[0])
        if match is None or len(lines) > 1 or "{" in match["text"] or match["text"].strip()[-1] == "#":
            raise Unknown(lines[0])
        if (
            match["text"].endswith("\\")
            or match["text"] != match["text"].strip()
            or "\\>" in match["text"]
            or "[" in match["text"].replace("\\[", "")
        ):
            raise Unknown(lines[0])
        inner = self._words.html(match["text"], 0)
        if "<a " in inner or "<sup" in inner:
            raise Unknown(lines[0])
        level, named = len(match["level"]), listed(match["attributes"])
        place = named.get("id", "")
        if not place:
            raise Unknown(lines[0])
        name = strip_tags(inner) if "<" in inner else " ".join(inner.split())
        if level == 1 and not self._out:
            if inner.count("<") != inner.count(">"):
                raise Unknown(lines[0])
            self.title = " ".join(re.sub("<[^>]*>", "", inner).split())
        self.tokens.append({"level": level, "id": place, "name": name, "html": inner, "data-toc-label": ""})
        self.ids.add(place)
        href = attribute(self._words.lead(f"#{place}"))
        title = f' title="{attribute(self._link_title)}"' if self._link_title else ""
        self._out.append(
            f'<h{level}{attributes(named)}>{inner}<a class="headerlink" href="{href}"{title}>&para;</a></h{level}>\n'
        )
        self._last = "h"

    def _list(self, lines: list[str]) -> None:
        """A list whose items have one line each."""
        items = [_ITEM.fullmatch(line) for line in lines]
        if self._last == "list":
            raise Unknown("a list after a list")
        kinds = {bool(item and item["number"]) for item in items}
        if None in items or len(kinds) > 1:
            raise Unknown(lines[0])
        name = "ol" if kinds.pop() else "ul"
        out = self._out
        out.append(f"<{name}>\n")
        for item in items:
            assert item is not None
            if NO_WORDS.match(item["text"]):
                raise Unknown(item[0])
            out += ("<li>", self._inline(item["text"], 2), "</li>\n")
        out.append(f"</{name}>\n")
        self._last = "list"

    def _table(self, lines: list[str]) -> None:
        """A table with pipes at both ends of each row, without alignment."""
        if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
            raise Unknown(lines[0])
        rows = [self._cells(line) for number, line in enumerate(lines) if number != 1]
        width = len(rows[0])
        if len(self._cells(lines[1])) != width:
            raise Unknown(lines[0])
        out = self._out
        for number, row in enumerate(rows):
            if number < 2:
                out.append("</thead>\n<tbody>\n" if number else "<table>\n<thead>\n")
            out.append("<tr>\n")
            name = "td" if number else "th"
            for cell in (row + [""] * width)[:width]:
                out += (f"<{name}>", self._inline(cell.strip(" "), 4), f"</{name}>\n")
            out.append("</tr>\n")
        out.append("</tbody>\n</table>\n")
        self._last = "table"

    @staticmethod
    def _cells(line: str) -> list[str]:
        if (
            line[0] != "|"
            or line[-1] != "|"
            or len(line) < 3
            or line[-2] == "\\"
            or "\\\\" in line
            or "`" in _CODES.sub("", line)
        ):
            raise Unknown(line)
        return _PIPE.split(line[1:-1])

    def _inline(self, text: str, below: int) -> str:
        """A text's HTML; `below` says how deep it stands below the open elements."""
        return self._words.html(text, len(self._open) + below)

    # Elements

    def _element(self, line: str, at: int) -> int:
        """A line that begins with a tag; gives where in the page its element or its line ends."""
        if self._place >= 0:
            raise Unknown("an element after the notes")
        end = at + len(line) + 1
        if line.startswith("</"):
            if not self._open or line != f"</{self._open[-1][0]}>":
                raise Unknown(line)
            name, first = self._open.pop()
            if len(self._out) == first:
                self._out[first - 1] = self._out[first - 1][:-1]
            self._out.append(f"</{name}>\n")
            self._last = name
            return end
        if match := _OPENING.fullmatch(line):
            self._out.append(f"<{match['tag']}{rewritten(match['attributes'], self.ids)}>\n")
            self._open.append((match["tag"], len(self._out)))
            self._last = ""
            return end
        if match := _SPAN.fullmatch(line):
            name = match["tag"]
            self._out.append(f"<{name}{rewritten(match['attributes'], self.ids)}>")
            if match["text"]:
                self._out.append(self._inline(match["text"], 1))
            self._out.append(f"</{name}>\n")
            self._last = name
            return end
        name = starts(line)
        self._last = name
        if not self._is_block(name):
            if not self._text.startswith("\n", end) or (at and not self._text.endswith("\n\n", 0, at)):
                raise Unknown(line)
            self._out += ("<p>", self._inline(line, 1), "</p>\n")
        elif self._open:
            self._out.append(quiet(line, self._is_block, self.ids))
        else:
            text = raw(self._text, at)
            self._out.append(f"{text}\n\n")
            end = at + len(text) + 1
        return end
