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

    @jinja2.pass_context
    def once(context: jinja2.runtime.Context, name: str, make: Callable[[], str]) -> str:
        page: Any = context.get("page")
        if page is None or _leads_below(page.url, context["nav"], context["config"]):
            return make()
        key = (name, context["base_url"], page.url.rstrip("/").rpartition("/")[0])
        if key not in made:
            made[key] = make()
        return made[key]

    return once


def _leads_below(url: str, nav: Any, config: Any) -> bool:
    """Whether something that all pages name lies in the folder of this one, from where the way is another."""
    named = ("assets/", *map(str, config.extra_javascript), *(page.url for page in nav.pages))
    return any(its.startswith(url) for its in named)
