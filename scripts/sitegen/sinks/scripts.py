"""In: a page's HTML; out: the same, with the scripts and styles that what stands on it needs, and no others."""

from __future__ import annotations

_ASSETS = "assets/javascripts"
#: What stands on a page, and the scripts that then are loaded, in order, after the page is there.
_NEEDED = (
    ("#c-", ("cards.js",)),
    ('<figure class="comparison', ("table-core.js", "tables.js", "cell-links.js")),
    ('<div class="course-facts"', ("course.js",)),
)
#: The same for styles, which are loaded before the page is shown.
_STYLES = (("plain-words", "plain.css"), ('class="comparison', "tables.css"), ('<div class="course-', "course.css"))


def with_scripts(html: str, to_root: str) -> str:
    """Load the styles in the head, the scripts at the end of the body; `to_root` leads from the page to the site's root."""
    styles = [name for mark, name in _STYLES if mark in html]
    links = "".join(f'<link rel="stylesheet" href="{to_root}assets/stylesheets/{name}">' for name in styles)
    html = html.replace("</head>", f"{links}</head>", 1) if links else html
    names = [name for mark, scripts in _NEEDED if mark in html for name in scripts]
    tags = "".join(f'<script src="{to_root}{_ASSETS}/{name}" defer></script>' for name in names)
    before, end, after = html.rpartition("</body>")
    return before + tags + end + after if end else html
