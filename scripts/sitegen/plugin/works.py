"""In: a plugin of mkdocs-bibtex and the works that were read; out: nothing; the plugin then cites these works."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mkdocs_bibtex.registry import SimpleRegistry
from pybtex.database import BibliographyData, Entry

from ..model.reference import Reference
from ..quick.citations import find_quickly


def share_works(bibtex: Any, references: Iterable[Reference], text_of: Callable[[str], str]) -> None:
    """Spare mkdocs-bibtex from reading the file again, and from formatting a work anew at each citation.

    It keeps what it is for: finding citations in pages, checking their keys, and making notes of them.
    """
    find_quickly()
    registry = getattr(bibtex, "registry", None)
    if type(registry) is not SimpleRegistry:  # one takes long to make: it looks through all that is installed
        registry = SimpleRegistry([], footnote_format=bibtex.config.footnote_format)
    registry.footnote_format = bibtex.config.footnote_format
    registry.bib_data = BibliographyData({its.key: Entry(its.type) for its in references})
    registry.reference_text = lambda citation: text_of(citation.key)
    bibtex.registry = registry
    bibtex.config.bib_file = "references.bib"  # the one that was read, whatever mkdocs.yml names
    bibtex.last_configured = float("inf")  # younger than any file
