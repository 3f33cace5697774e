"""In: which pages have a PDF; out: the line of a page that leads to its own and to the book."""

from __future__ import annotations

from collections.abc import Mapping

#: The whole review, in the formats that it is made in.
BOOKS = (("downloads/review.pdf", "the whole book (PDF)"), ("downloads/review.epub", "for e-readers (EPUB)"))


def print_line(prints: Mapping[str, str], page: str, to_root: str) -> str:
    """A small line of links; nothing for a page without a PDF of its own. On paper it does not show."""
    if page not in prints:
        return ""
    links = [(prints[page], "this page (PDF)"), *BOOKS]
    words = ", ".join(f'<a href="{to_root}{file}">{name}</a>' for file, name in links)
    return f'\n<p class="review-prints" data-search-exclude>For print: {words}.</p>'
