"""In: the plain text of a source, one paragraph a line; out: Outline, its sections and its passages with locators.

Locators are permanent: claims point at them. They are made from the text alone, by the same rules for every source.

- Section ids: `3-1` for a numbered heading 3.1; otherwise the heading's words without articles, up to the first
  preposition or dash, at most five (`the history of …`: history); just the first five where that could be confused with
  a section before. Numbers that begin again below an unnumbered heading belong to it: `outlook-1`. Known back matter is
  `back-matter-funding`. `front-matter` is what stands before the first heading, and keywords and dates after the
  abstract; `back-matter` is the publisher's lines after the body: copyright, citation, correspondence.
- `3.1.p2` is a paragraph, `3.1.i2` a list item, counted through the section; `abstract.p1`, `front.p1`, `back.p1`.
- `t2.caption`; `t2.r1.c1` is a cell; row 0 and column 0 are headings; `t2.r0.span` is a heading over several columns.
- `f2.caption`; `f2.i1` is a list item right below a figure's caption; `f1` is a figure that has a label and no caption.
- Headings and the numbered reference list are not passages. A locator or section id that comes again ends in `-b`.

Text is joined where a page break cut it: the paragraph before has no end, and the next begins in lower case.

The fingerprint is taken of the normalized text: Word bookmarks (`[bookmark: …]`) and superscripts (`^{…}` and
superscript digits, except a power right after 10, which becomes `^6`) dropped; NFKC; asterisks, and backslashes before
punctuation, dropped; every run of white space one space; the ends stripped. Then SHA-256 of its UTF-8, the first 16 hex
digits. A passage's text is this normalized text, without a list item's mark.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from msgspec import structs

from ..model.numbers import numbers_in, unit_in_heading
from ..model.source import Passage, Section, type_of_passage
from ..model.tongue import Tongue
from .headings import (
    BACK,
    CAPTION,
    ITEM,
    NAMED,
    NUMBERED,
    PUBLISHER_LINE,
    REFERENCES,
    RUN_IN_ABSTRACT,
    is_finished,
    slugs,
)

_ENGLISH = Tongue()


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with its text, which is compared and searched but never stored."""

    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What the text of a source consists of, in reading order."""

    sections: tuple[Section, ...]
    passages: tuple[IndexedPassage, ...]


def index_text(text: str, tongue: Tongue = _ENGLISH) -> Outline:
    """Give the sections and passages of a source, which is written in the tongue."""
    indexer, position = _Indexer(_lines(text), tongue), 0
    while position < len(indexer.lines):
        position += indexer.take(position)
    passages = tuple(
        IndexedPassage(
            structs.replace(one, fingerprint=fingerprint(words), numbers=numbers_in(words, unit, tongue)), words
        )
        for one, words, unit in indexer.passages.values()
    )
    has_front_matter = any(one.passage.section == "front-matter" for one in passages)
    sections = (section for section in indexer.sections.values() if has_front_matter or section.id != "front-matter")
    return Outline(tuple(sections), passages)


def normalized(text: str) -> str:
    """Give a passage's text as it is compared; the module's docstring says how."""
    text = re.sub(r"\[bookmark:[^\]]*\]", "", text)
    text = re.sub(r"(?<=\b10)[⁰¹²³⁴-⁹]+", lambda power: "^" + unicodedata.normalize("NFKC", power[0]), text)
    text = unicodedata.normalize("NFKC", re.sub(r"\^\{[^}]*\}|[⁰¹²³⁴-⁹]+", "", text))
    return " ".join(re.sub(r"\\(?=[^\w\s])|\*", "", text).split())


def fingerprint(text: str) -> str:
    """Give the first 16 hex digits of the SHA-256 of the normalized text."""
    return hashlib.sha256(normalized(text).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Line:
    raw: str
    text: str  # normalized
    after_gap: bool


def _lines(text: str) -> list[_Line]:
    lines, gap = [], True
    for raw in text.splitlines():
        plain = normalized(raw)
        # A line without a letter or digit is a gap or a rule.
        if re.search(r"\w", plain):
            # A leading tab is a table's empty first cell.
            lines.append(_Line(raw.strip(" \u00a0\ufeff"), plain, gap))
        gap = not plain
    return lines


class _Indexer:
    """Walks the lines once; what it has seen so far decides what the next line is."""

    def __init__(self, lines: list[_Line], tongue: Tongue) -> None:
        self.lines, self.tongue = lines, tongue
        self.sections: dict[str, Section] = {}
        self.passages: dict[str, tuple[Passage, str, str | None]] = {}  # by locator, with text and unit
        self.counts: Counter[str] = Counter()
        self.parent = ""  # the unnumbered section that numbered headings below it belong to
        self.in_body = self.in_references = False
        self.tables = 0  # the number of the last table
        self.open = ""  # the locator of the paragraph or list item that may go on after a page break
        self.item_above = 0  # the number of the list item that was the last passage
        self.enter("front-matter", "Front matter", "front")

    def take(self, position: int) -> int:
        """Read what begins at a line; give how many lines it takes."""
        line = self.lines[position]
        item_above, self.item_above = self.item_above, 0
        read = self.tongue.read(line.text)
        if PUBLISHER_LINE.match(read.text):
            self.in_references = False
            name = "back" if self.in_body else "front"
            self.enter(f"{name}-matter", f"{name.title()} matter", name)
            self.paragraph(line.text)
        elif heading := self.heading(position, item_above):
            self.enter_heading(*heading)
        elif self.in_references:
            pass
        elif rows := self.rows(position):
            self.table(rows)
            return len(rows)
        elif caption := CAPTION.fullmatch(read.text):
            self.caption(caption["kind"], caption["number"], caption["words"], line.text)
        elif run_in := RUN_IN_ABSTRACT.fullmatch(read.text):
            self.enter("abstract", read.written(*run_in.span("title")))
            self.paragraph(read.written(*run_in.span("words")))
        elif item := ITEM.fullmatch(line.raw):
            self.open = self.add(self.count(f"{self.figure or self.prefix}.i"), "list-item", normalized(item["words"]))
            self.item_above = int(item["number"] or 0)
        else:
            self.paragraph(line.text.lstrip("# "))
        return 1

    def heading(self, position: int, item_above: int) -> tuple[str, str] | None:
        """Give number and words of the heading at a line, or None where it is no heading."""
        line, text = self.lines[position], self.lines[position].text.lstrip("# ").rstrip(": ")
        following = self.lines[position + 1] if position + 1 < len(self.lines) else _Line("", "", True)
        numbered = NUMBERED.fullmatch(text)
        number, words = (numbered["number"], numbered["words"]) if numbered else ("", text)
        if line.raw.startswith("#"):
            is_title = not self.passages and not line.raw.startswith("##") and not self.named(words)
            return None if is_title else (number, words)
        if len(text) > 120 or text[-1] in ".?!:;,-" or self.captions(line):
            return None
        if self.named(words) or self.in_references:
            return (number, words) if self.named(words) else None
        if numbered and "." not in number:
            beside = ITEM.fullmatch(following.text)
            # The item above tells a list from headings: it stands right above, or could itself be a heading.
            above = self.passages[self.open][1] if item_above == int(number) - 1 > 0 else ""
            goes_on = above and not (line.after_gap and is_finished(above))
            is_item = goes_on or (beside and beside["number"] == str(int(number) + 1))
            return (number, words) if numbered["dot"] and not is_item else None
        is_before_list = text != line.text and ITEM.fullmatch(following.raw) is not None
        is_short = text[0].isupper() and len(text.split()) <= 8 and not is_before_list
        begins_anew = is_finished(following.text) and not following.text[0].islower()
        stands_alone = line.after_gap and following.after_gap and begins_anew and not self.captions(following)
        if numbered or (self.in_body and is_short and stands_alone):
            return number, words
        if (text.isupper() and len(text) > 3) or (is_short and text != line.text):
            # In the front matter such a line may as well be a title or a label.
            return ("", text) if self.in_body or (len(following.text) > 200 and is_finished(following.text)) else None
        return None

    def captions(self, line: _Line) -> bool:
        """Whether a line is the caption of a table or a figure."""
        return CAPTION.fullmatch(self.tongue.english(line.text)) is not None

    def named(self, words: str) -> bool:
        """Whether words are a heading that such documents have, such as Methods."""
        return NAMED.fullmatch(self.tongue.english(words)) is not None

    def enter_heading(self, number: str, words: str) -> None:
        english = self.tongue.english(words)
        self.in_references = REFERENCES.fullmatch(english) is not None
        if self.in_references:
            return
        self.in_body = self.in_body or english.lower() not in ("abstract", "summary")
        (section, long), prefix = slugs(words), ""
        if number:
            section = number.replace(".", "-")
            section, prefix = (f"{self.parent}-{section}", "") if self.parent else (section, number)
        elif BACK.fullmatch(english):
            section = f"back-matter-{section}"
        elif any(f"{one}-".startswith(f"{section}-") or section.startswith(f"{one}-") for one in self.sections):
            section = long
        while section in self.sections:
            section, prefix = f"{section}-b", prefix and f"{prefix}-b"
        self.enter(section, f"{number}. {words}" if number else words, prefix)
        if not number:
            self.parent = section if self.in_body else ""

    def enter(self, section: str, title: str, prefix: str = "") -> None:
        self.sections.setdefault(section, Section(id=section, title=title))
        self.section, self.prefix = section, prefix or section  # where we are, and how locators begin there
        self.open, self.figure = "", ""  # the figure whose caption stands right above

    def add(self, locator: str, type_: type_of_passage, text: str, heading: str = "", unit: str | None = None) -> str:
        while locator in self.passages:
            locator += "-b"
        passage = Passage(locator=locator, section=self.section, type=type_, heading=heading or None)
        self.passages[locator] = passage, text, unit
        return locator

    def count(self, prefix: str) -> str:
        self.counts[prefix] += 1
        return f"{prefix}{self.counts[prefix]}"

    def paragraph(self, text: str) -> None:
        self.figure = ""
        passage, before, _ = self.passages.get(self.open, (None, "", None))
        if passage is None or is_finished(before) or not text[0].islower():
            self.open = self.add(self.count(f"{self.prefix}.p"), "paragraph", text)
        else:
            joined = before[:-1] + text if re.search(r"[a-z]-$", before) else f"{before} {text}"
            self.passages[self.open] = passage, joined, None

    def caption(self, kind: str, number: str, words: str | None, text: str) -> None:
        if kind.lower() == "table":
            # The table itself, which follows, counts on from here.
            self.tables = int(number) - 1
            self.add(f"t{number}.caption", "caption", text)
        else:
            self.figure = f"f{number}"
            self.add(f"{self.figure}.caption" if words else self.figure, "caption" if words else "figure", text)

    def rows(self, position: int) -> list[list[str]]:
        """Give the rows of the table that begins at a line: cells between tabs, or a Markdown pipe table."""
        rows: list[list[str]] = []
        for line in self.lines[position:]:
            mark = "|" if line.raw.startswith("|") else "\t"
            if mark not in line.raw or (rows and line.after_gap):
                break
            rows.append([normalized(cell) for cell in line.raw.strip("|").split(mark)])
        return rows if len(rows) > 1 else []

    def table(self, rows: list[list[str]]) -> None:
        """Add the cells of a table. Its header is the first row and those below it whose first cell is empty."""
        self.tables += 1
        table, width = f"t{self.tables}", max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
        header = next((n for n, row in enumerate(rows) if n and row[0]), 1)
        names = [next((row[c] for row in reversed(rows[:header]) if row[c]), "") for c in range(width)]
        spans = [""] * width
        for row in rows[: header - 1]:
            span = ""
            for c in range(width):
                # A heading with nothing below it is its column's own.
                span = (row[c] if rows[header - 1][c] else "") if row[c] else span
                spans[c] = span or spans[c]
        for n, span in enumerate(dict.fromkeys(filter(None, spans)), 1):
            self.add(f"{table}.r0.span{n if n > 1 else ''}", "table-cell", span)
        for r, row in enumerate([names, *rows[header:]]):
            for c, text in enumerate(row):
                above = [spans[c], names[c]] if r else []
                headings = [re.sub(r"\s*\[[^\]]*\]$", "", one) for one in [row[0] if r and c else "", *above] if one]
                beside = [*reversed(above), row[0]] if r and c else []
                units = (unit for one in beside if (unit := unit_in_heading(one, self.tongue)))
                if text:
                    self.add(f"{table}.r{r}.c{c}", "table-cell", text, " · ".join(headings), next(units, None))
