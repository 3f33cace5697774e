"""In: a page's text as HTML; out: the same, whose blocks below the first view carry their height, about, as a class.

A browser lays such a block out when it comes near (assets/stylesheets/later.css); until then the class says how much room it
takes. The room is rather too large than too small: what would not fit would lie, for who measures, upon what comes next.
"""

from __future__ import annotations

import re
from bisect import bisect_left

#: Lines on a phone that are laid out at once: two screens of it, one of a large window.
FIRST = 64
#: A line on a phone has about this many letters.
_LETTERS = 37
#: The heights that have a class, in lines, each a tenth above the one before.
HEIGHTS = (
    *(*range(2, 15), 16, 18, 20, 22, 24, 26, 29, 32, 35, 38, 42, 46, 50, 55, 60, 66, 73, 80),
    *(88, 97, 107, 118, 130, 143, 160, 180, 200, 240, 300),
)
_BLOCK = re.compile(
    r"<(/?)(p|ul|ol|dl|div|figure|table|details|blockquote|section|form|pre|h[1-6]|nav|aside)\b([^>]*)>"
)
_LATER = frozenset(("p", "ul", "ol", "dl", "div", "blockquote"))
#: What has a height that words do not tell, or is found and changed by scripts as it stands.
_OF_ITSELF = ("<figure", "<table", "<form", "<svg", "<img", "<pre")
_FOLDED = re.compile(r"(<details(?! open).*?</summary>).*?</details>", re.S)
_TAG = re.compile(r"<[^>]+>")
_STARTS = re.compile(r"<(?:li|p|summary|dt|dd|br|h[1-6]|div)\b")
_NOTE = re.compile(r'<li id="fn:[^"]*">.*?</li>', re.S)


def marked_later(html: str) -> str:
    """The text with its lower blocks marked; unchanged where its blocks are not closed in the order they were opened."""
    parts: list[str] = []
    done = depth = start = 0
    first: re.Match[str] | None = None
    room = float(FIRST)
    for tag in _BLOCK.finditer(html):
        if not tag[1]:
            if depth == 0:
                first, start = tag, tag.start()
            depth += 1
            continue
        depth -= 1
        if depth < 0 or first is None:
            return html
        if depth == 0:
            block = html[start : tag.end()]
            if room < 0 and (marked := _marked(block, first[2])) != block:
                parts += (html[done:start], marked)
                done = tag.end()
            elif room >= 0:
                room -= lines_of(block)
    return html if depth else "".join(parts) + html[done:]


def lines_of(block: str) -> float:
    """How many lines a block takes on a phone, about; of what is folded its summary."""
    open_ = _FOLDED.sub(r"\1", block) if "<details" in block else block
    starts = len(_STARTS.findall(open_))
    return len(_TAG.sub("", open_)) / _LETTERS + 1.3 * starts + 1


def _marked(block: str, name: str) -> str:
    if name == "div" and block.startswith('<div class="footnote"'):
        return _NOTE.sub(lambda note: _named(note[0]), block)
    if name not in _LATER or any(its in block for its in _OF_ITSELF):
        return block
    return _named(block)


def _named(block: str) -> str:
    """The block with its classes, unless it is higher than any that we have a class for."""
    at = bisect_left(HEIGHTS, lines_of(block))
    if at == len(HEIGHTS):
        return block
    name = f"later l{HEIGHTS[at]}"
    opening, end, rest = block.partition(">")
    if 'class="' in opening:
        return opening.replace('class="', f'class="{name} ', 1) + end + rest
    return f'{opening} class="{name}"{end}{rest}'
