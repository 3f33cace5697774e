"""In: a page's HTML as the theme made it; out: the same without the theme's faults."""

from __future__ import annotations

import re

_SCRIPT = re.compile(r'<script src="([^"]+)"></script>')

#: What Material writes that is wrong, and what belongs there; a test fails when Material no longer writes it.
FAULTS = (
    # A checkbox has no `autocomplete`.
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search"'),
)


def without_faults(html: str, role: str) -> str:
    """The page with Material's faults taken out, and its sort named for the style sheets.

    Scripts of the body wait for the page: as the theme loads them, a phone shows nothing until it has run them all.
    """
    for wrong, right in FAULTS:
        html = html.replace(wrong, right, 1)
    head, body, rest = html.partition("<body ")
    return f'{head}<body data-review-page="{role}" {_SCRIPT.sub(_waiting, rest)}' if body else html


def _waiting(script: re.Match[str]) -> str:
    return f'<script src="{script[1]}" defer></script>'
