"""In: what the stages gave; out: Prepared: the review rendered, with where each page comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from .compose.metadata import Head
from .compose.page import Site
from .model.ledger import Move
from .model.review import Review
from .problems import Location, Problem, SourceText
from .render.document import Document
from .render.drawings import Picture

_NAMED = re.compile(r"(?<=')[^']+(?=')|https?://[^\s']+")


@dataclass(frozen=True)
class Prepared:
    """The review rendered for MkDocs, and what MkDocs must know about it."""

    review: Review
    site: Site
    documents: tuple[Document, ...]
    files: Mapping[str, str | bytes]
    gaps: tuple[Problem, ...]
    address: str
    epoch: str
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    works: Mapping[str, str] = field(default_factory=dict, repr=False)
    styled: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: The address that links of course packages begin with: of the edition when it is released, else of the site.
    lasting: str = ""
    #: The PDF of each page that has one, by the page's path; `build` alone makes them.
    prints: Mapping[str, str] = field(default_factory=dict)
    #: Every move of the ledger, with those of what belongs to a moved page.
    moves: tuple[Move, ...] = ()
    #: The pages as Markdown alone, for other engines, where they were written in both ways.
    plain: tuple[Document, ...] = field(default=(), repr=False)
    #: The digest of each folder that was put in its place.
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """What each page is, by its path."""
        return {document.path: document.role for document in self.documents}

    def head_of(self, page: str) -> Head:
        """What a page tells programs of itself; one with a PDF of its own names it."""
        head = self.site.heads[page]
        return head.with_pdf(self.address + self.prints[page]) if page in self.prints else head

    def source_of(self, page: str) -> str | None:
        """The file that an editor changes to change this page; None for a page that no single file makes."""
        return next((document.edit for document in self.documents if document.path == page), None)

    def written_at(self, root: Path, page: str, near: str) -> Location:
        """Where the file that makes a page has a word; its first line when it has none."""
        path = self.source_of(page) or "mkdocs.yml"
        text = (root / path).read_text(encoding="utf-8") if (root / path).is_file() else ""
        file = SourceText.of(path, text)
        for number, line in enumerate(file.lines, start=1):
            if near and near in line:
                return Location(file, number, line.index(near) + 1, len(near))
        return Location(file)

    def place(self, page: str, words: Iterable[str]) -> Location | None:
        """Where a page that is written by hand has one of these words."""
        path = self.source_of(page)
        for chapter in self.review.chapters.values():
            for word in words if chapter.path == path else ():
                for number, line in enumerate(chapter.file.lines, start=1):
                    if word in line:
                        return Location(chapter.file, number, line.index(word) + 1, len(word))
        return None

    def at_source(self, problem: Problem) -> Problem:
        """A problem of the built site, moved to the line of the hand-written page that it comes from."""
        name = problem.location.file.path.removeprefix("build/site/")
        named = named_in(problem.sentence)
        for page in (name.removesuffix("/index.html") + ".md", name.removesuffix(".html") + ".md"):
            place = self.place(page, named)
            if place:
                return replace(problem, location=place)
        return problem


def named_in(message: str) -> list[str]:
    """What a message names: in quotation marks, or by its address."""
    return _NAMED.findall(message)
