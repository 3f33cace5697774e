"""In: a CSL-JSON item, or names of authors; out: the same as nodes of schema.org, which search engines read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.author import Author
from .csl import Item
from .latex import OTHERS

Node = dict[str, Any]

#: What a type of CSL is to schema.org; anything else is a CreativeWork.
TYPES: Mapping[str, str] = {
    "article-journal": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def node_of(item: Item, url: str) -> Node:
    """A work, as the part `#work` of the page at an address."""
    node: Node = {"@type": TYPES.get(item["type"], "CreativeWork"), "@id": f"{url}#work"}
    node["name"] = item.get("title", item["id"])
    people = [name for name in item.get("author", ()) if name.get("literal") != OTHERS]
    if people:
        node["author"] = [_person(name) for name in people]
    if "date-parts" in item.get("issued", {}):
        node["datePublished"] = "-".join(f"{part:02d}" for part in item["issued"]["date-parts"][0])
    if "container-title" in item:
        container = "Periodical" if item["type"] == "article-journal" else "CreativeWork"
        node["isPartOf"] = {"@type": container, "name": item["container-title"]}
    same = [f"https://doi.org/{item['DOI']}"] if "DOI" in item else []
    same += [f"https://pubmed.ncbi.nlm.nih.gov/{item['PMID']}/"] if "PMID" in item else []
    return node | ({"sameAs": same} if same else {})


def people_of(authors: Sequence[Author]) -> list[Node]:
    """The authors of the review."""
    return [_author(author) for author in authors]


def _author(author: Author) -> Node:
    if author.group:
        return {"@type": "Organization", "name": author.group}
    return {"@type": "Person", "name": author.reading, "familyName": author.family, "givenName": author.given}


def _person(name: Mapping[str, str]) -> Node:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    whole = " ".join(name[part] for part in ("given", "family", "suffix") if part in name)
    return {"@type": "Person", "name": whole}
