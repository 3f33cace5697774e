"""In: the text of a YAML file; out: a tree of Nodes with positions, and problems. No value's type is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from ..problems import Location, Problem, SourceText

#: Deeper nesting is never a fact; it is a mistake or an attack on the parser.
DEPTH = 40


@dataclass(slots=True)
class Node:
    """A value with its place: text, a list of nodes, or a mapping from key to node (`keys` has the keys' own nodes)."""

    file: SourceText
    line: int
    column: int
    width: int
    value: str | list[Node] | dict[str, Node]
    plain: bool = False
    keys: dict[str, Node] = field(default_factory=dict)

    @property
    def location(self) -> Location:
        """Where the value stands."""
        return Location(self.file, self.line, self.column, self.width)

    def at(self, *path: str | int) -> Node:
        """The node at a path of keys and indexes; the deepest one there is when the path ends early."""
        node = self
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[step]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
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
    try:
        root = _build(file, yaml.parse(text, Loader=yaml.CSafeLoader), problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        problems.append(Problem("yaml-syntax", at, f"not valid YAML: {error.problem}", fix=_advice(at)))
        return None, problems
    except yaml.YAMLError as error:
        reason = str(getattr(error, "reason", error)).split("\n")[0]
        problems.append(Problem("yaml-syntax", Location(file), f"not valid YAML: {reason}"))
        return None, problems
    except _Refused as refused:
        problems.append(refused.problem)
        return None, problems
    if root is None:
        problems.append(Problem("yaml-syntax", Location(file), "the file holds no data", expected="a mapping or a list"))
    return root, problems


def _advice(at: Location) -> str | None:
    if "\t" in at.text[: at.column]:
        return "indent with spaces; YAML does not allow tabs there"
    if ": " in at.text.partition(": ")[2]:
        return "put the value in quotes: a colon followed by a space starts a mapping"
    return None


def _build(file: SourceText, events: Iterator[yaml.Event], problems: list[Problem]) -> Node | None:
    """Turn parser events into nodes with a stack of our own: no recursion, so depth cannot break it."""
    root: Node | None = None
    stack: list[Node] = []
    pending: list[Node | None] = []  # per open mapping: the key that waits for its value
    documents = 0

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
                raise _refuse(node, "a key is plain text", "a word followed by a colon")
            if node.value == "<<" and node.plain:
                raise _refuse(node, "merge keys are not allowed", "the fields written out")
            pending[-1] = node
            return
        pending[-1] = None
        name = key.value
        if name in parent.value:
            first = parent.keys[name]
            sentence = f"the key `{name}` is there twice; the first is on line {first.line}"
            problems.append(Problem("duplicate-key", key.location, sentence, fix="keep one of the two"))
            return
        parent.value[name] = node
        parent.keys[name] = key

    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refuse(_node(file, event, ""), "a second document starts here", "one document a file, no `---`")
        elif isinstance(event, yaml.AliasEvent):
            raise _refuse(_node(file, event, ""), f"the alias `*{event.anchor}` is not allowed", "the value written out")
        elif isinstance(event, yaml.NodeEvent):
            opened: str | list[Node] | dict[str, Node]
            if isinstance(event, yaml.ScalarEvent):
                opened = event.value
            else:
                opened = {} if isinstance(event, yaml.MappingStartEvent) else []
            node = _node(file, event, opened)
            if event.anchor is not None:
                raise _refuse(node, f"the anchor `&{event.anchor}` is not allowed", "the value without an anchor")
            if event.tag is not None:
                raise _refuse(node, f"the tag `{event.tag}` is not allowed", "the value without a tag")
            if isinstance(event, yaml.ScalarEvent):
                node.plain = event.implicit[0]
                place(node)
            else:
                stack.append(node)
                pending.append(None)
                if len(stack) > DEPTH:
                    raise _refuse(node, f"nested more than {DEPTH} levels deep", "a flatter structure")
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop()
            pending.pop()
            place(node)
    return root


def _node(file: SourceText, event: yaml.Event, value: str | list[Node] | dict[str, Node]) -> Node:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Node(file, start.line + 1, start.column + 1, max(1, width), value)


def _refuse(node: Node, sentence: str, expected: str) -> _Refused:
    return _Refused(Problem("yaml-syntax", node.location, sentence, expected=expected))
