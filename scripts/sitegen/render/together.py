"""In: the bodies of all pages; out: what only all of them together know: who cites each work, who mentions each page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..compose.page import Page, Target
from .links import absolute

CITATION = re.compile(r"\[(@[A-Za-z0-9_-]+(?:; ?@[A-Za-z0-9_-]+)*)\]")
_LINK = re.compile(r"\]\(([^)\s#]+\.md)(?:#[^)\s]*)?\)")
#: Lists of pages link to everything; being listed there is not being mentioned.
LISTS = ("index", "references", "work", "home", "appraisals")


@dataclass(frozen=True)
class Together:
    """Who cites each work, who mentions each page, where each claim is shown."""

    cited: Mapping[str, tuple[Target, ...]]
    mentioned: Mapping[str, tuple[Target, ...]]
    shown: Mapping[str, Any]


def cited_keys(markdown: str) -> Iterable[str]:
    """Every key cited in the text, once, in order."""
    groups = dict.fromkeys(CITATION.findall(markdown))
    return dict.fromkeys(key.strip()[1:] for group in groups for key in group.split(";"))


def cited_on(bodies: Mapping[str, str], pages: Mapping[str, Page]) -> dict[str, tuple[Target, ...]]:
    """The pages that cite each work, by its key."""
    found: dict[str, list[Target]] = {}
    for path, body in bodies.items():
        page = pages[path].target
        for key in cited_keys(body):
            found.setdefault(key, []).append(page)
    return {key: tuple(targets) for key, targets in found.items()}


def mentioned_on(bodies: Mapping[str, str], pages: Mapping[str, Page]) -> dict[str, tuple[Target, ...]]:
    """The pages that link to each page, by its path."""
    found: dict[str, list[Target]] = {}
    for path, body in bodies.items():
        if pages[path].role in LISTS:
            continue
        page = pages[path].target
        for href in dict.fromkeys(_LINK.findall(body)):
            target = absolute(path, href)
            if target != path and target in pages:
                found.setdefault(target, []).append(page)
    return {path: tuple(dict.fromkeys(targets)) for path, targets in found.items()}
