"""The text of a work: what it links to is what its fields say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.compose.references import ReferenceFormatter
from sitegen.pipeline import load

_FIELDS = {
    "pubmed": (
        "eprint = {12345678}, eprinttype = {pubmed}",
        "[PMID:12345678](https://pubmed.ncbi.nlm.nih.gov/12345678)",
    ),
    "arxiv": ("eprint = {2101.00001}, eprinttype = {arxiv}", "[arXiv:2101.00001](https://arxiv.org/abs/2101.00001)"),
    "doi": ("doi = {10.1234/x.1}", "[doi:10.1234/x.1](https://doi.org/10.1234/x.1)"),
}


@pytest.mark.parametrize("name", _FIELDS)
def test_an_identifier_is_named_for_what_it_is(tiny: Path, name: str) -> None:
    """A number of PubMed is none of arXiv, though BibTeX has one field for both."""
    fields, expected = _FIELDS[name]
    work = f"@article{{other2001, title = {{Other}}, author = {{Dale, Ann}}, journal = {{J}}, year = 2001, {fields}}}\n"
    with (tiny / "references.bib").open("a", encoding="utf-8") as file:
        file.write(work)
    review, _ = load(tiny)
    assert review is not None
    text = ReferenceFormatter().text(review.references["other2001"])
    assert expected in text
    assert ("arXiv" in text) == (name == "arxiv")
