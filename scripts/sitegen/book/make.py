"""In: a Site, templates, a Markdown engine; out: every book of the review as bytes by its place below `downloads`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..compose.page import Site
from ..language.site import language_in
from ..problems import Location, Problem, ProblemsFound, SourceText, in_order
from ..render.drawings import Picture, cards
from ..render.known import Rendered
from ..render.renderer import Renderer
from .documents import BOOK_FIGURES, ToHtml, Writer
from .epub import epub_of
from .fonts import Fonts, fonts
from .parts import Edition, single_book, single_books, whole_book
from .pdf import NotSetError, Source, Waiting, digests, typesetting
from .pictures import png_name, pngs_of
from .shop import Place
from .typeset import typst_source


@dataclass(frozen=True)
class Workshop:
    """What every book of a review is made with."""

    root: Path
    site: Site
    folders: Sequence[Path]
    to_html: ToHtml
    address: str
    place: Place
    pictures: Mapping[str, Picture]
    #: What is known of pages that were rendered before, by the style of their tables.
    known: Callable[[str], Rendered | None] = lambda style: None
    renderers: dict[str, Renderer] = field(default_factory=dict, repr=False)

    def writer(self, edition: Edition) -> Writer:
        """Who writes the pages of an edition; templates are read once for all editions."""
        if edition.tables not in self.renderers:
            self.renderers[edition.tables] = Renderer(
                self.folders, edition.tables, BOOK_FIGURES, language_in(self.site.strings), self.known(edition.tables)
            )
        return Writer(self.renderers[edition.tables], edition, self.site.appraisals)

    @property
    def drawings(self) -> Mapping[str, str]:
        """Every figure as SVG, by id."""
        return {name: picture.svg for name, picture in self.pictures.items()}

    @property
    def sheets(self) -> Mapping[str, str]:
        """The same with title and sources, for use elsewhere."""
        return {name: picture.sheet for name, picture in self.pictures.items()}

    @property
    def cache(self) -> Path:
        """Where PDFs are kept."""
        return self.root / ".cache" / "books"


@contextmanager
def books(shop: Workshop) -> Iterator[Callable[[], Mapping[str, bytes]]]:
    """All books: begins to set them, and gives what waits for them; what is done meanwhile takes no longer for it.

    Raises ProblemsFound with everything that a page of them has and print does not know.
    """
    its = fonts(shop.root)
    problems: list[Problem] = []
    with typesetting(its, shop.cache) as begin:
        whole = shop.writer(whole_book(shop.site))
        sources = {"review.pdf": source_of(shop, whole, its, problems)}
        # The whole takes longest: it is being set while the pages of the others are written.
        waiting = {} if problems else dict(begin(sources))
        others = {name: source_of(shop, writer, its, problems) for name, writer in singles(shop)}
        if problems:
            raise ProblemsFound(in_order(problems))
        waiting |= begin(others)
        epub = epub_of(shop.site, whole.edition, whole.pages(shop.to_html), shop)
        drawn = {f"figures/{name}.png": svg for name, svg in shop.sheets.items()}
        drawn |= {f"previews/{name}.png": svg for name, svg in cards(shop.site, shop.folders).items()}
        pictures = pngs_of(drawn, its, shop.cache)
        yield lambda: {"review.epub": epub, **pictures, **_collected(waiting)}
    _clear(shop.cache, digests(sources | others, its) | {png_name(svg, its) for svg in drawn.values()})


def _collected(waiting: Mapping[str, Waiting]) -> Mapping[str, bytes]:
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, one in waiting.items():
        try:
            made[name] = one()
        except NotSetError as error:
            at = Location(SourceText("templates/book.typ.j2", ()))
            problems.append(Problem("book-compile", at, f"{name} could not be set: {error}"))
    if problems:
        raise ProblemsFound(in_order(problems))
    return made


def singles(shop: Workshop) -> Iterator[tuple[str, Writer]]:
    """The pages that have a PDF of their own, each with who writes it and what it rests on."""
    cards = claim_cards(shop.site)
    for page, name in single_books(shop.site):
        writer = shop.writer(single_book(shop.site, page, {}, ()))
        wanted = {claim: cards[claim] for claim in writer.claims() if claim in cards}
        writer = writer.grown(single_book(shop.site, page, wanted, ()))
        yield name, writer.grown(single_book(shop.site, page, wanted, writer.cites()))


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


def source_of(shop: Workshop, writer: Writer, its: Fonts, problems: list[Problem]) -> Source:
    """The Typst source of an edition; what is wrong goes into the list."""
    return typst_source(shop.site, writer.edition, writer.pages(shop.to_html), its, shop, problems)


def _clear(cache: Path, keep: frozenset[str]) -> None:
    for file in cache.iterdir():
        if file.suffix in (".pdf", ".png", ".new") and file.name not in keep:
            file.unlink(missing_ok=True)
