"""In: a Reference and the notices on it; out: Work, the same in every format, each made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ..model.json_text import indented
from ..model.reference import Reference
from .bibtex import bibtex_of
from .coins import coins_of
from .csl import Item, item_of
from .ris import ris_of


@dataclass(frozen=True)
class Work:
    """A work in the formats of reference managers; `json` is its CSL-JSON item as text."""

    item: Item = field(repr=False)
    bibtex: str
    ris: str
    json: str
    coins: str


@dataclass(frozen=True)
class HowToCite:
    """A page's own citation: styled text as HTML, and the formats of reference managers."""

    styles: tuple[tuple[str, Markup], ...]
    machine: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CiteLine:
    """One work to cite for a value: what it is to the value, and its reference as HTML."""

    role: str
    text: Markup


def work_of(reference: Reference, notices: Sequence[str] = ()) -> Work:
    """The work in every format."""
    item = item_of(reference, notices)
    return Work(item, bibtex_of(reference, notices), ris_of(reference, item), json_of(item), coins_of(item))


def json_of(item: Item) -> str:
    """The item as text."""
    return indented(item)


def bibtex_file(works: Sequence[Work]) -> str:
    """All entries, a blank line between."""
    return "\n".join(work.bibtex for work in works)


def ris_file(works: Sequence[Work]) -> str:
    """All records, a blank line between."""
    return "\n".join(work.ris for work in works)


def csl_file(works: Sequence[Work]) -> str:
    """One array."""
    return "[\n" + ",\n".join(work.json for work in works) + "\n]\n"


#: The formats of a list of works: ending, what readers call it, and how it is made.
FORMATS: Mapping[str, tuple[str, Callable[[Sequence[Work]], str]]] = {
    "bib": ("BibTeX", bibtex_file),
    "ris": ("RIS", ris_file),
    "json": ("CSL-JSON", csl_file),
}
