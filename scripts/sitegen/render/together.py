"""In: the gists of all pages; out: what only all of them together know: who cites each work, who mentions each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..compose.page import Page, Target
from .gists import BodyGist
from .marks import drawn_on

#: Lists of pages link to everything; being listed there is not being mentioned.
LISTS = ("index", "references", "work", "home", "appraisals")
#: Pages that list claims or tell appraisals; a claim is not shown there as part of something else.
_NOT_SHOWN_ON = ("section", "appraisals", "index", "references", "work")


@dataclass(frozen=True)
class Together:
    """Who cites each work, who mentions each page, where each claim is shown."""

    cited: Mapping[str, tuple[Target, ...]]
    mentioned: Mapping[str, tuple[Target, ...]]
    shown: Mapping[str, tuple[Target, ...]]


def cited_on(gists: Mapping[str, BodyGist], pages: Mapping[str, Page]) -> dict[str, tuple[Target, ...]]:
    """The pages that cite each work, by its key."""
    return _by_what((pages[path].target, gist.cites) for path, gist in gists.items())


def mentioned_on(gists: Mapping[str, BodyGist], pages: Mapping[str, Page]) -> dict[str, tuple[Target, ...]]:
    """The pages that link to each page, by its path."""
    return _by_what(
        (pages[path].target, [target for target in gist.links if target != path and target in pages])
        for path, gist in gists.items()
        if pages[path].role not in LISTS
    )


def shown_on(gists: Mapping[str, BodyGist], pages: Mapping[str, Page]) -> dict[str, tuple[Target, ...]]:
    """For each claim the pages that show it."""
    return _by_what(
        (pages[path].target, dict.fromkeys([*gist.claims, *drawn_on(pages[path])]))
        for path, gist in gists.items()
        if pages[path].role not in _NOT_SHOWN_ON
    )


def _by_what(named: Iterator[tuple[Target, Iterable[str]]]) -> dict[str, tuple[Target, ...]]:
    """By what pages name, those that do."""
    found: dict[str, list[Target]] = {}
    for page, its in named:
        for what in its:
            found.setdefault(what, []).append(page)
    return {what: tuple(pages) for what, pages in found.items()}
