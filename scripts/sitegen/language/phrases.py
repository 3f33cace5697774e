"""In: the source of a template; out: the phrases that a reader sees, and the source with them in another language.

A phrase is what stands between line breaks, tags, blocks, table bars and links of Markdown. What the template prints
inside it is numbered, so that another language can put it elsewhere: `Of {{ claims }} claims, {{ n }} are confirmed.` is
the phrase `Of {1} claims, {2} are confirmed.` Templates need no mark for it. Texts in quotes that a template prints, and
those of attributes that are read aloud or shown, are phrases, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: Gives a phrase in another language, or the phrase itself.
Say = Callable[[str], str]

_EXPRESSION = r"\{\{.*?\}\}"
_TOKEN = re.compile(
    rf"(?P<comment>\{{%#.*?#%\}}|\{{#-.*?-#\}})"
    rf"|(?P<id>\{{#(?:{_EXPRESSION}|[^\s{{}}])*\}})"
    r"|(?P<attributes>\{:[^}]*\})"
    r"|(?P<block>\{%.*?%\})"
    rf"|(?P<expression>{_EXPRESSION})"
    r"|(?P<tag></?[A-Za-z](?:\{\{.*?\}\}|\{%.*?%\}|[^<>])*>)"
    r"|(?P<end>\]\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\))"
    r"|(?P<begin>\[(?=[^\[\]\n]*\]\())"
    r"|(?P<bar>[\n|])"
    r"|(?P<text>[^\n|\[{<\]]+|.)",
    re.S,
)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ATTRIBUTE = re.compile(r'(?P<name>\b(?:aria-label|title|alt|placeholder|data-[a-z-]+))="(?P<text>[^"]*)"')
_LEAD = re.compile(r"\s*(?:(?:#{1,6}|[-*+>]|\d+\.)\s+)*")
_WORD = re.compile(r"[^\W\d_]{2}")
_HOLE = re.compile(r"\{(\d+)\}")


def translated(source: str, say: Say) -> str:
    """The same template in another language; it has as many lines as before."""
    return "".join(_parts(source, say))


def phrases_of(source: str) -> tuple[str, ...]:
    """Every phrase of a template, in order, each once."""
    found: dict[str, None] = {}

    def note(phrase: str) -> str:
        found[phrase] = None
        return phrase

    translated(source, note)
    return tuple(phrase for phrase in found if is_phrase(phrase))


def is_phrase(text: str) -> bool:
    """Whether there is a word in it that somebody would translate, and not a mark of the program."""
    plain = _HOLE.sub("", text)
    if '="' in plain or plain.startswith(("{#", "<", "!!!", "///", "}")):
        return False
    return bool(_WORD.search(plain)) and not re.fullmatch(r"[a-z0-9_./:#-]*", plain.strip())


def _parts(source: str, say: Say) -> Iterator[str]:
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(source):
        if match.lastgroup in ("text", "expression"):
            run.append(match)
            continue
        yield from _run(run, say)
        run = []
        if match.lastgroup == "tag":
            yield _ATTRIBUTE.sub(lambda its: f'{its["name"]}="{_filled(its["text"], say)}"', match[0])
        else:
            yield match[0]
    yield from _run(run, say)


def _run(run: list[re.Match[str]], say: Say) -> Iterator[str]:
    """Text and expressions between two borders."""
    if run:
        yield _filled("".join(match[0] for match in run), say)


def _filled(text: str, say: Say) -> str:
    printed: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        printed.append(_QUOTED.sub(lambda its: f'"{_quoted(its[1], say)}"', match[0]))
        return f"{{{len(printed)}}}"

    whole = re.sub(_EXPRESSION, numbered, text, flags=re.S)
    lead = _LEAD.match(whole)
    assert lead is not None
    body = whole[lead.end() :].rstrip()
    tail = whole[lead.end() + len(body) :]
    said = say(body) if _WORD.search(_HOLE.sub("", body)) else body
    return lead[0] + _HOLE.sub(lambda its: _of(printed, int(its[1]), its[0]), said) + tail


def _of(printed: list[str], number: int, written: str) -> str:
    return printed[number - 1] if 0 < number <= len(printed) else written


def _quoted(text: str, say: Say) -> str:
    """Only what looks like words: the rest are names of the program."""
    said = say(text) if is_phrase(text) and (" " in text or text[:1].isupper()) else text
    return said.replace('"', "“")
