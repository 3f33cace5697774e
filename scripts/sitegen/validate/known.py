"""In: nodes of a review that is read again and again; out: what was made of each, as long as it is the same node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.chapter import Chapter, ChapterHead
from ..model.entity import Kind
from ..problems import Location, Problem
from ..read.chapters import ReadChapter
from ..read.nodes import Node
from .passed import Passed
from .shape import Shape

#: A record, or None where the node does not fit, and what is wrong with it.
_Made = tuple[Any, list[Problem]]


class KnownRecords:
    """Records by the nodes and shapes that they were made of; a file that is parsed again has other nodes."""

    def __init__(self) -> None:
        self._before: dict[int, tuple[Node, Shape, _Made]] = {}
        self._now: dict[int, tuple[Node, Shape, _Made]] = {}
        self._shapes: dict[str, tuple[Kind, Shape]] = {}
        self._chapters: dict[str, tuple[ReadChapter, Chapter]] = {}
        #: What later stages found nothing in.
        self.passed = Passed()

    def again(self) -> KnownRecords:
        """The same for another look at the review: what nobody asked for the last time is forgotten."""
        self._before, self._now = self._now, {}
        return self

    def of(self, node: Node, shape: Shape, make: Callable[[], _Made]) -> _Made:
        """What is made of a node by a shape."""
        known = self._before.get(id(node))
        if known is None or known[0] is not node or known[1] is not shape:
            known = (node, shape, make())
        self._now[id(node)] = known
        return known[2]

    def shape(self, kind: Kind, make: Callable[[Kind], Shape]) -> Shape:
        """The shape of a kind's entities, as long as the kind is the same."""
        known = self._shapes.get(kind.id)
        if known is None or known[0] is not kind:
            known = self._shapes[kind.id] = (kind, make(kind))
        return known[1]

    def chapter(self, read: ReadChapter, head: ChapterHead, at: Location) -> Chapter:
        """A page written by hand, as long as it and its front matter are the same."""
        known = self._chapters.get(read.path)
        if known is None or known[0] is not read or known[1].head is not head:
            parts = (read.path, read.body, read.calls, read.citations, at, read.file, read.body_line)
            known = self._chapters[read.path] = (read, Chapter(head, *parts))
        return known[1]
