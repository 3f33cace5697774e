"""In: the site's navigation; out: the same as MkDocs takes it, and the pages in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..compose.page import NavItem
from ..render.escape import html_text


def paths_in(items: Iterable[NavItem]) -> Iterator[str]:
    """The path of every page that the navigation leads to."""
    for item in items:
        yield from (item.path,) if item.path else ()
        yield from paths_in(item.children)


def nav_of(item: NavItem) -> dict[str, Any]:
    """An entry for the setting `nav`: a title with a page, or with the entries below it."""
    return {html_text(item.title): item.path if item.path else [nav_of(child) for child in item.children]}
