"""In: what the review is called, its pages; out: LinkPictures, what a preview of a link shows: the title on a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.vocabulary import ReviewInfo
from .figures.measure import BOLD, wrapped
from .figures.shapes import LEADING, Box, Drawing, Shape, Words
from .page import Page, Target

#: Half of what networks ask for (1200 × 630): a picture has two dots for each unit of a drawing.
WIDTH, HEIGHT = 600.0, 315.0
_MARGIN = 44.0
_SIZES = (40.0, 34.0, 28.0, 23.0)
_ROOM = 4


@dataclass(frozen=True)
class LinkPicture:
    """A card with a page's title; `file` is the name of the picture, by the id of the page."""

    id: str
    title: str
    description: str
    drawing: Drawing = field(repr=False)

    @property
    def target(self) -> Target:
        """The picture as a file, named by what it says."""
        return Target(self.description, f"downloads/previews/{self.id}.png")


def link_pictures(info: ReviewInfo, pages: Iterable[Page]) -> Mapping[str, LinkPicture]:
    """The card of the first page and of each chapter, by the page's path."""
    found: dict[str, LinkPicture] = {}
    for page in pages:
        if page.role in ("home", "chapter"):
            title = info.short_title if page.role == "home" else page.title
            id_ = "home" if page.role == "home" else page.path.removesuffix(".md").replace("/", "-")
            above = "" if page.role == "home" else info.short_title
            said = f"{title}. {info.short_title}" if above else info.title
            found[page.path] = LinkPicture(id_, title, said, _card(info, title, above))
    return found


def pictures_of(pictures: Mapping[str, LinkPicture], pages: Iterable[Page]) -> Mapping[str, Target]:
    """The picture that stands for each page: its own, or else that of the first page."""
    home = next((picture for picture in pictures.values() if picture.id == "home"), None)
    chosen = {page.path: pictures.get(page.path, home) for page in pages}
    return {path: picture.target for path, picture in chosen.items() if picture is not None}


def _card(info: ReviewInfo, title: str, above: str) -> Drawing:
    """The title as large as four lines of it can be, with the review's name above, edition and warning below."""
    width = WIDTH - 2 * _MARGIN
    size = next((its for its in _SIZES if len(wrapped(title, width, its, BOLD)) <= _ROOM), _SIZES[-1])
    lines = wrapped(title, width, size, BOLD)[:_ROOM]
    top = 92.0 + size * 0.8
    shapes: list[Shape] = [Box(0, 0, WIDTH, HEIGHT, "paper"), Box(0, 0, WIDTH, 14, "c1")]
    shapes += [Words(_MARGIN, 64, line, "soft", 17) for line in wrapped(above, width, 17)[:1]]
    shapes += [Words(_MARGIN, top + n * size * LEADING, line, "ink", size, BOLD) for n, line in enumerate(lines)]
    shapes.append(Box(_MARGIN, HEIGHT - 66, 60, 3, "c1"))
    foot = f"{info.byline} · Edition {info.edition.number} · {info.license.name}"
    shapes += [Words(_MARGIN, HEIGHT - 34, line, "soft", 15) for line in wrapped(foot, width, 15)[:1]]
    return Drawing(WIDTH, HEIGHT, tuple(shapes))
