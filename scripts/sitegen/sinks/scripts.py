"""In: a page's HTML; out: the same, with the scripts that what stands on it needs, and no others."""

from __future__ import annotations

_ASSETS = "assets/javascripts"
#: What stands on a page, and the scripts that then are loaded, in order, after the page is there.
_NEEDED = (
    ("#c-", ("cards.js",)),
    ('<figure class="comparison', ("table-core.js", "tables.js", "cell-links.js")),
    ('<div class="course-facts"', ("course.js",)),
)


def with_scripts(html: str, to_root: str) -> str:
    """Load the scripts at the end of the body; `to_root` leads from the page to the site's root."""
    names = [name for mark, scripts in _NEEDED if mark in html for name in scripts]
    tags = "".join(f'<script src="{to_root}{_ASSETS}/{name}" defer></script>' for name in names)
    before, end, after = html.rpartition("</body>")
    return before + tags + end + after if end else html
