"""In: which pages have a PDF, or a feed; out: the lines of a page that lead to its own, and to the book."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..compose.addresses import alongside

#: The whole review, in the formats that it is made in.
BOOKS = (("downloads/review.pdf", "the whole book (PDF)"), ("downloads/review.epub", "for e-readers (EPUB)"))


def print_line(prints: Mapping[str, str], page: str, to_root: str) -> str:
    """A small line of links; nothing for a page without a PDF of its own. On paper it does not show."""
    if page not in prints:
        return ""
    links = [(prints[page], "this page (PDF)"), *BOOKS]
    words = ", ".join(f'<a href="{to_root}{file}">{name}</a>' for file, name in links)
    return f'\n<p class="review-prints" data-search-exclude>For print: {words}.</p>'


def file_of(what: str, files: Collection[str], url: str) -> str:
    """The path of the file of one sort that belongs to a page; nothing where there is none."""
    path = alongside(url).get(what, "")
    return path if path in files else ""


def feed_line(files: Collection[str], url: str, to_root: str) -> str:
    """The same for what changes on a page from edition to edition."""
    feed = file_of("feed", files, url)
    if not feed:
        return ""
    link = f'<a href="{to_root}{feed}">what changes here</a>'
    return (
        f'\n<p class="review-prints" data-search-exclude>To follow: {link} from edition to edition (a feed, Atom).</p>'
    )
