"""In: made-up pages and works; out: that resolving 40,000 citations stays within its budget."""

from __future__ import annotations

import pytest
from sitegen.bench.citations import cost_alone, cost_of_citations


@pytest.mark.slow
def test_2000_pages_with_20_citations_of_2000_works() -> None:
    """Reading 2,000 works included, a tenth of what mkdocs-bibtex alone takes for the pages, from a twentieth of them."""
    assert cost_of_citations() < 20 * cost_alone(100) / 10
