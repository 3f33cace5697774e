"""In: the text of a YAML file; out: a tree of Nodes with positions, and problems. No value's type is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import yaml

from ..problems import Location, Problem, SourceText, shown
from .text_files import INVISIBLE
from .yaml_errors import problem_of

_QUOTES = "put it in quotes when it is meant as text"
#: A comment without a space after its sign: more likely a sentence that goes on.
_COMMENT = re.compile(r"\s+(#[^\s#].*)")
_MAY_BE_ONE = re.compile(r"\s#[^\s#]")
#: Deeper nesting is never a fact; it is a mistake or an attack on the parser.
DEPTH = 40
#: Ten times the values of any file that people edit; more would take minutes to check.
MOST = 50_000


#: The file whose nodes are being read from a note, which does not repeat it at each of them.
_NOTED_OF: list[SourceText] = [SourceText("", ())]


class Node(msgspec.Struct, array_like=True):
    """A value with its place: text, a list of nodes, or a mapping from key to node (`keys` has the keys' own nodes)."""

    line: int
    column: int
    width: int
    value: str | list[Node] | dict[str, Node]
    plain: bool = False
    keys: dict[str, Node] = msgspec.field(default_factory=dict)
    file: SourceText = msgspec.field(default_factory=lambda: _NOTED_OF[0])

    @property
    def location(self) -> Location:
        """Where the value stands."""
        return Location(self.file, self.line, self.column, self.width)

    def at(self, *path: str | int) -> Node:
        """The node at a path of keys and indexes; the deepest one there is when the path ends early."""
        node = self
        for step in path:
            value: Any = node.value
            if isinstance(value, str):
                return node
            try:
                node = value[step]
            except (LookupError, TypeError):
                return node
        return node

    def key(self, name: str) -> Node:
        """The node of a key itself, to point at the field rather than at its value."""
        return self.keys.get(name, self)

    def text(self, name: str) -> str | None:
        """The text of a field, when this is a mapping that has it as text."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return value.value if value is not None and isinstance(value.value, str) else None


class _Refused(Exception):
    def __init__(self, problem: Problem):
        self.problem = problem


def nodes_of(file: SourceText, text: str) -> tuple[Node | None, list[Problem]]:
    """Parse one document. A syntax error gives no tree; a duplicate key gives a tree with the first value kept."""
    its = _Tree(file, _MAY_BE_ONE.search(text) is not None)
    try:
        its.grow(yaml.CSafeLoader(text).get_event)
    except yaml.MarkedYAMLError as error:
        inside = its.open[-1].location if its.open else None
        return None, [*its.problems, problem_of(file, error, its.latest, inside)]
    except _Refused as refused:
        return None, [*its.problems, refused.problem]
    if its.root is None:
        its.problems.append(Problem("yaml-syntax", Location(file), "the file holds no data", "a mapping or a list"))
    return its.root, its.problems


class _Tree:
    """The nodes of a file, made of the parser's events with a stack of our own: no recursion, so depth cannot break it.

    `loses` tells whether anything in the file looks like a sentence that goes on behind ` #`.
    """

    def __init__(self, file: SourceText, loses: bool) -> None:
        self._file, self._loses = file, loses
        self.root: Node | None = None
        self.problems: list[Problem] = []
        #: Lists and mappings that have not ended, and for each mapping the key that waits for its value.
        self.open: list[Node] = []
        self._pending: list[Node | None] = []
        #: The event that came last: an error is often explained by what stands before it.
        self.latest: yaml.Event | None = None

    def grow(self, next_event: Callable[[], yaml.Event | None]) -> None:
        """Make nodes of all events; the parser gives None when there are no more."""
        file, loses = self._file, self._loses
        documents = values = 0
        for event in iter(next_event, None):
            self.latest = event
            sort = type(event)
            if sort is yaml.ScalarEvent:
                node = _node(file, event, event.value, event.implicit[0])
                _refuse_features(node, event)
                if loses:
                    self.problems += _lost(file, node, event.end_mark)
                self._place(node)
            elif sort is yaml.MappingStartEvent or sort is yaml.SequenceStartEvent:
                node = _node(file, event, {} if sort is yaml.MappingStartEvent else [])
                _refuse_features(node, event)
                self.open.append(node)
                self._pending.append(None)
                if len(self.open) > DEPTH:
                    raise _refuse(node, f"a value is nested more than {DEPTH} levels deep", "a flatter structure")
            elif sort is yaml.MappingEndEvent or sort is yaml.SequenceEndEvent:
                node = self.open.pop()
                self._pending.pop()
                node.width = _width(file, node.line, node.column, event.end_mark)
                self._place(node)
                continue
            elif sort is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    here = _node(file, event, "")
                    raise _refuse(here, "a second document begins here", "one document a file", "remove the line")
                continue
            elif sort is yaml.AliasEvent:
                here = _node(file, event, "")
                raise _refuse(here, f"the alias `*{event.anchor}` is not allowed", "the value written out", _QUOTES)
            else:
                continue
            values += 1
            if values > MOST:
                raise _refuse(node, f"the file holds more than {MOST:,} values and keys", "a smaller file", "split it")

    def _place(self, node: Node) -> None:
        """Put a whole node where it belongs: as a key of the mapping that is open, as the value of a key, in a list."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        key = self._pending[-1]
        if key is None:
            if not isinstance(node.value, str):
                what = "a list" if isinstance(node.value, list) else "a mapping"
                sentence = f"{what} stands where a field's name should be"
                raise _refuse(node, sentence, "a word followed by a colon", _QUOTES)
            if node.value == "<<" and node.plain:
                raise _refuse(node, "`<<`, which takes over other fields, is not allowed", "the fields written out")
            self._pending[-1] = node
            return
        self._pending[-1] = None
        name = key.value
        if name in parent.value:
            self.problems.append(self._twice(key, parent.keys[name]))
            return
        parent.value[name] = node
        parent.keys[name] = key

    def _twice(self, key: Node, first: Node) -> Problem:
        """A key that the mapping has already."""
        sentence = f"the key `{shown(key.value)}` is there twice; the first is on line {first.line}"
        in_list = key.value == "id" and len(self.open) > 1 and isinstance(self.open[-2].value, list)
        fix = "keep one of the two" + (", or begin a record of its own with `- id`" if in_list else "")
        return Problem("duplicate-key", key.location, sentence, fix=fix)


def _node(file: SourceText, event: yaml.Event, value: str | list[Node] | dict[str, Node], plain: bool = False) -> Node:
    begin = event.start_mark
    line, column = begin.line + 1, begin.column + 1
    return Node(line, column, _width(file, line, column, event.end_mark), value, plain, file=file)


def _width(file: SourceText, line: int, column: int, end: yaml.Mark) -> int:
    """How many characters of its first line a value takes."""
    last = end.column if end.line + 1 == line else len(file.lines[line - 1].rstrip())
    return last - column + 1 if last > column else 1


def _lost(file: SourceText, node: Node, end: yaml.Mark) -> Iterator[Problem]:
    """Text behind ` #` is a comment: of a sentence that goes on so, the rest would be gone without a word."""
    line = file.lines[end.line] if node.plain and end.line < len(file.lines) else ""
    if line[end.column : end.column + 1].isspace() and (match := _COMMENT.match(line, end.column)):
        here = Location(file, end.line + 1, match.start(1) + 1, len(match[1]))
        sentence = f"`{shown(match[1])}` stands behind ` #`, which begins a comment: it would be lost"
        fix = "put the whole value in quotes, or write a space after the # when a comment is meant"
        yield Problem("yaml-syntax", here, sentence, fix=fix)


def _refuse_features(node: Node, event: yaml.NodeEvent) -> None:
    """What YAML has and a data file does not: anchors, tags, and characters that only an escape can write."""
    if event.anchor is not None:
        raise _refuse(node, f"the anchor `&{event.anchor}` is not allowed", "the value without an anchor", _QUOTES)
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise _refuse(node, f"the tag `{tag}` is not allowed", "the value without a tag", _QUOTES)
    if type(event) is yaml.ScalarEvent and event.style == '"' and (match := INVISIBLE.search(event.value)):
        raise _refuse(node, f"the value holds U+{ord(match[0]):04X}, which no editor shows", "text that can be read")


def _refuse(node: Node, sentence: str, expected: str, fix: str | None = None) -> _Refused:
    return _Refused(Problem("yaml-syntax", node.location, sentence, expected, fix=fix))
