"""In: the entries of references.bib; out: Reference, a cited work, as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A cited work: BibTeX's type, fields (LaTeX as written) and people (`Family, Given`), nothing repaired."""

    key: str
    type: str
    fields: Mapping[str, str]
    authors: tuple[str, ...]
    editors: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title without the braces that protect its letter case."""
        return self.fields.get("title", "").replace("{", "").replace("}", "")

    @property
    def year(self) -> str:
        """The year as listed; empty when none is."""
        return self.fields.get("year", "")

    @property
    def first_author(self) -> str:
        """The family name of the first author, or the group; empty when none is listed."""
        return self.authors[0].partition(",")[0].replace("{", "").replace("}", "") if self.authors else ""

    @property
    def doi(self) -> str:
        """The DOI, bare; empty where none is recorded with evidence."""
        return self.fields.get("doi", "")

    @property
    def pmid(self) -> str:
        """The number in PubMed; empty where none is recorded with evidence."""
        return self.fields.get("eprint", "") if self.fields.get("eprinttype", "").lower() == "pubmed" else ""
