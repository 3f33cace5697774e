"""In: fields of a work as an export has them; out: those that pages print, in one order, as references.bib has them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEPT = (
    *("title", "journal", "booktitle", "series", "publisher", "institution", "school", "organization", "howpublished"),
    *("address", "edition", "chapter", "volume", "number", "pages", "year", "month", "doi", "url", "isbn", "issn"),
    *("eprint", "eprinttype", "note"),
)
DOI = re.compile(r"10\.\d{4,9}/[^\s}]+")


def printed_fields(given: Mapping[str, str]) -> dict[str, str]:
    """Identifiers bare, the title in braces that keep its letters, nothing that no page prints."""
    fields = {name: given[name].strip() for name in _KEPT if given.get(name, "").strip()}
    title = fields.get("title", "")
    if title and not (title.startswith("{") and title.endswith("}")):
        fields["title"] = f"{{{title}}}"
    doi = DOI.search(fields.get("doi", "").replace("\\_", "_"))
    if doi:
        fields["doi"] = doi[0].rstrip(".,;")
    else:
        fields.pop("doi", None)
    # A link to the work itself is made from its DOI.
    if "doi" in fields or not fields.get("url", "").lower().startswith(("http://", "https://")):
        fields.pop("url", None)
    if "pages" in fields:
        fields["pages"] = re.sub(r"\s*(?:-+|–)\s*", "--", fields["pages"])
    return fields
