"""In: a Site and its Documents; out: the works of the whole review and of each page as BibTeX, RIS and CSL-JSON files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..cite.work import FORMATS
from ..compose.addresses import list_of_works
from ..compose.page import Site
from ..on_demand import Afresh
from ..render.document import Document

WHOLE = "downloads/references"


def reference_files(site: Site, documents: Iterable[Document]) -> Mapping[str, str]:
    """`downloads/references.bib` and beside each page that cites something `references.bib`, the same as .ris and .json."""
    everything = tuple(sorted(site.works, key=str.casefold))
    lists = [(f"{WHOLE}.{ending}", ending, everything) for ending in FORMATS if everything]
    for document in documents:
        if document.cites:
            lists += [(list_of_works(document.path, ending), ending, document.cites) for ending in FORMATS]
    made_of = {path: (FORMATS[ending][1], keys) for path, ending, keys in lists}

    def text(path: str) -> str:
        make, keys = made_of[path]
        return make([site.works[key] for key in keys])

    return Afresh(made_of, text)
