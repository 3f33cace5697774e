"""In: a Chapter; out: its paragraphs with their lines and marks, and the numbers that are marked as no finding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..problems import Location
from .chapter import Chapter

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_LINKING = re.compile(r"<!--\s*linking text:\s*(?P<reason>\S.*?)\s*-->", re.S)
#: How a line of a chapter says that a number on it is no finding, with the reason.
NUMBER = re.compile(r"<!--\s*number:\s*(?P<reason>\S.*?)\s*-->", re.S)
_CLAIM_LINK = re.compile(r"\]\([^)\s]*#c-[a-z0-9]{4}\)")
_EVIDENCE_CALLS = ("claim", "q", "table", "figure")


@dataclass(frozen=True)
class Paragraph:
    """A block of a chapter's prose: words, place, whether a claim stands behind it, its mark if it has one."""

    text: str
    location: Location
    has_claim: bool
    linking: str | None


@dataclass(frozen=True)
class Mark:
    """A place where an editor says that a rule does not apply, and why."""

    what: str
    reason: str
    text: str
    location: Location


def paragraphs(chapter: Chapter) -> tuple[Paragraph, ...]:
    """The blocks of prose and lists; headings, code and comments alone are none."""
    found: list[Paragraph] = []
    position, pending, fenced = 0, None, False
    for block in re.split(r"\n[ \t]*\n", chapter.body):
        start = chapter.body.index(block, position)
        position = start + len(block)
        fences = len(re.findall(r"^(?:```|~~~)", block, re.M))
        inside, fenced = fenced, fenced ^ (fences % 2 == 1)
        linking = _LINKING.search(block)
        words = _words(block)
        if linking:
            pending = linking.group("reason")
        if not words or words.startswith("#") or inside or fences:
            continue
        calls = [call for call in chapter.calls if start <= call.start < position]
        has_claim = any(call.name in _EVIDENCE_CALLS for call in calls) or bool(_CLAIM_LINK.search(block))
        lead = len(block) - len(block.lstrip("\n"))
        line = chapter.body_line + chapter.body.count("\n", 0, start + lead)
        found.append(Paragraph(words, Location(chapter.file, line), has_claim, pending))
        pending = None
    return tuple(found)


def marks(chapter: Chapter) -> tuple[Mark, ...]:
    """Every mark of a chapter: linking text, and numbers that are no finding."""
    found = [
        Mark("linking text", paragraph.linking, paragraph.text, paragraph.location)
        for paragraph in paragraphs(chapter)
        if paragraph.linking
    ]
    for number, line in enumerate(chapter.body.split("\n"), chapter.body_line):
        for match in NUMBER.finditer(line):
            found.append(Mark("number", match.group("reason"), _words(line), Location(chapter.file, number)))
    return tuple(found)


def _words(markdown: str) -> str:
    """The words of a stretch of Markdown as a list shows them: links as their words, calls as an ellipsis."""
    plain = re.sub(r"\[([^\]\n]*)\]\([^)\n]*\)", r"\1", _COMMENT.sub("", markdown))
    return " ".join(re.sub(r"\{\{[^}\n]*\}\}", "…", plain).split())


def without_comments(markdown: str) -> str:
    """The Markdown as pages show it: comments are for editors."""
    return _COMMENT.sub("", markdown)
