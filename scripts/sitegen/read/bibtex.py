"""In: BibTeX text; out: its entries as References with the places of key, type and fields, and problems of syntax."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError, Token, TokenRequired
from pybtex.textutils import normalize_whitespace
from pybtex.utils import CaseInsensitiveDict

from ..model.reference import Reference
from ..problems import Location, Problem, SourceText

_NOT_ENTRIES = {"string", "preamble", "comment"}
_NEXT_ENTRY = re.compile(r"^[ \t]*@", re.M)
_FIELD = re.compile(r"^[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*=[ \t]*[{\"]", re.M)
#: Far more than any review abbreviates.
_MOST_PUT_IN = 1_000_000
_SWELLING = "the definitions of @string swell"
_LEFT_OUT = re.compile(r"^[ \t]*\w+[ \t]*[{(]\s*[^\s,{}=]+[ \t]*,", re.M)
_WORD = re.compile(r"[^\s,={}]+|.")
_BEGINS_NOTHING = ("the `@` begins no entry", "`@article{{key,`", "write `{{@}}` when it is meant as text")

#: What pybtex says when it meets the `@` of the next entry inside one.
_UNCLOSED = ("'}' expected", "')' expected", "entry key expected")

#: What pybtex says, in our words: sentence, expected, fix. `{field}` is the field it reads, `{word}` where it stands.
_WORDS: dict[str, tuple[str, str | None, str | None]] = {
    "'}' expected": ("a comma or the closing brace is missing before `{word}`", None, None),
    "')' expected": ("a comma or the closing parenthesis is missing before `{word}`", None, None),
    "'=' expected": ("the field `{field}` is not followed by `=`", "`name = {{value}},`", None),
    "field value expected": ("the field `{field}` has no value", "text in braces or quotes, or a number", None),
    "entry key expected": ("the entry has no key", "a key after the brace, such as `smith2020`", None),
    "'(' or '{' expected": _BEGINS_NOTHING,
    "a valid name expected": _BEGINS_NOTHING,
    _SWELLING: (f"@string definitions put more than {_MOST_PUT_IN:,} characters in", None, "write the values out"),
    "unbalanced braces": (
        "the value of `{field}` is not closed before this brace",
        None,
        "close the quotes, and balance the braces inside them",
    ),
}

#: From an offset in the text and a width to the place in the file.
Place = Callable[[int, int], Location]


@dataclass(frozen=True)
class ReadReference:
    """An entry: where its key and type stand, its fields by name, and whether it was read to its end."""

    reference: Reference
    location: Location
    type_location: Location
    fields: Mapping[str, Location]
    whole: bool


class _Parser(LowLevelParser):
    """pybtex's parser, which also remembers where keys and fields stand."""

    key_at = 0
    fields_at: tuple[tuple[str, int], ...] = ()
    #: How many characters @string definitions have put in so far: one that takes another twice doubles it.
    put_in = 0

    def substitute_macro(self, name: str) -> str:
        text = super().substitute_macro(name)
        self.put_in += len(text)
        if self.put_in > _MOST_PUT_IN:
            raise PybtexSyntaxError(_SWELLING, self)
        return text

    def required(self, patterns: list[Any], *rest: Any, **named: Any) -> Token:
        token = super().required(patterns, *rest, **named)
        if patterns[0] in (self.KEY_BRACE, self.KEY_PAREN):
            self.key_at, self.fields_at = self.pos - len(token.value), ()
            if token.value.startswith("@"):  # an entry that somebody has only begun to write
                self.pos = self.key_at
                raise TokenRequired(patterns[0].description, self)
        return token

    def optional(self, patterns: list[Any], *rest: Any, **named: Any) -> Token | None:
        token = super().optional(patterns, *rest, **named)
        if token and patterns[0] is self.NAME:
            self.fields_at += ((token.value, self.pos - len(token.value)),)
        return token


def entries_of(file: SourceText, text: str) -> tuple[list[ReadReference], list[Problem]]:
    """Parse and go on after a bad entry, so that every entry is reported; positions are the parser's own."""
    problems: list[Problem] = []
    starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def place(position: int, width: int) -> Location:
        line = bisect_right(starts, position)
        return Location(file, line, position - starts[line - 1] + 1, max(1, width))

    def note(error: PybtexSyntaxError) -> None:
        if parser.command_start not in broken:  # what follows in the same entry follows from it
            problems.append(_in_words(error, parser, place))
        broken.add(parser.command_start)
        if not isinstance(error, UndefinedMacro):
            # A brace too many or too few would take the entries that follow with it.
            following = _NEXT_ENTRY.search(text, parser.command_start + 1)
            parser.pos = following.start() if following else len(text)

    def close(end: int, start: int) -> None:
        """Between two entries stands free text; a field there belongs to the entry above, closed too early."""
        between = text[end:start]
        # An @comment, and an entry whose @ was taken away, hold fields that are meant to be left out.
        field = None if "@" in between or _LEFT_OUT.search(between) else _FIELD.search(between)
        if field and found:
            at = place(end + field.start("name"), len(field["name"]))
            sentence = f"the field `{field['name']}` stands behind the end of '{found[-1].reference.key}'"
            problems.append(Problem("bibtex-syntax", at, sentence, fix="remove the closing brace too many above it"))
            found[-1] = replace(found[-1], whole=False)

    parser = _Parser(text, handle_error=note, macros=CaseInsensitiveDict(month_names))
    found: list[ReadReference] = []
    broken: set[int] = set()
    end = 0
    for command, content in parser:
        close(end, parser.command_start)
        end = parser.pos
        if command.lower() not in _NOT_ENTRIES and content[0] is not None:
            problems += _repeated_fields(content[0], parser.fields_at, place)
            found.append(
                ReadReference(
                    _reference(command, *content),
                    place(parser.key_at, len(content[0])),
                    place(parser.command_start + 1, len(command)),
                    {name.lower(): place(at, len(name)) for name, at in reversed(parser.fields_at)},
                    parser.command_start not in broken,
                )
            )
    close(end, len(text))
    return found, problems


def _in_words(error: PybtexSyntaxError, parser: _Parser, place: Place) -> Problem:
    said = str(error.args[0])
    found = _WORD.match(parser.text, parser.pos)
    word = found[0] if found else ""
    if isinstance(error, PrematureEOF) or (word.startswith("@") and said in _UNCLOSED):
        begin = re.compile(r"@\s*\w*").match(parser.text, parser.command_start)
        at = place(parser.command_start, len(begin[0]) if begin else 1)
        fix = "close it with `}`, and balance the braces and quotes inside it"
        return Problem("bibtex-syntax", at, "the entry that begins here is not closed", fix=fix)
    if isinstance(error, UndefinedMacro):
        at = place(parser.pos - len(said), len(said))
        sentence = f"`{said}` is neither in braces nor in quotes, and no @string defines it"
        return Problem("bibtex-syntax", at, sentence, fix=f"write `{{{said}}}`")
    parts = _WORDS.get(said, (f"not valid BibTeX: {said}", None, None))
    start, width = {
        _BEGINS_NOTHING: (parser.command_start, 1),
        _WORDS["unbalanced braces"]: (parser.pos - 1, 1),
    }.get(parts, (parser.pos, len(word)))
    sentence, expected, fix = (
        part.format(field=parser.current_field_name, word=word) if part else None for part in parts
    )
    return Problem("bibtex-syntax", place(start, width), sentence or said, expected, fix=fix)


def _repeated_fields(key: str, fields: tuple[tuple[str, int], ...], place: Place) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for name, position in fields:
        at = place(position, len(name))
        first = seen.setdefault(name.lower(), at)
        if first is not at:
            sentence = f"the field `{name}` of '{key}' is there twice; the first is on line {first.line}"
            yield Problem("duplicate-key", at, sentence, fix="keep one of the two")


def _reference(command: str, key: str, fields: list[tuple[str, list[str]]]) -> Reference:
    values: dict[str, str] = {}
    for name, parts in fields:
        values.setdefault(name.lower(), normalize_whitespace("".join(parts)))
    people = {role: tuple(split_name_list(values.pop(role, "")) or ()) for role in ("author", "editor")}
    return Reference(key, command.lower(), values, people["author"], people["editor"])
