"""In: pages, their PDFs, feeds and addresses; out: the lines that lead to these, and what a printed page says of its origin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import segno
from markupsafe import Markup

from ..compose.addresses import alongside
from ..model.vocabulary import ReviewInfo

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


#: What stands in the margin of a printed page, beside the number of the page.
MARGIN_STYLE = "assets/stylesheets/margin.css"
_EXAMPLE = "://example."


@lru_cache(maxsize=1 << 10)
def qr_of(address: str) -> Markup:
    """The address as a drawing for a camera; nothing while the site's address is the example."""
    if _EXAMPLE in address:
        return Markup("")
    drawn = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))


def margin_style(info: ReviewInfo, address: str) -> str:
    """Title, edition and address at the foot of every printed page, which CSS alone can put there."""
    where = "" if _EXAMPLE in address else f" · {address}"
    words = f"{info.short_title} · Edition {info.edition.number}{where}"
    return (
        "/* Made for this review. */\n@media print {\n  @page {\n"
        f"    @bottom-left {{ content: {_css_string(words)}; {_LETTERS} }}\n"
        f'    @bottom-right {{ content: counter(page) " / " counter(pages); {_LETTERS} }}\n  }}\n}}\n'
    )


_LETTERS = "font: 8pt sans-serif; color: #444"


def _css_string(text: str) -> str:
    """A string of CSS: whatever is no letter, digit or space stands as its number."""
    return (
        '"' + "".join(char if char.isalnum() or char in " .,:;/-()" else f"\\{ord(char):06x} " for char in text) + '"'
    )
