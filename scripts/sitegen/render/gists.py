"""In: a page's Markdown; out: its gist: what others ask of a text that need not be read again for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import msgspec

from .links import absolute
from .marks import cards_in, claims_in, marked_in

CITATION = re.compile(r"\[(@[A-Za-z0-9_-]+(?:; ?@[A-Za-z0-9_-]+)*)\]")
_LINK = re.compile(r"\]\(([^)\s#]+\.md)")
#: A link with a title is none: so a statement names its passage.
_MENTION = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)")


class Gist(msgspec.Struct, frozen=True):
    """Of a page as it is written: a sum over its text, the works that it cites in order, the paths that it links to."""

    sum: str
    cites: tuple[str, ...]
    links: tuple[str, ...]


class BodyGist(msgspec.Struct, frozen=True):
    """Of a page of which it is not known yet what others say of it.

    The works that it cites, the paths and the claims that it links to, the claims whose cards say where else they are
    shown, the appraisals that it marks.
    """

    cites: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    cards: tuple[str, ...]
    marked: tuple[str, ...]


def gist_of(path: str, markdown: str) -> Gist:
    """Of a page under this path."""
    its_sum = hashlib.sha256(markdown.encode("utf-8", "surrogatepass")).hexdigest()
    return Gist(its_sum, tuple(cited_keys(markdown)), _linked(path, _LINK.findall(markdown)))


def body_gist_of(path: str, ways: Sequence[str]) -> BodyGist:
    """Of a page under this path that is written in some ways; what is cited and linked is that of the first."""
    first = ways[0]
    different = dict.fromkeys(ways)
    cards, marked = (dict.fromkeys(its for way in different for its in in_(way)) for in_ in (cards_in, marked_in))
    return BodyGist(
        tuple(cited_keys(first)),
        _linked(path, _MENTION.findall(first)),
        tuple(claims_in(first)),
        tuple(cards),
        tuple(marked),
    )


def cited_keys(markdown: str) -> Iterable[str]:
    """Every key cited in the text, once, in order."""
    groups = dict.fromkeys(CITATION.findall(markdown))
    return dict.fromkeys([key.strip()[1:] for group in groups for key in group.split(";")])


def _linked(path: str, hrefs: Iterable[str]) -> tuple[str, ...]:
    return tuple(absolute(path, hrefs))
