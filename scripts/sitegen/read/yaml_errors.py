"""In: an error of the YAML parser; out: the same as a Problem, in an editor's words, at the place to correct."""

from __future__ import annotations

from dataclasses import replace

import yaml

from ..problems import Location, Problem, SourceText, shown

_QUOTES = "put the value in quotes"
_SPACES = "indent with spaces"

_CLOSED_BY = {"[": "]", "{": "}"}
#: What to do about text after the end of a value.
_CLOSING = {
    "'": "put the whole value in single quotes, with each quote inside written twice",
    '"': 'put the whole value in double quotes, with each quote inside written as \\"',
    "]": _QUOTES,
    "}": _QUOTES,
}

#: What the parser says, in our words, and the fix. `{char}` is the character there, `{text}` the rest of the line.
_WORDS: dict[str, tuple[str, str]] = {
    "found character that cannot start any token": ("a value cannot begin with '{char}'", _QUOTES),
    "found a tab character that violates indentation": ("the line is indented with a tab", _SPACES),
    "found a tab character where an indentation space is expected": ("the line is indented with a tab", _SPACES),
    "did not find expected <document start>": (
        "the data above ends before this line",
        "indent all fields of a record the same; a file holds one document",
    ),
    "did not find expected '-' indicator": (
        "`{text}` is no item of the list above",
        "begin the line with `- `, indented like the items above",
    ),
    "did not find expected node content": (
        "a value is missing before `{char}`",
        "write the value, and put a character that is meant as text in quotes",
    ),
    "block sequence entries are not allowed in this context": (
        "a list begins on the line of its key",
        "begin the list on the next line, or write it in square brackets",
    ),
    "found unknown escape character": (
        "`{text:.2}` is no escape",
        "put the value in single quotes, where a backslash stands for itself",
    ),
    "did not find expected comment or line break": (
        "text stands on the line that announces a block of text",
        "begin the text on the next line, indented",
    ),
}


def problem_of(file: SourceText, error: yaml.MarkedYAMLError, last: yaml.Event, inside: Location | None) -> Problem:
    """Where the parser gives up is often far behind the slip; its context, or the last event, says where that is."""
    if (
        error.problem == "did not find expected key"
        and isinstance(last, yaml.ScalarEvent)
        and last.style in ("'", '"')
        and last.start_mark.line < last.end_mark.line
    ):
        sentence = f"the quote that opens here is not closed before line {last.end_mark.line + 1}"
        return Problem("yaml-syntax", _location(file, last.start_mark), sentence, fix=f"close it with {last.style}")
    here = _location(file, error.problem_mark or error.context_mark)
    opener = inside.text[inside.column - 1 : inside.column] if inside else ""
    if inside and opener in _CLOSED_BY and here.line > inside.line and not here.text[here.column - 1 :].strip():
        sentence = f"the `{opener}` that opens here is not closed"
        return Problem("yaml-syntax", replace(inside, width=1), sentence, fix=f"close it with `{_CLOSED_BY[opener]}`")
    start = _location(file, error.context_mark) if error.context_mark else here
    at, sentence, expected, fix = _in_words(error, here, start)
    return Problem("yaml-syntax", at, sentence, expected, fix=fix)


def _in_words(
    error: yaml.MarkedYAMLError, here: Location, start: Location
) -> tuple[Location, str, str | None, str | None]:
    said, context = error.problem or "", error.context or ""
    before, rest = here.text[: here.column - 1], here.text[here.column - 1 :].rstrip()
    opener = start.text[start.column - 1 : start.column]
    whole = replace(here, width=max(1, len(rest)))
    if said == "mapping values are not allowed in this context":
        return (here, *_second_colon(before))
    if said == "could not find expected ':'":
        line = start.text[start.column - 1 :].rstrip()
        fix = "write a space after the colon" if ":" in line else "indent the line when it goes on with the value above"
        return replace(start, width=len(line)), f"`{shown(line)}` is no field", "`key: value`", fix
    if said == "did not find expected key":
        closing = before.rstrip()[-1:]
        if rest and closing in _CLOSING:
            sentence = f"`{shown(rest)}` follows the closing {'bracket' if closing in ']}' else 'quote'}"
            return whole, sentence, "nothing more on the line", _CLOSING[closing]
        sentence = f"`{shown(rest)}` is neither a field nor part of the value above"
        return whole, sentence, "`key: value`", "indent it like the other fields"
    if context in ("while parsing a flow sequence", "while parsing a flow mapping"):
        closed = "]" if context.endswith("sequence") else "}"
        if here.line != start.line:
            return start, f"the `{opener}` that opens here is not closed", None, f"close it with `{closed}`"
        fix = "put text that holds commas or brackets in quotes"
        return here, f"a comma or `{closed}` is missing before `{shown(rest)}`", None, fix
    if said == "found unexpected end of stream":
        return start, "the quote that opens here is not closed", None, f"close it with {opener}"
    if context in ("while scanning an alias", "while scanning an anchor", "while scanning a tag"):
        return start, f"a value cannot begin with '{opener}'", None, _QUOTES
    if rest.startswith("\t"):
        return here, "the line is indented with a tab", None, _SPACES
    sentence, fix = _WORDS.get(said, (f"not valid YAML: {said}", None))
    if rest.startswith("@") and fix == _QUOTES:
        fix = "leave the @ out when this is a key of references.bib; put other text in quotes"
    return here, sentence.format(char=rest[:1], text=shown(rest)), None, fix


def _second_colon(before: str) -> tuple[str, str | None, str]:
    if ": " in before:
        return "the value holds a colon and a space, which begin a value of their own", None, _QUOTES
    sentence = "the line is indented further than the field above, which has a value already"
    return sentence, None, "indent all fields of a record the same"


def _location(file: SourceText, mark: yaml.Mark) -> Location:
    return Location(file, mark.line + 1, mark.column + 1)
