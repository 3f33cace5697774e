"""In: a Review; out: the page that lists every file which readers take away, by what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..cite.work import FORMATS
from ..model.review import Review
from .addresses import data_targets, figure_download
from .page import Page, Site, Target

DOWNLOADS = "downloads/index.md"
OFFLINE_COPY = "downloads/review-offline.zip"
#: Files that `review build` makes beside the site; a live preview has none of them, nor the PDFs of pages.
BOOK, EBOOK = "downloads/review.pdf", "downloads/review.epub"
#: The SHA-256 sums of all files of the site.
SUMS = "downloads/SHA256SUMS"
MADE_LATER = (OFFLINE_COPY, BOOK, EBOOK, SUMS)


def made_later(prints: Mapping[str, str], site: Site) -> tuple[str, ...]:
    """Files that pages link to and that a build makes beside the site; a live preview has none of them."""
    drawn = (figure_download(figure.id, "png") for figure in site.figures)
    return (*MADE_LATER, *prints.values(), *drawn, *(card.target.path for card in site.link_pictures.values()))


@dataclass(frozen=True)
class Shelf:
    """Files of one sort: what they are for, and each with its name and format."""

    id: str
    title: str
    about: str
    rows: tuple[tuple[str, tuple[Target, ...]], ...]


def downloads_page(review: Review) -> Page:
    """The page; how large each file is stands there after the build, when the files exist."""
    shelves = (_whole(), _data(review), _bibliography(review), _for_programs())
    description = "Every file of this review that can be taken away, each at an address that stays."
    context = {"shelves": tuple(shelf for shelf in shelves if shelf.rows), "info": review.info}
    return Page(DOWNLOADS, "Downloads", description, "index", ("downloads.md.j2",), context)


def _whole() -> Shelf:
    about = (
        "To print, for an e-reader, and to read without a connection: unpack the copy and open the file index.html; "
        "the search works there, too. The sums show whether a file is as it was published."
    )
    book = ("The book", (Target("PDF", BOOK), Target("EPUB", EBOOK)))
    sums = ("SHA-256 sums of all files of this site", (Target("SHA256SUMS", SUMS),))
    return Shelf(
        "whole", "The whole review", about, (book, ("Copy of this site", (Target("ZIP", OFFLINE_COPY),)), sums)
    )


def _data(review: Review) -> Shelf:
    about = (
        "Each comparison as a table for a spreadsheet and as JSON for programs; the statements give one value a line, "
        "with its claim, passage and works."
    )
    rows = [(its.title, data_targets(its.id)) for its in review.comparisons.values()]
    if rows:
        rows.append(("Description of all these tables", (Target("JSON", "downloads/data/datapackage.json"),)))
    return Shelf("data", "Data of the comparisons", about, tuple(rows))


def _bibliography(review: Review) -> Shelf:
    about = (
        "Every work that is cited, for reference managers; each page offers those that it cites itself, and the page of "
        "a work that work alone."
    )
    files = tuple(Target(name, f"downloads/references.{ending}") for ending, (name, _) in FORMATS.items())
    rows = ((f"All {len(review.references)} works", files),) if review.references else ()
    return Shelf("bibliography", "The bibliography", about, rows)


def _for_programs() -> Shelf:
    about = "Everything the pages are made from, for programs; the fields are explained in the data dictionary."
    rows = (
        ("Claims", (Target("JSON", "api/claims.json"),)),
        ("Things with a page", (Target("JSON", "api/entities.json"),)),
        ("Comparisons", (Target("JSON", "api/comparisons.json"),)),
        ("Works cited", (Target("JSON", "api/references.json"),)),
        ("How to cite an edition", (Target("CITATION.cff", "downloads/CITATION.cff"),)),
        ("To deposit an edition in an archive", (Target("DataCite JSON", "downloads/deposit-datacite.json"),)),
    )
    return Shelf("programs", "The review as data", about, rows)
