"""In: a Site, a page's path and the works it cites; out: each work's note in Markdown, with its audit and its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..compose.addresses import reference_path
from ..compose.page import Site
from ..language.site import language_in
from .escape import inline_text
from .links import relative


def note_of(site: Site, key: str, path: str) -> str:
    """What a citation's card and the list under a page say: the reference, its audit mark, the way to its page."""
    return _note(site, key, path, _about(site))


def notes_of(site: Site, path: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The notes of a page."""
    about = _about(site)
    return {key: _note(site, key, path, about) for key in keys}


def _about(site: Site) -> str:
    return inline_text(language_in(site.strings).phrase("About this work"))


def _note(site: Site, key: str, path: str, about: str) -> str:
    mark = site.marks.get(key, "")
    words = f" *{inline_text(mark)}*{{.audit-mark}}" if mark else ""
    return f"{site.references[key]}{words} [{about}]({relative(path, reference_path(key), '')}){{.work-link}}"
