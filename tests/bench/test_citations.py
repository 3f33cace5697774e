"""In: made-up pages and works; out: that resolving 40,000 citations stays within its budget."""

from __future__ import annotations

import pytest
from sitegen.bench.citations import BOUND, cost_of_citations


@pytest.mark.slow
def test_2000_pages_with_20_citations_of_2000_works() -> None:
    """mkdocs-bibtex alone needs more than half a minute. Twice the bound: a machine that others use, too, is slower."""
    assert cost_of_citations() < 2 * BOUND
