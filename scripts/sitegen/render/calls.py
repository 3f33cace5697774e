"""In: what templates call, with a target, keys or texts; out: the Markdown that stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from ..compose.marks import marks_of
from ..compose.page import Target
from ..language.language import ENGLISH, Language
from .escape import as_markup, inline_text
from .links import relative
from .marks import SHOWN_BEGIN, SHOWN_END
from .ways import side_by_side

#: Pages of one folder follow each other, and name the same places.
_MOST = 10_000
_UNSAFE = re.compile(r"[<>\s\"'\\@*`]")


class Links:
    """What leads from the page that is being made to others; a link to the same place is written once a folder."""

    def __init__(self, language: Language = ENGLISH) -> None:
        self._language = language
        self._path = self._folder = ""
        self._written = lru_cache(maxsize=_MOST)(self._write)

    def begin(self, path: str) -> None:
        """Another page is being made."""
        self._path, self._folder = path, path.rpartition("/")[0]

    def href(self, target: Target) -> Markup:
        """The address of a target."""
        return as_markup(relative(self._path, target.path, target.anchor))

    def link(self, target: Target) -> Markup:
        """A link to it with its title, in the language."""
        if target.path == self._path and target.anchor:
            return as_markup(f"[{self._title(target)}](#{target.anchor})")
        return self._written(self._folder, target)

    def _write(self, folder: str, target: Target) -> Markup:
        return as_markup(f"[{self._title(target)}]({relative(f'{folder}/', target.path, target.anchor)})")

    def _title(self, target: Target) -> Markup:
        return inline_text(self._language.value(target.title) if self._language else target.title)


def cite(keys: Sequence[str]) -> Markup:
    """A citation of works by their keys; nothing where there are none."""
    return as_markup(f"[{'; '.join('@' + key for key in keys)}]") if keys else as_markup("")


def marks(shown: Any, but: str = "") -> Markup:
    """The marks of what a claim, an entry or a part of a chapter shows, but for one; rendering numbers them."""
    return as_markup(marks_of(mark for mark in shown.appraisals if mark.id != but))


def shown_on(claim: str) -> Markup:
    """The place where a card says on which pages its claim is shown, which only all pages together know."""
    return as_markup(f"{SHOWN_BEGIN}{claim}{SHOWN_END}")


def outside(title: str, address: str) -> Markup:
    """A link that leaves the site."""
    return as_markup(f"[{inline_text(title)}](<{_UNSAFE.sub(lambda match: f'%{ord(match[0]):02X}', address)}>)")


def both(html: str, pipe: str) -> Markup:
    """What a page says in HTML within Markdown, and in Markdown alone."""
    return as_markup(side_by_side(html, pipe))
