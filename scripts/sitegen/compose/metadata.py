"""In: the Site's pages, navigation and graphs; out: Head, what each page tells reference managers, crawlers and previews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.author import Author
from ..model.vocabulary import ReviewInfo
from ..on_demand import Each
from .addresses import web_path
from .downloads import BOOK
from .graph import Graphs, as_data
from .page import NavItem, Page, Target

#: In an address that is given as `DC.identifier`, Zotero takes `10/…` for a DOI, eight digits for an ISSN, ten for an ISBN.
_MISREAD = re.compile(r"10(?:\.\d{4,})?/[^/]|\b(?:\d{7}|(?:97[89])?\d{9})[\dXx]\b")
NO_BREAK = "\u00a0"
#: Pictures that programs show for a link, by the ending of their files.
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True)
class Head:
    """A page's machine metadata: its tags (attribute, name, content), its way from the first page, its JSON-LD as text."""

    tags: tuple[tuple[str, str, str], ...]
    trail: tuple[Target, ...]
    graph: str = field(repr=False)

    def with_pdf(self, address: str) -> Head:
        """The same for a page that there is a PDF of."""
        return replace(self, tags=(*self.tags, ("name", "citation_pdf_url", address)))


def heads(
    info: ReviewInfo,
    pages: Sequence[Page],
    navigation: Sequence[NavItem],
    address: str,
    graphs: Graphs,
    pictures: Mapping[str, Target] | None = None,
) -> Mapping[str, Head]:
    """The head of each page, by its path; `pictures` are those that stand for a page in previews, by its path."""
    trails = _trails(pages, navigation)
    shown = pictures or {}
    by_path = {page.path: page for page in pages}

    def head(path: str) -> Head:
        page, trail, picture = by_path[path], trails[path], shown.get(path)
        nodes = graphs.nodes(page, trail, picture)
        return Head(tuple(_tags(info, page, address, picture)), trail, as_data(nodes))

    return Each(by_path, head)


def _tags(info: ReviewInfo, page: Page, address: str, picture: Target | None) -> Iterator[tuple[str, str, str]]:
    """Highwire decides what Zotero saves. It has no word for an edition: a section's is in PRISM, a report's its number."""
    url = address + web_path(page.target)
    is_whole = page.role == "home"
    title = info.title if is_whole else page.title
    editors = info.byline
    named = [("citation_title", title)]
    named += [("citation_author", author) for author in _inverted(info.people)]
    named.append(("citation_publication_date", info.edition.date.replace("-", "/")))
    if is_whole:
        named += [("citation_technical_report_institution", editors)]
        named += [("citation_technical_report_number", info.edition.number), ("citation_pdf_url", address + BOOK)]
    else:
        named += [("citation_inbook_title", info.title), ("citation_publisher", editors)]
    named += [
        ("citation_language", info.language),
        ("citation_public_url", url),
        ("citation_abstract", page.description),
        ("prism.edition", info.edition.number),
        ("DC.title", title),
        *(("DC.creator", author.inverted) for author in info.people),
        ("DC.date", info.edition.date),
        ("DC.language", info.language),
        ("DC.identifier.URI" if _MISREAD.search(url.replace("-", "")) else "DC.identifier", url),
        ("DC.publisher", editors),
        ("DC.rights", info.license.url),
    ]
    yield from (("name", name, content) for name, content in named if content)
    yield "property", "og:title", title
    # Zotero cuts the name of a website from the end of its title.
    cut = title.casefold().endswith(info.short_title.casefold())
    yield "property", "og:type", "website" if is_whole and not cut else "article"
    yield "property", "og:url", url
    yield "property", "og:site_name", info.short_title
    yield "property", "og:description", page.description
    yield "property", "og:locale", info.language.replace("-", "_")
    if picture is not None:
        yield "property", "og:image", address + picture.path
        yield "property", "og:image:type", PICTURES[picture.path.rpartition(".")[2]]
        yield "property", "og:image:alt", picture.title


def _inverted(authors: Sequence[Author]) -> Iterator[str]:
    """Names as `Family, Given`, as they are; a group ends in a comma, without which reference managers take it apart.

    A single name with spaces on both sides of its comma they take for two; they don't where those of the given names
    don't break.
    """
    for author in authors:
        given = author.given
        if len(authors) == 1 and " " in author.family:
            given = given.replace(" ", NO_BREAK)
        yield f"{author.group}," if author.group else f"{author.family}, {given}"


def _trails(pages: Sequence[Page], navigation: Sequence[NavItem]) -> Mapping[str, tuple[Target, ...]]:
    """For each page the way to it: through the navigation, or else through the list of its folder."""
    found: dict[str, tuple[Target, ...]] = {}
    home = next((page.target for page in pages if page.role == "home"), None)
    start = (Target("Home", home.path),) if home else ()
    for item in navigation:
        _walk(item, start, found)
    if home:
        found[home.path] = ()
    titles = {page.path: page.title for page in pages}
    for page in pages:
        if page.path not in found:
            above = page.path.rpartition("/")[0] + "/index.md"
            by_path = found.get(above)
            title = titles.get(above, "")
            found[page.path] = start if by_path is None else (*by_path, Target(title, above))
    return found


def _walk(item: NavItem, above: tuple[Target, ...], found: dict[str, tuple[Target, ...]]) -> None:
    if item.path is not None:
        found.setdefault(item.path, tuple(target for target in above if target.path != item.path))
        return
    first = _first(item)
    for child in item.children:
        _walk(child, (*above, Target(item.title, first)) if first else above, found)


def _first(item: NavItem) -> str:
    """Where a heading of the navigation leads: to its first page."""
    while item.path is None and item.children:
        item = item.children[0]
    return item.path or ""
