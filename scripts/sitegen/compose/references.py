"""In: References; out: their formatted text (Markdown), as notes show it, and their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from string import ascii_lowercase

from pybtex.backends.markdown import Backend
from pybtex.database import Entry, Person
from pybtex.style.formatting.plain import Style
from pybtex.style.labels.number import LabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting.none import SortingStyle

from ..model.reference import Reference
from .plain_articles import plain_article

#: Where pybtex leads for a number of PubMed, and where that is today.
_FORMER_PUBMED, _PUBMED = "https://www.ncbi.nlm.nih.gov/pubmed/", "https://pubmed.ncbi.nlm.nih.gov/"


class ReferenceFormatter:
    """Formats works as mkdocs-bibtex does in simple mode, each once; the plugin has mkdocs-bibtex use these texts."""

    def __init__(self) -> None:
        # Named by their classes: by their names, pybtex would search every installed package for each, each time.
        self._style = Style(LabelStyle, NameStyle, SortingStyle)
        self._backend = Backend()

    def text(self, reference: Reference) -> str:
        """The reference in Markdown, on one line."""
        fields = _fields(reference)
        plain = plain_article(fields, reference.authors) if reference.type == "article" else None
        text = self._by_pybtex(reference, fields) if plain is None else plain
        text = (
            text.replace("\n", " ")
            .replace(_FORMER_PUBMED, _PUBMED)
            .replace("\\(", "(")
            .replace("\\)", ")")
            .replace("\\.", ".")
        )
        # BibTeX's `and others` stands for what the source's list prints as "et al."
        text = text.replace(", and others.", " et al.").replace(" and others.", " et al.")
        # mkdocs-bibtex would take `[@home]` in a title for a citation.
        return text.replace("@", "&#64;")

    def _by_pybtex(self, reference: Reference, fields: Mapping[str, str]) -> str:
        entry = Entry(reference.type, fields=list(fields.items()))
        for role, people in (("author", reference.authors), ("editor", reference.editors)):
            if people:
                entry.persons[role] = [Person(name) for name in people]
        entry.key = reference.key
        return self._style.format_entry("", entry).text.render(self._backend)


def _fields(reference: Reference) -> Mapping[str, str]:
    """The fields as pybtex knows them: it takes every `eprint` for a number of arXiv, also one of PubMed."""
    if not reference.pmid:
        return reference.fields
    rest = {name: value for name, value in reference.fields.items() if name not in ("eprint", "eprinttype")}
    return {**rest, "pubmed": reference.pmid}


def labels(references: list[Reference]) -> dict[str, str]:
    """A short name for each work: `Drews et al. 2025`; works that would share one get a, b, c."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for reference in references:
        sharing[_label(reference)].append(reference.key)
    return {
        key: label + (ascii_lowercase[index] if len(keys) > 1 and index < 26 else "")
        for label, keys in sharing.items()
        for index, key in enumerate(keys)
    }


def _label(reference: Reference) -> str:
    names = [author.partition(",")[0].replace("{", "").replace("}", "") for author in reference.authors]
    year = f" {reference.year}" if reference.year else ""
    if not names:
        return reference.title + year
    if len(names) == 2 and names[1] != "others":
        return f"{names[0]} and {names[1]}{year}"
    return f"{names[0]} et al.{year}" if len(names) > 1 else names[0] + year
