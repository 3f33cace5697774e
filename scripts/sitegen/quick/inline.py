"""In: a tree of Python-Markdown with text in it; out: the same tree as its own step `inline` makes it, sooner.

Python-Markdown tries each of its patterns on each text from each place. Here a pattern is tried only where the characters
stand that it cannot match without, and one that looks up references only where a page defines some.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Any

# Elements are made here, no XML is read; until 2027-11-21
from xml.etree.ElementTree import Element  # nosec B405

from markdown import inlinepatterns, util
from markdown.treeprocessors import InlineProcessor

_PLACEHOLDER = util.INLINE_PLACEHOLDER_PREFIX
#: What a text must contain for an expression to match anywhere in it.
_NEEDED = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    r"\[\^([^\]]*)\]": "[^",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.AUTOLINK_RE: "://",
    inlinepatterns.AUTOMAIL_RE: "@",
    inlinepatterns.LINE_BREAK_RE: "  \n",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
}
#: Without any of these no pattern above matches, and none of the delimiters of emphasis.
_SPECIAL = re.compile(r"[`\\\[!<&@*_]|://|  \n")
_EMPHASIS = r"\*|_"
_REFERENCES = frozenset(
    (
        inlinepatterns.ReferenceInlineProcessor,
        inlinepatterns.ShortReferenceInlineProcessor,
        inlinepatterns.ImageReferenceInlineProcessor,
        inlinepatterns.ShortImageReferenceInlineProcessor,
    )
)
#: A link without a title, brackets or spaces in it, as nearly all are.
_PLAIN_LINK = re.compile(r"""([^\[\]]*)\]\(([^\s()<>'"\x02]+)\)""")


@dataclass(frozen=True, slots=True)
class _Step:
    """A pattern, what it needs, and below which elements it is not tried."""

    pattern: Any
    expression: re.Pattern[str]
    needed: str
    excludes: tuple[str, ...]
    kind: str


class QuickLink(inlinepatterns.LinkInlineProcessor):
    """Links, most of which one expression reads."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # noqa: N802
        """The link as an element, and where it begins and ends."""
        plain = _PLAIN_LINK.match(data, m.end())
        if plain is None:
            return super().handleMatch(m, data)
        link = Element("a")
        link.text, href = plain.groups()
        link.set("href", href)
        return link, m.start(), plain.end()


class QuickInline(InlineProcessor):
    """The step `inline`, for new-style patterns only; `fits` says whether all are."""

    _steps: tuple[_Step, ...] = ()
    _special: re.Pattern[str] | None = None

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to every text of the tree."""
        if not all(isinstance(pattern, inlinepatterns.InlineProcessor) for pattern in self.inlinePatterns):
            return super().run(tree, ancestors)
        self._prepare()
        self.stashed_nodes: dict[str, Element | str] = {}
        parents = [] if ancestors is None else ancestors[:]
        self.parent_map = {child: parent for parent in tree.iter() for child in parent}
        parents.append(tree.tag.lower())
        waiting = deque([(tree, parents)])
        while waiting:
            element, self.ancestors = waiting.popleft()
            if element is not tree:
                self.ancestors.append(element.tag.lower())
            inserted: list[tuple[Element, list[Any]]] = []
            for child in element:
                if child.text and not isinstance(child.text, util.AtomicString):
                    self.ancestors.append(child.tag.lower())
                    text = self._handled(child.text)
                    if _PLACEHOLDER in text:
                        child.text = None
                        found = self._placed(text, child)
                        for item in found:
                            self.parent_map[item[0]] = child
                        waiting += found
                        inserted.append((child, found))
                    else:
                        child.text = text
                    self.ancestors.pop()
                if child.tail:
                    self._tail(element, child)
                if len(child):
                    self.parent_map[child] = element
                    waiting.append((child, self.ancestors[:]))
            for child, found in inserted:
                for place, (new, _) in enumerate(found):
                    child.insert(place, new)
        return tree

    def _prepare(self) -> None:
        steps: list[_Step] = []
        known = True
        for pattern in self.inlinePatterns:
            if type(pattern) in _REFERENCES and not self.md.references:
                continue
            needed = _NEEDED.get(pattern.pattern, "")
            known = known and bool(needed or pattern.pattern == _EMPHASIS)
            excludes = tuple(tag.lower() for tag in pattern.ANCESTOR_EXCLUDES)
            steps.append(_Step(pattern, pattern.getCompiledRegExp(), needed, excludes, pattern.type()))
        self._steps = tuple(steps)
        self._special = _SPECIAL if known else None

    def _tail(self, parent: Element, child: Element) -> None:
        tail = self._handled(child.tail)
        if _PLACEHOLDER not in tail:
            child.tail = tail
            return
        stand_in = Element("d")
        child.tail = None
        found = self._placed(tail, stand_in, False)
        if stand_in.tail:
            child.tail = stand_in.tail
        place = list(parent).index(child) + 1
        for new, _ in reversed(found):
            self.parent_map[new] = parent
            parent.insert(place, new)

    def _placed(self, text: str, parent: Element, is_text: bool = True) -> list[Any]:
        """The elements that stand for the placeholders of a text; Python-Markdown's own code puts them there."""
        return self._InlineProcessor__processPlaceholders(text, parent, is_text)

    def _handled(self, data: str, first: int = 0) -> str:
        """A text with placeholders for all that its patterns match, from one of them on."""
        if isinstance(data, util.AtomicString) or (self._special is not None and self._special.search(data) is None):
            return data
        for number in range(first, len(self._steps)):
            step = self._steps[number]
            if step.needed and step.needed not in data:
                continue
            if step.excludes and any(tag in self.ancestors for tag in step.excludes):
                continue
            data = self._applied(step, number, data)
        return data

    def _applied(self, step: _Step, number: int, data: str) -> str:
        """A text with placeholders for all that one pattern matches."""
        start = 0
        while True:
            node: Element | str | None = None
            for match in step.expression.finditer(data, start):
                node, begin, end = step.pattern.handleMatch(match, data)
                if begin is not None and end is not None:
                    break
            else:
                return data
            if node is None:
                start = end
                continue
            if not isinstance(node, str) and not isinstance(node.text, util.AtomicString):
                for child in [node, *node]:
                    if child.text:
                        self.ancestors.append(child.tag.lower())
                        child.text = self._handled(child.text, number + 1)
                        self.ancestors.pop()
                    if child.tail:
                        child.tail = self._handled(child.tail, number)
            placeholder = self._InlineProcessor__stashNode(node, step.kind)
            data = f"{data[:begin]}{placeholder}{data[end:]}"
            start = begin + len(placeholder)
