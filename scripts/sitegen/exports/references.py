"""In: a Site and its Documents; out: the works of the whole review and of each page as BibTeX, RIS and CSL-JSON files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..cite.work import FORMATS
from ..compose.addresses import list_of_works
from ..compose.page import Site
from ..render.document import Document

WHOLE = "downloads/references"


def reference_files(site: Site, documents: Iterable[Document]) -> Mapping[str, str]:
    """`downloads/references.bib` and beside each page that cites something `references.bib`, the same as .ris and .json."""
    everything = [site.works[key] for key in sorted(site.works, key=str.casefold)]
    files = {f"{WHOLE}.{ending}": make(everything) for ending, (_, make) in FORMATS.items()} if everything else {}
    for document in documents:
        if document.cites:
            works = [site.works[key] for key in document.cites]
            for ending, (_, make) in FORMATS.items():
                files[list_of_works(document.path, ending)] = make(works)
    return files
