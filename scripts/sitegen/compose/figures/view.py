"""In: a Review and a declared Figure; out: FigureView, what pages, downloads and the book are given of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.figure import FORMS, Figure
from ...model.review import Review
from ...on_demand import Each
from ..addresses import figure_download, figure_path
from ..page import Target, Views
from . import domains, matrix, moments, network, ranges, shares, steps
from .shapes import Drawing
from .sheet import sheet
from .values import DataTable, Facts

#: How wide a drawing is on a page, and on a phone.
WIDE, NARROW = 700.0, 344.0


@dataclass(frozen=True)
class FigureView:
    """A figure: its words, its drawing for a wide and a narrow place, the data behind it, its sources and works.

    `alt` is what somebody is told who does not see it.
    """

    id: str
    form: str
    title: str
    description: str
    caption: str
    home: Target
    wide: Drawing = field(repr=False)
    narrow: Drawing = field(repr=False)
    data: DataTable = field(repr=False)
    sources: tuple[Target, ...] = ()
    cites: tuple[str, ...] = ()
    doubted: bool = False
    #: The sources in words, where the drawing stands alone.
    credit: str = ""

    @property
    def file(self) -> Target:
        """The drawing as a file."""
        return Target(self.title, figure_download(self.id, "svg"))

    @property
    def picture(self) -> Target:
        """The drawing as a picture."""
        return Target(self.title, figure_download(self.id, "png"))

    @property
    def sheet(self) -> Drawing:
        """The wide drawing with its title and sources, for use elsewhere."""
        return sheet(self.wide, self.title, self.credit)

    @property
    def alt(self) -> str:
        """The title and the description, as an image's alternative text."""
        return f"{self.title}. {self.description}"


@dataclass(frozen=True)
class _Form:
    """How a form of figure is drawn and tabulated."""

    draw: Callable[[Facts, Any, float], Drawing]
    table: Callable[[Facts, str, Any], DataTable]


_FORMS = {
    "ranges": _Form(ranges.draw, ranges.table),
    "shares": _Form(shares.draw, shares.table),
    "timeline": _Form(moments.draw, moments.table),
    "domains": _Form(domains.draw, domains.table),
    "steps": _Form(steps.draw, steps.table),
    "matrix": _Form(matrix.draw, matrix.table),
    "network": _Form(network.draw, network.table),
}


def figure_views(review: Review, views: Views) -> Mapping[str, FigureView]:
    """Every declared figure, in order, by its id."""
    facts = Facts(review, views)
    return Each(review.figures, lambda id_: figure_view(facts, review.figures[id_]))


def figure_view(facts: Facts, figure: Figure, home: Target | None = None) -> FigureView:
    """One figure; one that is not declared has its home on another page than its own."""
    name, spec = form_of(figure)
    form = _FORMS[name]
    data = form.table(facts, figure.id, spec)
    cards = dict.fromkeys(
        card.anchor for row in data.rows for cell in row.cells for entry in cell for card in entry.claims
    )
    sources = _sources(facts, cards)
    named = "; ".join(source.title for source in sources)
    return FigureView(
        figure.id,
        name,
        figure.title,
        facts.filled(figure.description),
        facts.filled(figure.caption),
        home or Target(figure.title, figure_path(figure.id)),
        form.draw(facts, spec, WIDE),
        form.draw(facts, spec, NARROW),
        data,
        sources,
        tuple(dict.fromkeys(key for row in data.rows for cell in row.cells for entry in cell for key in entry.cites)),
        any(row.doubted for row in data.rows),
        facts.say(f"Source: {named}") if named else "",
    )


def form_of(figure: Figure) -> tuple[str, Any]:
    """The one form that a figure has; the rules see to it that there is one."""
    return next((name, getattr(figure, name)) for name in FORMS if getattr(figure, name) is not None)


def _sources(facts: Facts, claims: Iterable[str]) -> tuple[Target, ...]:
    wanted = {facts.source_of(claim) for claim in claims}
    return tuple(
        dict.fromkeys(
            facts.views[claim].source
            for source in facts.review.sources
            if source in wanted
            for claim in claims
            if facts.source_of(claim) == source
        )
    )
