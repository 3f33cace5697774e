"""In: a Review and its address; out: what archives ask for with a deposit of the edition: CITATION.cff and DataCite's JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..model.author import Author
from ..model.json_text import indented
from ..model.review import Review

CITATION = "downloads/CITATION.cff"
DATACITE = "downloads/deposit-datacite.json"
_MESSAGE = "Cite an edition of this review by its number; cite what a source says by the source."
#: Licenses that have a name in the SPDX list, by their address.
_SPDX = re.compile(r"https://creativecommons\.org/licenses/(?P<name>by(?:-[a-z]+)*)/(?P<version>\d\.\d)/?")


def deposit_files(review: Review, address: str) -> Mapping[str, str]:
    """Both files; a deposit gets its DOI from the archive, so none is written here."""
    return {CITATION: _citation(review, address), DATACITE: _text(_datacite(review, address))}


def _citation(review: Review, address: str) -> str:
    info = review.info
    record: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": review.writing.say(_MESSAGE),
        "type": "dataset",
        "title": info.title,
        "abstract": info.description,
        "authors": [in_cff(author) for author in info.people],
        "version": info.edition.number,
        "date-released": info.edition.date,
        "url": address,
    }
    spdx = _spdx(info.license.url)
    record |= {"license": spdx} if spdx else {"license-url": info.license.url}
    if info.repository:
        record["repository"] = info.repository
    # JSON is YAML, so every text is quoted as it must be.
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in record.items())


def _datacite(review: Review, address: str) -> dict[str, Any]:
    info = review.info
    rights = {"rights": info.license.name, "rightsUri": info.license.url}
    spdx = _spdx(info.license.url)
    if spdx:
        rights |= {"rightsIdentifier": spdx, "rightsIdentifierScheme": "SPDX"}
    cited = (review.references[source.reference] for source in review.sources.values())
    related = [
        {"relatedIdentifier": work.doi, "relatedIdentifierType": "DOI", "relationType": "IsDerivedFrom"}
        for work in cited
        if work.doi
    ]
    record: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": review.writing.say("Synthesized review")},
        "creators": [_in_datacite(author) for author in info.people],
        "titles": [{"title": info.title, "lang": info.language}],
        "publisher": {"name": info.byline},
        "publicationYear": info.edition.date[:4],
        "dates": [{"date": info.edition.date, "dateType": "Issued"}],
        "version": info.edition.number,
        "language": info.language,
        "rightsList": [rights],
        "descriptions": [{"description": info.description, "descriptionType": "Abstract", "lang": info.language}],
        "formats": ["text/html", "application/pdf", "application/epub+zip", "application/json", "text/csv"],
        "alternateIdentifiers": [{"alternateIdentifier": address, "alternateIdentifierType": "URL"}],
    }
    return record | ({"relatedIdentifiers": related} if related else {})


def in_cff(author: Author) -> dict[str, str]:
    """An author as CITATION.cff names people and groups."""
    if author.group:
        return {"name": author.group}
    return {"family-names": author.family, "given-names": author.given}


def _in_datacite(author: Author) -> dict[str, str]:
    if author.group:
        return {"name": author.group, "nameType": "Organizational"}
    parts = {"givenName": author.given, "familyName": author.family}
    return {"name": author.inverted, "nameType": "Personal", **parts}


def _spdx(address: str) -> str:
    match = _SPDX.fullmatch(address)
    return f"CC-{match['name'].upper()}-{match['version']}" if match else ""


def _text(record: dict[str, Any]) -> str:
    return indented(record) + "\n"
