"""In: a Review and its FigureViews; out: the index of figures, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.review import Review
from ...on_demand import Whole
from ..addresses import figure_path
from ..page import Page, Views
from .values import Facts
from .view import FigureView

FIGURES = "figures/index.md"


def figure_pages(review: Review, views: Views, figures: Mapping[str, FigureView]) -> list[Page]:
    """The index and every figure's page; nothing when no figure is declared."""
    if not figures:
        return []
    facts = Facts(review, views)
    description = "Drawings made from the claims of this review, each with its data, its sources and its files."
    context = Whole(lambda: {"figures": tuple(figures.values())})
    return [
        Page(FIGURES, "All figures", description, "index", ("figures.md.j2",), context),
        *(_page(facts, figures, id_) for id_ in figures),
    ]


def _page(facts: Facts, figures: Mapping[str, FigureView], id_: str) -> Page:
    figure = facts.review.figures[id_]
    return Page(
        figure_path(id_),
        figure.title,
        facts.filled(figure.description),
        "figure",
        ("figure.md.j2",),
        Whole(lambda: {"figure": figures[id_]}),
        f"data/figures/{id_}.yml",
    )
