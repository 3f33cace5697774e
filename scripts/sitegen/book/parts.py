"""In: a Site; out: Editions, each the pages of one book in their order, with the level of each page's title."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..compose.page import NavItem, Page, Site
from ..language.site import language_in
from ..render.renderer import HTML_TABLES

_MONTHS = "January February March April May June July August September October November December".split()
#: How the book writes comparison tables: whole in their own part, elsewhere as a pointer to it.
BOOK_TABLES = "book/_table.md.j2"


@dataclass(frozen=True)
class Leaf:
    """A page of a book: the level of its title, whether it counts as a use of what it links to, and if it is listed."""

    page: Page
    level: int
    uses: bool = True
    listed: bool = True


@dataclass(frozen=True)
class Part:
    """A part of a book: its title and a sentence about it (empty when its only page has the title), its pages, its look."""

    id: str
    title: str
    about: str
    leaves: tuple[Leaf, ...]
    look: str = "text"


@dataclass(frozen=True)
class Edition:
    """One book: the whole review, or a page of it with what the page rests on.

    `numbers` are the numbers of works, `works` the keys in that order.
    """

    id: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    numbers: Mapping[str, int] = field(repr=False)
    tables: str = BOOK_TABLES
    whole: bool = True

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """The page that prints each figure: the first that shows it."""
        found: dict[str, str] = {}
        for leaf in self.leaves:
            context = leaf.page.context
            shown = [part.figure for part in context.get("parts", ()) if part.figure]
            for figure in [*shown, *([context["figure"]] if "figure" in context else [])]:
                found.setdefault(figure.id, leaf.page.path)
        return found

    @property
    def leaves(self) -> Iterator[Leaf]:
        """All pages in order."""
        for part in self.parts:
            yield from part.leaves


#: Pages of the site that a book does without, and why. A new page needs a place in `place_of`, or a reason here.
LEFT_OUT = {
    "status/index.md": "changes daily; the site shows it",
    "changes/index.md": "tells editions apart; the book is one of them",
    "data-dictionary/index.md": "explains the data files, which are downloads",
    "compare/index.md": "the contents of the book list the comparisons",
    "figures/index.md": "the book has a list of figures",
    "sources/index.md": "the contents of the book list the sources",
    "checklist/index.md": "is filled in anew for each edition; the site shows it",
    "references/*": "the bibliography has each work; the rest of its page tells how to cite it from a screen",
    "downloads/index.md": "lists files",
    "courses/*": "each course has a PDF of its own",
    "*/teacher.md": "is for teachers, who have it in the course's package",
    "citation-audit/index.md": "its findings are appraisals, which the book has; each verdict stands on the site",
    "agreement/*": "compares numbers pair by pair, which is work for a screen; their differences are appraisals",
    "evidence/*": "is no part of what the sources say; appraisals tell what it changes",
    "*/coverage.md": "counts the passages of a source; the site shows it",
}
#: Hand-written pages of these groups of the navigation tell how to use the site.
_SITE_ONLY = ("Teach", "Downloads")
#: The parts in their order: title and a sentence about each. A part without a title has one page, whose title it takes.
WORDS = {
    "about": ("", ""),
    "chapters": (
        "Chapters",
        "What the sources say, told in order. Small page numbers lead to what a sentence rests on.",
    ),
    "comparisons": (
        "Comparisons",
        "Tables made from the claims. Where a cell holds several values, they stand side by side and are not averaged.",
    ),
    "reference": (
        "Entries",
        "Everything that has a name in this review, kind by kind: what it is, and on which pages the sources speak of it.",
    ),
    "sources": (
        "Sources and claims",
        "Each source, passage by passage. A claim is printed here once, and every other page points to it.",
    ),
    "appraisal": (
        "Appraisal",
        "What the editors found to be wrong, odd or unproven. It stands beside the claims, and changes none of them.",
    ),
    "glossary": ("", ""),
    "references": ("", ""),
    "index": ("", ""),
}
#: Where a link counts as a use: an entry lists the pages of its claims itself.
_USING = ("about", "chapters", "comparisons", "appraisal", "glossary")
_LOOKS = {
    "reference": "columns",
    "glossary": "columns",
    "index": "columns",
    "references": "notes",
    "sources": "claims",
    "appraisal": "claims",
}
_BY_TEMPLATE = {
    "kind.md.j2": "reference",
    "timeline.md.j2": "chapters",
    "comparison.md.j2": "comparisons",
    "figure.md.j2": "comparisons",
    "appraisal.md.j2": "appraisal",
    "appraisals.md.j2": "appraisal",
    "numbers-with-care.md.j2": "appraisal",
    "strengths-and-limits.md.j2": "appraisal",
    "glossary.md.j2": "glossary",
    "references.md.j2": "references",
    "a-z.md.j2": "index",
}
_BY_ROLE = {"home": "about", "chapter": "chapters", "entity": "reference", "source": "sources", "section": "sources"}
#: Pages that open their part, wherever the navigation has them.
_FIRST = ("appraisal/index.md",)


def place_of(page: Page, group: str) -> str | None:
    """The part of the book that a page belongs to; None for one that is left out or that nobody has placed yet."""
    if page.role == "chapter" and group in _SITE_ONLY:
        return None
    return _BY_ROLE.get(page.role) or _BY_TEMPLATE.get(page.templates[-1])


def is_left_out(page: Page, group: str) -> bool:
    """Whether a page is left out on purpose."""
    if page.role == "chapter":
        return group in _SITE_ONLY
    folder, _, name = page.path.rpartition("/")
    return not LEFT_OUT.keys().isdisjoint((page.path, f"*/{name}", f"{folder}/*", f"{folder.partition('/')[0]}/*"))


def groups_of(site: Site) -> dict[str, str]:
    """Each page's path, in the order of the navigation, with the title of its group."""
    found = {page.path: "" for page in site.pages if page.role == "home"}
    for item in site.navigation:
        found |= dict.fromkeys(_paths(item), item.title)
    return found


def _paths(item: NavItem) -> Iterator[str]:
    if item.path:
        yield item.path
    for child in item.children:
        yield from _paths(child)


def phrases_of_books() -> tuple[str, ...]:
    """What this module has books say."""
    return (*(word for words in WORDS.values() for word in words if word), BEHIND)


def date_in(site: Site) -> str:
    """The date of the edition in words."""
    date = datetime.date.fromisoformat(site.info.edition.date)
    return str(language_in(site.strings).value(f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"))


def whole_book(site: Site) -> Edition:
    """The whole review as a book."""
    pages = {page.path: page for page in site.pages}
    placed: dict[str, list[Page]] = {part: [] for part in WORDS}
    drawn = {part.figure.id for page in site.pages for part in page.context.get("parts", ()) if part.figure}
    for path, group in groups_of(site).items():
        part = place_of(pages[path], group)
        if part is not None and not is_drawn(pages[path], drawn):
            placed[part].insert(0, pages[path]) if path in _FIRST else placed[part].append(pages[path])
    say = language_in(site.strings).phrase
    parts = tuple(_part(id_, tuple(pages), say) for id_, pages in placed.items() if pages)
    subtitle = site.info.title.removeprefix(site.info.short_title).lstrip(":– ")
    subtitle = subtitle[:1].upper() + subtitle[1:]
    return Edition("review", site.info.short_title, subtitle, parts, _numbers(site))


def is_drawn(page: Page, drawn: set[str]) -> bool:
    """Whether a page is that of a figure which a chapter prints; then the book does without the page."""
    return page.role == "figure" and page.context["figure"].id in drawn


def _part(id_: str, pages: tuple[Page, ...], say: Callable[[str], str]) -> Part:
    title, about = map(say, WORDS[id_])
    leaves = tuple(_leaf(id_, page) for page in pages)
    return Part(id_, title, about, leaves, _LOOKS.get(id_, "text"))


def _leaf(part: str, page: Page) -> Leaf:
    deep = page.role in ("entity", "section")
    level = 3 if deep else 2 if WORDS[part][0] else 1
    return Leaf(_for_print(page), level, uses=part in _USING, listed=page.role != "entity")


def _for_print(page: Page) -> Page:
    """The page with the book's own templates before those of the site."""
    return replace(page, templates=(*(f"book/{name}" for name in page.templates), *page.templates))


def _numbers(site: Site) -> dict[str, int]:
    """Works are numbered in the order of the bibliography."""
    for page in site.pages:
        if page.role == "references":
            return {view.key: number for number, view in enumerate(page.context["works"], start=1)}
    return {key: number for number, key in enumerate(site.references, start=1)}


#: The title above the claims of a page that is printed alone.
BEHIND = "Claims behind this page"
#: Pages with a PDF of their own, by template, and the folder that it lies in.
_SINGLE = {"chapter.md.j2": "chapters", "comparison.md.j2": "comparisons", "course.md.j2": "courses"}


def single_books(site: Site) -> Iterator[tuple[Page, str]]:
    """The pages that have a PDF of their own, and its place below `downloads`."""
    for page in site.pages:
        folder = _SINGLE.get(page.templates[-1])
        if folder and page.path.startswith(folder if folder != "comparisons" else "compare"):
            yield page, f"{folder}/{page.path.removesuffix('.md').removesuffix('/index').rpartition('/')[2]}.pdf"


def single_book(site: Site, page: Page, cards: Mapping[str, Any], cites: tuple[str, ...]) -> Edition:
    """A page, the claims that it points at and the works that both cite, so that nothing on paper leads nowhere."""
    parts = [Part("page", "", "", (Leaf(page, 1),))]
    if cards:
        context = {"passages": tuple(cards.values())}
        title = language_in(site.strings).phrase(BEHIND)
        behind = Page("claims-behind.md", title, "", "section", ("book/behind.md.j2",), context)
        parts.append(Part("claims", "", "", (Leaf(behind, 1, uses=False),), "claims"))
    if cites:
        sources = next(one for one in site.pages if one.role == "references")
        views = tuple(view for view in sources.context["works"] if view.key in cites)
        works = replace(_for_print(sources), context={**sources.context, "works": views})
        parts.append(Part("references", "", "", (Leaf(works, 1),), "notes"))
    shown = {key: number for number, key in enumerate((key for key in _numbers(site) if key in cites), start=1)}
    return Edition(page.path, page.title, site.info.short_title, tuple(parts), shown, HTML_TABLES, whole=False)
