"""In: FigureViews and templates; out: SVG: inside a page, whose links lead to claims, or as a file that stands alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..compose.figures.palette import DARK, LIGHT
from ..compose.figures.shapes import Drawing, number
from ..compose.figures.view import FigureView
from ..compose.link_pictures import LinkPicture
from ..compose.page import Site, Target
from ..problems import Location, Problem, ProblemsFound, SourceText
from .compiled import Compiled
from .known import Rendered
from .links import relative_on_site
from .template_errors import template_problem

_TEMPLATE = "figures/drawing.svg.j2"
_COMPILED = Compiled("drawings")


@dataclass(frozen=True)
class Picture:
    """A figure as an SVG file that stands alone: colors as they are, no links, ids that contain the figure's.

    `svg` is the drawing alone, for a book that has captions of its own; `sheet` has title and sources on it, for use
    elsewhere. `alt` is the alternative text.
    """

    id: str
    title: str
    alt: str
    width: float
    height: float
    svg: str
    sheet: str


class Drawings:
    """The templates of figures: the review's own first, then the generator's."""

    def __init__(self, folders: Sequence[Path]):
        self._folders = folders
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        self._environment.filters["number"] = number

    def inline(self, figure: FigureView, which: str, path: str) -> Markup:
        """The `wide` or the `narrow` drawing inside the page at `path`, on one line: Markdown leaves it alone."""
        drawing = {"wide": figure.wide, "narrow": figure.narrow}[which]

        def href(target: Target) -> str:
            return relative_on_site(path, target.path, target.anchor)

        text = self._svg(figure, drawing, LIGHT, f"figure-{figure.id}-{which}", href=href)
        return Markup(" ".join(text.split()))

    def alone(self, figure: FigureView, drawing: Drawing, *, dark: bool = False) -> str:
        """A file of its own."""
        return self._svg(figure, drawing, DARK if dark else LIGHT, f"figure-{figure.id}", href=None)

    def card(self, card: LinkPicture) -> str:
        """What a preview of a link shows."""
        return self._svg(card, card.drawing, LIGHT, f"card-{card.id}", href=None)

    def _svg(
        self, figure: FigureView | LinkPicture, drawing: Drawing, palette: Mapping[str, str], id_: str, **more: object
    ) -> str:
        try:
            template = self._environment.get_template(_TEMPLATE)
            text = template.render(figure=figure, drawing=drawing, palette=palette, id=id_, **more)
            if not text.strip().startswith("<svg"):
                at = Location(SourceText(f"templates/{_TEMPLATE}", ()))
                sentence = f"the template draws no `<svg>` (while drawing {figure.id})"
                raise ProblemsFound([Problem("template-error", at, sentence)])
            return "\n".join(line for line in text.split("\n") if line) + "\n"
        except ProblemsFound:
            raise
        except Exception as error:
            problem = template_problem(error, self._folders, f" (while drawing {figure.id})")
            if problem is None:
                raise
            raise ProblemsFound([problem]) from error


def pictures(site: Site, folders: Sequence[Path], known: Rendered | None = None) -> Mapping[str, Picture]:
    """Every figure as a file that stands alone, by id; what is `known` was drawn by the same templates."""
    drawings, known = Drawings(folders), known or Rendered()

    def drawn(figure: FigureView, drawing: Drawing) -> str:
        return known.of((figure, drawing), lambda: drawings.alone(figure, drawing))

    return {
        figure.id: Picture(
            figure.id,
            figure.title,
            figure.alt,
            figure.wide.width,
            figure.wide.height,
            drawn(figure, figure.wide),
            drawn(figure, figure.sheet),
        )
        for figure in site.figures
    }


def cards(site: Site, folders: Sequence[Path]) -> Mapping[str, str]:
    """What previews of links show, as SVG, by the name of the picture."""
    drawings = Drawings(folders)
    return {card.id: drawings.card(card) for card in site.link_pictures.values()}
