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
    mark = site.marks.get(key, "")
    words = f" *{inline_text(mark)}*{{.audit-mark}}" if mark else ""
    about = inline_text(language_in(site.strings).phrase("About this work"))
    return f"{site.references[key]}{words} [{about}]({relative(path, reference_path(key), '')}){{.work-link}}"


def notes_of(site: Site, path: str, keys: Iterable[str]) -> Mapping[str, str]:
    """The notes of a page."""
    return {key: note_of(site, key, path) for key in keys}
