"""In: the text of a YAML file; out: a tree of Nodes with positions, and problems. No value's type is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    problems: list[Problem] = []
    latest: list[yaml.Event] = []
    open_nodes: list[Node] = []
    loses = _MAY_BE_ONE.search(text) is not None
    try:
        root = _build(file, _kept(yaml.parse(text, Loader=yaml.CSafeLoader), latest), problems, open_nodes, loses)
    except yaml.MarkedYAMLError as error:
        inside = open_nodes[-1].location if open_nodes else None
        return None, [*problems, problem_of(file, error, latest[0], inside)]
    except _Refused as refused:
        return None, [*problems, refused.problem]
    if root is None:
        problems.append(Problem("yaml-syntax", Location(file), "the file holds no data", "a mapping or a list"))
    return root, problems


def _kept(events: Iterator[yaml.Event], latest: list[yaml.Event]) -> Iterator[yaml.Event]:
    """Pass the events on, and keep the latest: an error is often explained by what stands before it."""
    for event in events:
        latest[:] = (event,)
        yield event


def _build(
    file: SourceText, events: Iterator[yaml.Event], problems: list[Problem], stack: list[Node], loses: bool
) -> Node | None:
    """Turn parser events into nodes with a stack of our own: no recursion, so depth cannot break it.

    `loses` tells whether anything in the file looks like a sentence that goes on behind ` #`.
    """
    root: Node | None = None
    pending: list[Node | None] = []  # per open mapping: the key that waits for its value
    documents = values = 0

    def place(node: Node) -> None:
        nonlocal root
        if not stack:
            root = node
            return
        parent = stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        key = pending[-1]
        if key is None:
            if not isinstance(node.value, str):
                what = "a list" if isinstance(node.value, list) else "a mapping"
                sentence = f"{what} stands where a field's name should be"
                raise _refuse(node, sentence, "a word followed by a colon", _QUOTES)
            if node.value == "<<" and node.plain:
                raise _refuse(node, "`<<`, which takes over other fields, is not allowed", "the fields written out")
            pending[-1] = node
            return
        pending[-1] = None
        name = key.value
        if name in parent.value:
            first = parent.keys[name]
            sentence = f"the key `{shown(name)}` is there twice; the first is on line {first.line}"
            in_list = name == "id" and len(stack) > 1 and isinstance(stack[-2].value, list)
            fix = "keep one of the two" + (", or begin a record of its own with `- id`" if in_list else "")
            problems.append(Problem("duplicate-key", key.location, sentence, fix=fix))
            return
        parent.value[name] = node
        parent.keys[name] = key

    for event in events:
        if isinstance(event, yaml.NodeEvent) and not isinstance(event, yaml.AliasEvent):
            values += 1
            if isinstance(event, yaml.ScalarEvent):
                node = _node(file, event, event.value)
            else:
                node = _node(file, event, {} if isinstance(event, yaml.MappingStartEvent) else [])
            _refuse_features(node, event)
            if values > MOST:
                raise _refuse(node, f"the file holds more than {MOST:,} values and keys", "a smaller file", "split it")
            if isinstance(event, yaml.ScalarEvent):
                node.plain = event.implicit[0]
                if loses:
                    problems += _lost(file, node, event.end_mark)
                place(node)
            else:
                stack.append(node)
                pending.append(None)
                if len(stack) > DEPTH:
                    raise _refuse(node, f"a value is nested more than {DEPTH} levels deep", "a flatter structure")
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop()
            pending.pop()
            node.width = _width(file, node.line, node.column, event.end_mark)
            place(node)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                here = _node(file, event, "")
                raise _refuse(here, "a second document begins here", "one document a file", "remove the line")
        elif isinstance(event, yaml.AliasEvent):
            here = _node(file, event, "")
            raise _refuse(here, f"the alias `*{event.anchor}` is not allowed", "the value written out", _QUOTES)
    return root


def _node(file: SourceText, event: yaml.Event, value: str | list[Node] | dict[str, Node]) -> Node:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    return Node(line, column, _width(file, line, column, event.end_mark), value, file=file)


def _width(file: SourceText, line: int, column: int, end: yaml.Mark) -> int:
    """How many characters of its first line a value takes."""
    last = end.column if end.line + 1 == line else len(file.lines[line - 1].rstrip())
    return max(1, last - column + 1)


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
    if isinstance(event, yaml.ScalarEvent) and event.style == '"' and (match := INVISIBLE.search(event.value)):
        raise _refuse(node, f"the value holds U+{ord(match[0]):04X}, which no editor shows", "text that can be read")


def _refuse(node: Node, sentence: str, expected: str, fix: str | None = None) -> _Refused:
    return _Refused(Problem("yaml-syntax", node.location, sentence, expected, fix=fix))
