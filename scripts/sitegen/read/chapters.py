"""In: the text of a page written by hand; out: its front matter, calls, citations and headings with places, and problems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.chapter import Call, Citation
from ..problems import Location, Problem, SourceText
from .nodes import Node, nodes_of

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.S)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??(?P=fence)[ \t]*$", re.S | re.M)
_CODE = re.compile(r"(?P<ticks>`+)(?!`)[^\n]*?[^`\n](?P=ticks)(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?=[ \t])[ \t]*(?P<text>[^\n]*?)[ \t]*(?P<id>\{[^}\n]*\})?[ \t]*$", re.M)
_UNDERLINED = re.compile(r"^(?P<text>[^\s#>|:*+-][^\n]*)\n(?:=+|-+)[ \t]*$", re.M)
_HEADING_ID = re.compile(r"\{[^}]*#(?P<id>[^\s}]+)[^}]*\}")
_TEMPLATE = re.compile(r"\{\{(?P<inside>[^\n]*?)\}\}|\{%[^\n]*?%\}|\{\{[^\n]*|\{%[^\n]*")
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_]+)\s*\(\s*(?P<arguments>.*?)\s*\)\s*")
_ARGUMENT = re.compile(r"""\s*(?:'([^'"]*)'|"([^'"]*)")\s*""")
_CITATION_START = re.compile(r"\[[^\[\]\n]*?@|\[@")
_CITATION = re.compile(r"\[@[A-Za-z0-9_-]+(?:; ?@[A-Za-z0-9_-]+)*\]")
_KEY = re.compile(r"@([A-Za-z0-9_-]+)")
_HTML_BLOCK = re.compile(r"^[ ]{0,3}<(?:[a-z][a-z0-9]*)\b(?![^>\n]*\bmarkdown=)[^\n]*(?:\n[^\n]+)*", re.M | re.I)

#: The calls and how many arguments each takes.
CALLS = {"claim": 1, "q": 2, "table": 1, "figure": 1}


@dataclass(frozen=True)
class ReadChapter:
    """A page written by hand as read: the node of its front matter, its body, what the body calls and cites."""

    path: str
    file: SourceText
    head: Node | None
    body: str
    calls: tuple[Call, ...]
    citations: tuple[Citation, ...]


def chapter_of(file: SourceText, text: str) -> tuple[ReadChapter, list[Problem]]:
    """Take a page apart. Offsets of calls count in the body; places count in the file."""
    problems: list[Problem] = []
    text = text.replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    head: Node | None = None
    if match:
        head, problems = nodes_of(file, "\n" + (match.group(1) or ""))
    else:
        fix = "begin the file with `---`, `id:`, `title:`, `description:`, `---`"
        problems.append(Problem("missing-field", Location(file), "the page has no front matter", fix=fix))
    start = match.end() if match else 0
    body = text[start:]
    lines_before = text.count("\n", 0, start)

    def place(offset: int, width: int = 1) -> Location:
        line = body.count("\n", 0, offset)
        column = offset - (body.rfind("\n", 0, offset) + 1)
        return Location(file, lines_before + line + 1, column + 1, max(1, width))

    prose = _mask(body)
    calls, call_problems = _calls(prose, place)
    citations, citation_problems = _citations(body, prose, place)
    problems += call_problems + citation_problems + _headings(prose, place)
    return ReadChapter(file.path, file, head, body, calls, citations), problems


def _mask(body: str) -> str:
    """Blank out code and comments, so that what stands in them is neither a call nor a citation nor a heading."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "\0", match.group())

    for pattern in (_FENCE, _COMMENT, _CODE):
        body = pattern.sub(blank, body)
    return body


def _calls(prose: str, place) -> tuple[tuple[Call, ...], list[Problem]]:
    calls: list[Call] = []
    problems: list[Problem] = []
    usage = "{{ claim('c-7k2q') }}, {{ q('c-7k2q', 'rate') }}, {{ table('efficacy') }} or {{ figure('timeline') }}"
    for match in _TEMPLATE.finditer(prose):
        at = place(match.start(), match.end() - match.start())
        call = _CALL.fullmatch(match.group("inside") or "")
        if call is None:
            problems.append(Problem("template-error", at, f"`{match.group().strip()}` is not one of the four calls", usage))
            continue
        name, arguments = call.group("name"), _arguments(call.group("arguments"))
        if name not in CALLS:
            from_close = f"`{name}` is not one of the four calls"
            problems.append(Problem("template-error", at, from_close, usage))
        elif arguments is None or len(arguments) != CALLS[name]:
            wanted = "one id in quotes" if CALLS[name] == 1 else "a claim's id and a quantity's name, both in quotes"
            problems.append(Problem("template-error", at, f"`{name}` is called with `{call.group('arguments')}`", wanted))
        else:
            calls.append(Call(name, arguments, match.start(), match.end(), at))
    return tuple(calls), problems


def _arguments(text: str) -> tuple[str, ...] | None:
    parts = [_ARGUMENT.fullmatch(part) for part in text.split(",")]
    if any(part is None for part in parts):
        return None
    return tuple(part.group(1) if part.group(1) is not None else part.group(2) for part in parts if part)


def _citations(body: str, prose: str, place) -> tuple[tuple[Citation, ...], list[Problem]]:
    citations: list[Citation] = []
    problems: list[Problem] = []
    html = [(match.start(), match.end()) for match in _HTML_BLOCK.finditer(prose)]
    expected = "`[@key]` or `[@key; @key]`, on one line"
    for match in _CITATION_START.finditer(prose):
        whole = _CITATION.match(prose, match.start())
        if whole is None:
            end = prose.find("]", match.start())
            shown = " ".join(prose[match.start() : end + 1 if 0 <= end - match.start() < 200 else match.end()].split())
            at = place(match.start(), len(shown))
            if re.search(r"@[\w.-]+\.\w", shown) and not shown.startswith("[@"):
                continue  # an e-mail address in a link's text
            problems.append(Problem("bad-citation", at, f"`{shown}` is not a citation that can be resolved", expected))
            continue
        if any(start <= match.start() < end for start, end in html):
            at = place(match.start(), len(whole.group()))
            sentence = f"`{whole.group()}` stands in raw HTML, where citations are not resolved"
            problems.append(Problem("bad-citation", at, sentence, fix='write Markdown there, or add `markdown="span"` to the tag'))
            continue
        for key in _KEY.finditer(whole.group()):
            citations.append(Citation(key.group(1), place(match.start() + key.start(1), len(key.group(1)))))
    for match in re.finditer(r"\[@[A-Za-z0-9_-]", body):
        if prose[match.start()] == "\0" and not body.startswith("<!--", max(0, match.start() - 4)):
            at = place(match.start(), 2)
            fix = "leave the square bracket or the @ out of the code"
            problems.append(Problem("bad-citation", at, "a citation stands in code, where it would be replaced", fix=fix))
    return tuple(citations), problems


def _headings(prose: str, place) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for match in _HEADING.finditer(prose):
        found = _HEADING_ID.fullmatch(match.group("id") or "")
        at = place(match.start(), match.end() - match.start())
        heading = match.group("text").replace("\0", "")
        if found is None:
            slug = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") or "id"
            fix = f"{match.group('marks')} {heading} {{#{slug}}}"
            problems.append(Problem("heading-without-id", at, f"the heading '{heading}' has no id", fix=fix))
        elif found.group("id") in seen:
            sentence = f"the heading id '{found.group('id')}' is there twice; the first is on line {seen[found.group('id')]}"
            problems.append(Problem("duplicate-id", at, sentence, fix="give each heading its own id"))
        else:
            seen[found.group("id")] = at.line
    for match in _UNDERLINED.finditer(prose):
        at = place(match.start(), len(match.group("text")))
        problems.append(Problem("heading-without-id", at, f"the heading '{match.group('text')}' has no id",
                                fix=f"## {match.group('text')} {{#…}}"))
    return problems
