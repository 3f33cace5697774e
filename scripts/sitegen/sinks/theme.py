"""In: a page's HTML as the theme made it; out: the same without the theme's faults."""

from __future__ import annotations

#: What Material writes that is wrong, and what belongs there; a test fails when Material no longer writes it.
FAULTS = (
    # A checkbox has no `autocomplete`.
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search"'),
)


def without_faults(html: str, role: str) -> str:
    """The page with Material's faults taken out, and its sort named for the style sheets."""
    for wrong, right in FAULTS:
        html = html.replace(wrong, right, 1)
    return html.replace("<body ", f'<body data-review-page="{role}" ', 1)
