"""In: a Reference and the notices on it; out: its entry in classic BibTeX, with the fields as references.bib has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.reference import Reference
from .csl import MONTHS

#: What would mean something to BibTeX in words that are not LaTeX.
_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_NAMED = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}


def bibtex_of(reference: Reference, notices: Sequence[str] = ()) -> str:
    """The entry; notices on the work stand in its `note`."""
    fields: dict[str, str] = {}
    for role, people in (("author", reference.authors), ("editor", reference.editors)):
        if people:
            fields[role] = " and ".join(people)
    fields |= {name: value for name, value in reference.fields.items() if value}
    if notices:
        fields["note"] = " ".join([*filter(None, [fields.get("note", "")]), *map(latex_of, notices)])
    lines = [f"  {name} = {_value(name, value)}," for name, value in fields.items()]
    return "\n".join([f"@{reference.type}{{{reference.key},", *lines, "}"]) + "\n"


def _value(name: str, value: str) -> str:
    """A month is a name that BibTeX knows; anything else stands in braces."""
    if name == "month" and value.lower() in MONTHS:
        return value[:3].lower()
    if name == "month" and value.isdecimal() and 1 <= int(value) <= 12:
        return MONTHS[int(value) - 1][:3]
    return f"{{{value}}}"


def latex_of(words: str) -> str:
    """Plain words as LaTeX that stands for exactly them."""
    return _SPECIAL.sub(lambda match: _NAMED.get(match[0], "\\" + match[0]), words)
