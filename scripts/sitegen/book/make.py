"""In: a Site, templates, a Markdown engine; out: every book of the review as bytes by its place below `downloads`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..compose.page import Site
from ..problems import Location, Problem, ProblemsFound, SourceText, in_order
from .documents import ToHtml, Writer
from .fonts import Fonts, fonts
from .parts import Edition, single_book, single_books, whole_book
from .pdf import NotSetError, Source, pdf_of, used
from .typeset import Place, typst_source


@dataclass(frozen=True)
class Workshop:
    """What every book of a review is made with."""

    root: Path
    site: Site
    folders: Sequence[Path]
    to_html: ToHtml
    address: str
    place: Place
    drawings: Mapping[str, str]

    def writer(self, edition: Edition) -> Writer:
        """Who writes the pages of an edition."""
        return Writer(self.folders, edition, self.site.appraisals)

    @property
    def cache(self) -> Path:
        """Where PDFs are kept."""
        return self.root / ".cache" / "books"


def books(shop: Workshop) -> Mapping[str, bytes]:
    """All books; raises ProblemsFound with everything that a page of them has and print does not know."""
    its = fonts(shop.root)
    problems: list[Problem] = []
    sources = {name: source_of(shop, edition, its, problems) for name, edition in editions(shop)}
    if problems:
        raise ProblemsFound(in_order(problems))
    made: dict[str, bytes] = {}
    for name, source in sources.items():
        try:
            made[name] = pdf_of(source, its, shop.cache)
        except NotSetError as error:
            at = Location(SourceText("templates/book.typ.j2", ()))
            problems.append(Problem("book-compile", at, f"{name} could not be set: {error}"))
    if problems:
        raise ProblemsFound(in_order(problems))
    _clear(shop.cache, used(list(sources.values()), its))
    return made


def editions(shop: Workshop) -> Iterator[tuple[str, Edition]]:
    """The whole book, then the pages that have a PDF of their own."""
    yield "review.pdf", whole_book(shop.site)
    cards = claim_cards(shop.site)
    for page, name in single_books(shop.site):
        claims = shop.writer(single_book(shop.site, page, {}, ())).claims()
        wanted = {claim: cards[claim] for claim in claims if claim in cards}
        cites = shop.writer(single_book(shop.site, page, wanted, ())).cites()
        yield name, single_book(shop.site, page, wanted, cites)


def claim_cards(site: Site) -> dict[str, Any]:
    """Each claim's card with the words for where it stands, by its id."""
    return {
        card.view.id: {
            "view": card.view,
            "appraisals": card.appraisals,
            "source": page.context["source"],
            "label": passage.label,
        }
        for page in site.pages
        if page.role == "section"
        for passage in page.context["passages"]
        for card in passage.claims
    }


def downloads_of(site: Site) -> dict[str, str]:
    """The PDF of each page that has one of its own, by the page's path."""
    return {page.path: f"downloads/{name}" for page, name in single_books(site)}


def source_of(shop: Workshop, edition: Edition, its: Fonts, problems: list[Problem]) -> Source:
    """The Typst source of an edition; what is wrong goes into the list."""
    pages = shop.writer(edition).pages(shop.to_html)
    return typst_source(shop.site, edition, pages, its, shop, problems)


def _clear(cache: Path, keep: frozenset[str]) -> None:
    for file in cache.glob("*.pdf"):
        if file.name not in keep:
            file.unlink(missing_ok=True)
