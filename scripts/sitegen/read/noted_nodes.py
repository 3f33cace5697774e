"""In: YAML files, and the nodes of an earlier run; out: the nodes of each, read from the note where the text is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from ..problems import Problem, SourceText
from .nodes import _NOTED_OF, Node, nodes_of

_DECODER = msgspec.msgpack.Decoder(Node)


class NotedNodes:
    """The nodes of files by their texts: those of a note, and those to be noted. A file with a problem is in neither."""

    def __init__(self, before: Mapping[str, tuple[str, bytes]] = MappingProxyType({})):
        self._before = before
        self.now: dict[str, tuple[str, bytes]] = {}

    def nodes_of(self, file: SourceText, text: str) -> tuple[Node | None, list[Problem]]:
        """As `nodes_of` parses them."""
        sum_ = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        known = self._before.get(file.path)
        if known is not None and known[0] == sum_:
            node = _decoded(known[1], file)
            if node is not None:
                self.now[file.path] = known
                return node, []
        node, problems = nodes_of(file, text)
        if node is not None and not problems:
            self.now[file.path] = (sum_, msgspec.msgpack.encode(_plain(node)))
        return node, problems

    @property
    def is_new(self) -> bool:
        """Whether there is something else to note than was noted."""
        return self.now != self._before

    def noted(self, program: str) -> bytes:
        """The note."""
        return msgspec.msgpack.encode((program, self.now))


def nodes_noted(note: bytes | None, program: str) -> NotedNodes:
    """What a note of this program holds; nothing of any other."""
    if note is not None:
        try:
            by, before = msgspec.msgpack.decode(note, type=tuple[str, dict[str, tuple[str, bytes]]])
        except msgspec.MsgspecError:
            return NotedNodes()
        if by == program:
            return NotedNodes(before)
    return NotedNodes()


def _decoded(raw: bytes, file: SourceText) -> Node | None:
    """The nodes as they were noted; each gets its file, which the decoder asks for."""
    _NOTED_OF[0] = file
    try:
        return _DECODER.decode(raw)
    except msgspec.MsgspecError:
        return None


def _plain(node: Node) -> tuple[Any, ...]:
    """A node without its file; what follows the last part that is not as usual is left out."""
    value: Any = node.value
    if isinstance(value, str):
        return (node.line, node.column, node.width, value, node.plain)
    if isinstance(value, list):
        return (node.line, node.column, node.width, [_plain(child) for child in value], node.plain)
    keys = {name: _plain(key) for name, key in node.keys.items()}
    below = {name: _plain(child) for name, child in value.items()}
    return (node.line, node.column, node.width, below, node.plain, keys)
