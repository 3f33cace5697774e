"""In: the text of a hand-written page; out: its front matter, calls and citations with places, and problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ..model.chapter import Call, Citation
from ..model.citations import E_MAIL, FORM, KEY, START, WHOLE, bracket
from ..problems import Location, Problem, SourceText, nearest_of, shown
from .markup import unsafe_markup
from .nodes import Node, nodes_of

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.S)
_FENCE = r"^[ \t]*(?P<fence>`{3,}+(?=[^`\n]*\n)|~{3,}+)[^\n]*\n(?:.*?\n)??[ \t]*(?P=fence)[`~]*[ \t]*$"
_COMMENT = r"(?P<comment><!--.*?-->)"
_CODE = r"(?<!`)(?P<ticks>`++)[^\n]*?[^`\n](?P=ticks)(?!`)"
#: In one pass: what begins first wins, so that a mark of one sort inside another means nothing.
_NOT_PROSE = re.compile(f"{_FENCE}|{_COMMENT}|{_CODE}", re.S | re.M)
#: Markdown takes a line that begins with # for a heading, with or without a space.
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]*(?P<text>[^\n]*?)[ \t]*(?P<id>\{[^}\n]*\})?[ \t]*#*[ \t]*$", re.M)
_UNDERLINED = re.compile(r"^(?P<text>[^\s#>|:*+-][^\n]*)\n(?P<line>=+|-+)[ \t]*$", re.M)
_HEADING_ID = re.compile(r"\{[^}]*#(?P<id>[^\s}]+)[^}]*\}")
_TEMPLATE = re.compile(r"\{\{(?P<inside>[^\n]*?)\}\}|\{%[^\n]*?%\}|\{\{[^\n]*|\{%[^\n]*")
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_]+)\s*\(\s*(?P<arguments>.*?)\s*\)\s*")
_ARGUMENT = re.compile(r"""\s*(?:'([^'"]*)'|"([^'"]*)")\s*""")
_BLOCK_TAGS = (
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    "|iframe|li|main|nav|ol|p|pre|script|section|style|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul|video"
)
_HTML_BLOCK = re.compile(
    rf"^[ ]{{0,3}}<(?P<tag>{_BLOCK_TAGS})\b(?![^>]*\bmarkdown=)[^>]*>(?:.*?</(?P=tag)\s*>|[^\n]*(?:\n[^\n]+)*)",
    re.M | re.S | re.I,
)

#: The calls and how many arguments each takes.
CALLS = {"claim": 1, "q": 2, "table": 1, "figure": 1}
_USAGE = "{{ claim('c-7k2q') }}, {{ q('c-7k2q', 'rate') }}, {{ table('efficacy') }} or {{ figure('timeline') }}"

#: From an offset in the body and a width to the place in the file.
Place = Callable[[int, int], Location]


@dataclass(frozen=True)
class ReadChapter:
    """A hand-written page as read: its front matter's node; its body, where that begins, what it calls and cites."""

    path: str
    file: SourceText
    head: Node | None
    body: str
    calls: tuple[Call, ...]
    citations: tuple[Citation, ...]
    body_line: int


def chapter_of(file: SourceText, text: str) -> tuple[ReadChapter, list[Problem]]:
    """Take a page apart. Offsets of calls count in the body; places count in the file."""
    text = text.replace("\r\n", "\n")
    head, start, problems = _front_matter(file, text)
    body = text[start:]
    lines_before = text.count("\n", 0, start)

    def place(offset: int, width: int) -> Location:
        line = body.count("\n", 0, offset)
        column = offset - (body.rfind("\n", 0, offset) + 1)
        return Location(file, lines_before + line + 1, column + 1, max(1, width))

    prose = _NOT_PROSE.sub(lambda match: re.sub(r"[^\n]", "\0", match.group()), body)
    calls, call_problems = _calls(prose, place)
    citations, citation_problems = _citations(prose, place)
    problems += call_problems + citation_problems + _hidden_citations(body, place) + _headings(body, prose, place)
    problems += unsafe_markup(prose, place)
    if head is not None:  # otherwise the lines of dashes may belong to front matter that went wrong
        problems += _underlined_headings(body, prose, place)
    return ReadChapter(file.path, file, head, body, calls, citations, lines_before + 1), problems


def _front_matter(file: SourceText, text: str) -> tuple[Node | None, int, list[Problem]]:
    """The front matter's node, where the body begins, and problems."""
    match = _FRONT_MATTER.match(text)
    if match is not None and (match.group(1) or "").strip():
        head, problems = nodes_of(file, "\n" + match.group(1))
        return head, match.end(), problems
    expected = "`id`, `title` and `description` between two lines `---`"
    if match is None and re.match(r"---[ \t]*\n", text):
        sentence = "the front matter that opens here is not closed"
        return None, len(text), [Problem("yaml-syntax", Location(file, 1, 1, 3), sentence, fix="close it with `---`")]
    sentence = "the front matter is empty" if match else "the page has no front matter"
    return None, match.end() if match else 0, [Problem("missing-field", Location(file), sentence, expected)]


def _calls(prose: str, place: Place) -> tuple[tuple[Call, ...], list[Problem]]:
    calls: list[Call] = []
    problems: list[Problem] = []
    for match in _TEMPLATE.finditer(prose):
        at = place(match.start(), match.end() - match.start())
        call = _CALL.fullmatch(match.group("inside") or "")
        if call is None:
            sentence = f"`{shown(match.group())}` is not one of the four calls"
            problems.append(Problem("template-error", at, sentence, _USAGE))
            continue
        name, arguments = call.group("name"), _arguments(call.group("arguments"))
        if name not in CALLS:
            sentence = f"`{name}` is not one of the four calls"
            problems.append(Problem("template-error", at, sentence, _USAGE, nearest_of(name, CALLS)))
        elif arguments is None or len(arguments) != CALLS[name]:
            wanted = "one id in quotes" if CALLS[name] == 1 else "a claim's id and a quantity's name, both in quotes"
            given = f"with `{shown(call.group('arguments'))}`" if call.group("arguments") else "with nothing"
            problems.append(Problem("template-error", at, f"`{name}` is called {given}", wanted))
        else:
            calls.append(Call(name, arguments, match.start(), match.end(), at))
    return tuple(calls), problems


def _arguments(text: str) -> tuple[str, ...] | None:
    parts = [_ARGUMENT.fullmatch(part) for part in text.split(",")]
    if any(part is None for part in parts):
        return None
    return tuple(part.group(1) if part.group(1) is not None else part.group(2) for part in parts if part)


def _citations(prose: str, place: Place) -> tuple[tuple[Citation, ...], list[Problem]]:
    citations: list[Citation] = []
    problems: list[Problem] = []
    html = [(match.start(), match.end()) for match in _HTML_BLOCK.finditer(prose)]
    for match in START.finditer(prose):
        if E_MAIL.match(prose, match.start()):
            continue
        whole = WHOLE.match(prose, match.start())
        if whole is None:
            text = bracket(prose, match.start())
            sentence = f"`{shown(text)}` is not a citation that can be resolved"
            problems.append(Problem("bad-citation", place(match.start(), len(text)), sentence, FORM))
        elif any(start <= match.start() < end for start, end in html):
            at = place(match.start(), len(whole.group()))
            sentence = f"`{whole.group()}` stands in raw HTML, where citations are not resolved"
            fix = 'write Markdown there, or add `markdown="span"` to the tag'
            problems.append(Problem("bad-citation", at, sentence, fix=fix))
        else:
            for key in KEY.finditer(whole.group()):
                citations.append(Citation(key.group(1), place(match.start() + key.start(1), len(key.group(1)))))
    return tuple(citations), problems


def _hidden_citations(body: str, place: Place) -> list[Problem]:
    """mkdocs-bibtex replaces what looks like a citation in code too; comments are not published."""
    problems: list[Problem] = []
    for hidden in _NOT_PROSE.finditer(body):
        if hidden.group("comment"):
            continue
        for match in START.finditer(hidden.group()):
            if not E_MAIL.match(hidden.group(), match.start()):
                text = bracket(hidden.group(), match.start())
                at = place(hidden.start() + match.start(), len(text))
                sentence = f"`{shown(text)}` stands in code, where it would be replaced all the same"
                problems.append(Problem("bad-citation", at, sentence, fix="leave out the square brackets or the @"))
    return problems


def _headings(body: str, prose: str, place: Place) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for match in _HEADING.finditer(prose):
        found = _HEADING_ID.fullmatch(match.group("id") or "")
        at = place(match.start(), match.end() - match.start())
        if found is None:
            problems.append(_without_id(body[match.start("text") : match.end("text")], match.group("marks"), at))
        elif found.group("id") in seen:
            id_ = found.group("id")
            sentence = f"the heading id '{id_}' is there twice; the first is on line {seen[id_]}"
            problems.append(Problem("duplicate-id", at, sentence, fix="give each heading an id of its own"))
        else:
            seen[found.group("id")] = at.line
    return problems


def _underlined_headings(body: str, prose: str, place: Place) -> list[Problem]:
    problems: list[Problem] = []
    for match in _UNDERLINED.finditer(prose):
        if match.group("text").strip("\0"):
            text = body[match.start("text") : match.end("text")]
            marks = "#" if match.group("line")[0] == "=" else "##"
            problems.append(_without_id(text, marks, place(match.start(), len(text))))
    return problems


def _without_id(heading: str, marks: str, at: Location) -> Problem:
    plain = unicodedata.normalize("NFKD", heading.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "id"
    fix = f"{marks} {heading} {{#{slug}}}"
    return Problem("heading-without-id", at, f"the heading '{shown(heading)}' has no id", fix=fix)
