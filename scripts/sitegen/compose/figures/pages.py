"""In: FigureViews; out: the index of figures, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence

from ..addresses import figure_path
from ..page import Page
from .view import FigureView

FIGURES = "figures/index.md"


def figure_pages(figures: Sequence[FigureView]) -> list[Page]:
    """The index and every figure's page; nothing when no figure is declared."""
    if not figures:
        return []
    description = "Drawings made from the claims of this review, each with its data, its sources and its files."
    pages = [Page(FIGURES, "All figures", description, "index", ("figures.md.j2",), {"figures": tuple(figures)})]
    return pages + [
        Page(
            figure_path(figure.id),
            figure.title,
            figure.description,
            "figure",
            ("figure.md.j2",),
            {"figure": figure},
            f"data/figures/{figure.id}.yml",
        )
        for figure in figures
    ]
