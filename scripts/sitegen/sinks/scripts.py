"""In: a page's HTML; out: the same, with the scripts that what stands on it needs, in a template that hands them out."""

from __future__ import annotations

import re

_ASSETS = "assets/javascripts"
#: What stands on a page, and the scripts that then are loaded, in order, after the page is there.
_NEEDED = (
    ("#c-", ("cards.js",)),
    ('<figure class="comparison', ("table-core.js", "tables.js", "cell-links.js")),
    ('<div class="course-facts"', ("course.js",)),
)
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>\n?[ \t]*')


def with_scripts(html: str, to_root: str) -> str:
    """Load the scripts after those of every page, at the end of the body; `to_root` leads from the page to the site's root."""
    names = [name for mark, scripts in _NEEDED if mark in html for name in scripts]
    tags = "".join(f'<script src="{to_root}{_ASSETS}/{name}"></script>' for name in names)
    before, end, after = html.rpartition("</body>")
    return before + tags + end + after if end else html


def one_by_one(html: str) -> str:
    """The scripts of the body in a template, out of which assets/javascripts/first.js takes them when the page is there.

    As the theme loads them, a phone shows nothing until it has run them all; if they waited by `defer`, it would run them
    without a pause and answer nobody meanwhile.
    """
    head, body, rest = html.partition("<body ")
    paths = _SCRIPT.findall(rest)
    before, end, after = _SCRIPT.sub("", rest).rpartition("</body>")
    tags = "".join(f'<script src="{path}"></script>' for path in paths)
    return f'{head}{body}{before}<template id="review-scripts">{tags}</template>{end}{after}' if paths and end else html
