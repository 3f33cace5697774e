"""Tooltips stand at the first use of a term."""

from __future__ import annotations

from sitegen.sinks.tooltips import first_only

CRS = '<abbr title="cytokine release syndrome">CRS</abbr>'


def test_the_first_of_each_term_keeps_its_tooltip() -> None:
    """A second use of a term is plain; another term has its own first."""
    other = '<abbr title="x">HLH</abbr>'
    assert first_only(f"<p>{CRS}, {other}, {CRS}</p>") == f"<p>{CRS}, {other}, CRS</p>"


def test_headings_have_no_tooltips() -> None:
    """A heading stays plain and does not use up the first."""
    assert first_only(f'<h2 id="a">{CRS}</h2><p>{CRS}</p>') == f'<h2 id="a">CRS</h2><p>{CRS}</p>'
