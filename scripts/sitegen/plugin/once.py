"""In: a part of the theme, and the page that it is on; out: its HTML, made once for all pages of a folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2


def once_a_folder() -> Callable[..., str]:
    """A function for templates: `{{ once_a_folder("name", make) }}`, where `make` gives the same on each page of a folder.

    That is so where it says nothing of the page but how to get from there to the scripts and pages that all pages name.
    """
    made: dict[tuple[str, str, str], str] = {}
    above: set[str] = (
        set()
    )  # found at the first page: looking through all pages at each is what grows with their square

    @jinja2.pass_context
    def once(context: jinja2.runtime.Context, name: str, make: Callable[[], str]) -> str:
        page: Any = context.get("page")
        if page is None:
            return make()
        if not above:
            above.update(_above(context["nav"], context["config"]))
        if page.url in above:
            return make()
        key = (name, context["base_url"], page.url.rstrip("/").rpartition("/")[0])
        if key not in made:
            made[key] = make()
        return made[key]

    return once


def _above(nav: Any, config: Any) -> set[str]:
    """Addresses with something at them or below that all pages name, to where the way from them is another."""
    named = ("assets/", *map(str, config.extra_javascript), *(page.url for page in nav.pages))
    return {"", *(url[:end] for url in named for end, mark in enumerate(url, 1) if mark == "/"), *named}
