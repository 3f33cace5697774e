"""In: a Site in English and the folders of templates; out: the Site with titles and catalogue in the review's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from ..on_demand import Each
from .catalogue import phrases_in
from .language import Language


def spoken(site: Any, folders: Sequence[Path]) -> Any:
    """The same site; in English nothing changes. `labels` in data/review.yml go before every catalogue."""
    phrases = {**phrases_in(folders, site.info.language), **site.info.labels}
    language = language_of(tuple(phrases.items()))
    if not language:
        return site
    say = language.value
    pages = tuple(replace(page, title=say(page.title), description=say(page.description)) for page in site.pages)
    items = tuple(_item(item, say) for item in site.navigation)
    heads = Each(site.heads, lambda path: _head(site.heads[path], say))
    return replace(site, pages=pages, navigation=items, heads=heads, strings=dict(language.phrases))


@lru_cache(maxsize=8)
def language_of(phrases: tuple[tuple[str, str], ...]) -> Language:
    """One Language for one catalogue: what it has said once it need not look up again."""
    return Language(dict(phrases))


def language_in(strings: Mapping[str, str]) -> Language:
    """The language of a site's catalogue."""
    return language_of(tuple(strings.items()))


def _head(head: Any, say: Any) -> Any:
    return replace(head, trail=tuple(_target(one, say) for one in head.trail))


def _item(item: Any, say: Any) -> Any:
    return replace(item, title=say(item.title), children=tuple(_item(child, say) for child in item.children))


def _target(target: Any, say: Any) -> Any:
    return msgspec.structs.replace(target, title=say(target.title))
