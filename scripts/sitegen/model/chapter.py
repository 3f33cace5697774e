"""In: the front matter and body of docs/**.md; out: Chapter, a page written by hand, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta, Struct

from ..problems import Location, SourceText
from .fields import Id, Text
from .summary import Summary

group_of_page = Literal["home", "read", "look-up", "compare", "evidence", "teach", "downloads"]
name_of_call = Literal["claim", "q", "table", "figure"]


class ChapterHead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The front matter of a page written by hand."""

    id: Annotated[Id, Meta(description="The last part of the page's address.")]
    title: Text
    description: Annotated[
        Text, Meta(description="What the page is about, in one sentence, for search engines and lists.")
    ]
    group: Annotated[group_of_page, Meta(description="Under which heading of the navigation it stands.")] = "read"
    order: Annotated[int, Meta(description="Where it stands in its group; low first.")] = 100
    summary: Annotated[Summary | None, Meta(description="The page in plain words, and what that rests on.")] = None


@dataclass(frozen=True)
class Call:
    """One `{{ claim('c-7k2q') }}`: its name and arguments, and where in the body it starts and ends."""

    name: str
    arguments: tuple[str, ...]
    start: int
    end: int
    location: Location


@dataclass(frozen=True)
class Citation:
    """One key of one `[@key; @key]`, with its place."""

    key: str
    location: Location


@dataclass(frozen=True)
class Chapter:
    """A page written by hand: its head, its body with calls, and what it cites."""

    head: ChapterHead
    path: str
    body: str
    calls: tuple[Call, ...]
    citations: tuple[Citation, ...]
    head_location: Location
    file: SourceText
    body_line: int

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.head.id
