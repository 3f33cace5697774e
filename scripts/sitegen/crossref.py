"""In: an address of Crossref's interface; out: two questions to it, through its client library. Never part of a build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .cite.proposals import ByDoi, ByWords

ADDRESS = "https://api.crossref.org"


def questions(address: str = ADDRESS, mail: str = "") -> tuple[ByDoi, ByWords]:
    """Asks for the work of a DOI, and for works by words; `mail` is told to Crossref, which then answers sooner."""
    from habanero import Crossref  # here, since nothing else needs the network, nor the library

    client = Crossref(base_url=address, mailto=mail or None, timeout=30)

    def by_doi(doi: str) -> Mapping[str, Any] | None:
        try:
            answer: Any = client.works(ids=quote(doi, safe="/"))
        except Exception as error:  # of the library that it asks through, which changes
            if getattr(getattr(error, "response", None), "status_code", 0) == 404:
                return None
            raise
        return answer["message"]

    def by_words(words: str) -> Sequence[Mapping[str, Any]]:
        answer: Any = client.works(query_bibliographic=words, limit=3)
        return answer["message"]["items"]

    return by_doi, by_words
