"""In: References; out: their formatted text (Markdown), their labels, and what the bibliography shows of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from string import ascii_lowercase

from pybtex.backends.markdown import Backend
from pybtex.database import Entry, Person
from pybtex.style.formatting.plain import Style

from ..model.reference import Reference
from ..model.review import Review
from .addresses import source_path
from .page import Target


@dataclass(frozen=True)
class ReferenceView:
    """A work as the bibliography shows it; `listed` says under which number each source lists it.

    `note` is what the editors say of the entry itself (BibTeX's `annote`): what is odd in it is kept, and noted.
    """

    key: str
    label: str
    text: str
    listed: tuple[tuple[Target, str], ...]
    note: str


class ReferenceFormatter:
    """Formats works as mkdocs-bibtex does in simple mode, each once; the plugin has mkdocs-bibtex use these texts."""

    def __init__(self) -> None:
        self._style = Style()
        self._backend = Backend()

    def text(self, reference: Reference) -> str:
        """The reference in Markdown, on one line."""
        entry = Entry(reference.type, fields=list(reference.fields.items()))
        for role, people in (("author", reference.authors), ("editor", reference.editors)):
            if people:
                entry.persons[role] = [Person(name) for name in people]
        entry.key = reference.key
        text = self._style.format_entry("", entry).text.render(self._backend)
        text = text.replace("\n", " ").replace("\\(", "(").replace("\\)", ")").replace("\\.", ".")
        # BibTeX's `and others` stands for what the source's list prints as "et al."
        return text.replace(", and others.", " et al.").replace(" and others.", " et al.")


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


def reference_views(review: Review, texts: dict[str, str], named: dict[str, str]) -> tuple[ReferenceView, ...]:
    """All works, by first author, year and title."""
    listed: dict[str, list[tuple[Target, str]]] = {}
    for source in review.sources.values():
        for number, key in source.references.items():
            listed.setdefault(key, []).append((Target(source.label, source_path(source)), number))
    ordered = sorted(
        review.references.values(),
        key=lambda reference: (reference.first_author.casefold() or "~", reference.year, reference.title.casefold()),
    )
    return tuple(
        ReferenceView(
            reference.key,
            named[reference.key],
            texts[reference.key],
            tuple(listed.get(reference.key, ())),
            reference.fields.get("annote", ""),
        )
        for reference in ordered
    )
