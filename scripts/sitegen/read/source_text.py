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


def index_text(text: str) -> Outline:
    """Give the sections and passages of a source."""
    indexer, position = _Indexer(_lines(text)), 0
    while position < len(indexer.lines):
        position += indexer.take(position)
    passages = tuple(
        IndexedPassage(structs.replace(one, fingerprint=fingerprint(words), numbers=numbers_in(words, unit)), words)
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


_CAPTION = re.compile(r"(?P<kind>table|fig(?:ure)?\.?|image)\s*(?P<number>\d+)\s*(?:[.:|]\s*(?P<words>.*)|$)", re.I)
_ITEM = re.compile(r"(?:[·•▪◦‣+*-]|\(?(?P<number>\d{1,2})[.)])\s+(?P<words>.*\w.*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<dot>\.?)\s+(?P<words>\S.*)")
_RUN_IN_ABSTRACT = re.compile(r"(?P<title>abstract|summary)\s?[:.—–-]\s*(?P<words>\S.*)", re.I)
_PUBLISHER_LINE = re.compile(
    r"©|(?:key\s?words?|received|revised|accepted|published|(?:academic )?editor(?: assigned)?|e-?mail|doi|license"
    r"|correspond\w+(?: to| author)?|(?:how to )?cit(?:ation|e this article)(?: as)?|copyright|publisher.s note)"
    r"\s*[:©]",
    re.I,
)
_REFERENCES = re.compile(r"references|bibliography|literature cited|reference list", re.I)
_BACK = re.compile(
    r"(?:author )?contributions?|funding|(?:[\w\s]*\b)?(?:ethic|review board|consent|data availability|acknowledge?ment"
    r"|conflicts? of interest|competing interest|disclosure|declaration|supplementary|abbreviation)[\w\s]*",
    re.I,
)
_NAMED = re.compile(
    r"abstract|summary|introduction|background|methods?|materials and methods|results|discussion|limitations"
    rf"|conclusions?|description|{_REFERENCES.pattern}|{_BACK.pattern}",
    re.I,
)
_ARTICLES = frozenset(("a", "an", "the"))
_PREPOSITIONS = frozenset(
    "about across after among and as at between by during for from in into of on or over to with".split()
)


def _is_finished(text: str) -> bool:
    text = re.sub(r"\s*(?:\[[\d,;–\s-]+\]|\([\d,;–\s-]+\))$", "", text)
    return re.search(r"[.?!:;][\"”’')\]]*$", text) is not None


def _slugs(heading: str) -> tuple[str, str]:
    """Give the short id of a heading, and the long one for where the short one could be confused."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", heading.lower()))
    words = [word for word in re.findall(r"[a-z0-9]+|[–—:]", plain) if word not in _ARTICLES]
    named = [word for word in words if word.isalnum()] or ["section"]
    end = next((n for n, word in enumerate(words) if n and (word in _PREPOSITIONS or not word.isalnum())), len(words))
    return "-".join([word for word in words[:end] if word.isalnum()][:5] or named[:5]), "-".join(named[:5])


class _Indexer:
    """Walks the lines once; what it has seen so far decides what the next line is."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
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
        if _PUBLISHER_LINE.match(line.text):
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
        elif caption := _CAPTION.fullmatch(line.text):
            self.caption(caption["kind"], caption["number"], caption["words"], line.text)
        elif run_in := _RUN_IN_ABSTRACT.fullmatch(line.text):
            self.enter("abstract", run_in["title"])
            self.paragraph(run_in["words"])
        elif item := _ITEM.fullmatch(line.raw):
            self.open = self.add(self.count(f"{self.figure or self.prefix}.i"), "list-item", normalized(item["words"]))
            self.item_above = int(item["number"] or 0)
        else:
            self.paragraph(line.text.lstrip("# "))
        return 1

    def heading(self, position: int, item_above: int) -> tuple[str, str] | None:
        """Give number and words of the heading at a line, or None where it is no heading."""
        line, text = self.lines[position], self.lines[position].text.lstrip("# ").rstrip(": ")
        following = self.lines[position + 1] if position + 1 < len(self.lines) else _Line("", "", True)
        numbered = _NUMBERED.fullmatch(text)
        number, words = (numbered["number"], numbered["words"]) if numbered else ("", text)
        if line.raw.startswith("#"):
            is_title = not self.passages and not line.raw.startswith("##") and not _NAMED.fullmatch(words)
            return None if is_title else (number, words)
        if len(text) > 120 or text[-1] in ".?!:;,-" or _CAPTION.fullmatch(line.text):
            return None
        if _NAMED.fullmatch(words) or self.in_references:
            return (number, words) if _NAMED.fullmatch(words) else None
        if numbered and "." not in number:
            beside = _ITEM.fullmatch(following.text)
            # The item above tells a list from headings: it stands right above, or could itself be a heading.
            above = self.passages[self.open][1] if item_above == int(number) - 1 > 0 else ""
            goes_on = above and not (line.after_gap and _is_finished(above))
            is_item = goes_on or (beside and beside["number"] == str(int(number) + 1))
            return (number, words) if numbered["dot"] and not is_item else None
        is_before_list = text != line.text and _ITEM.fullmatch(following.raw) is not None
        is_short = text[0].isupper() and len(text.split()) <= 8 and not is_before_list
        begins_anew = _is_finished(following.text) and not following.text[0].islower()
        stands_alone = line.after_gap and following.after_gap and begins_anew and not _CAPTION.fullmatch(following.text)
        if numbered or (self.in_body and is_short and stands_alone):
            return number, words
        if (text.isupper() and len(text) > 3) or (is_short and text != line.text):
            # In the front matter such a line may as well be a title or a label.
            return ("", text) if self.in_body or (len(following.text) > 200 and _is_finished(following.text)) else None
        return None

    def enter_heading(self, number: str, words: str) -> None:
        self.in_references = _REFERENCES.fullmatch(words) is not None
        if self.in_references:
            return
        self.in_body = self.in_body or words.lower() not in ("abstract", "summary")
        (section, long), prefix = _slugs(words), ""
        if number:
            section = number.replace(".", "-")
            section, prefix = (f"{self.parent}-{section}", "") if self.parent else (section, number)
        elif _BACK.fullmatch(words):
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
        if passage is None or _is_finished(before) or not text[0].islower():
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
                units = filter(None, map(unit_in_heading, [*reversed(above), row[0]] if r and c else []))
                if text:
                    self.add(f"{table}.r{r}.c{c}", "table-cell", text, " · ".join(headings), next(units, None))
