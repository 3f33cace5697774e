"""In: a Document and each work's text; out: its Markdown with footnotes, as mkdocs-bibtex makes them in simple mode."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..render.document import Document
from ..render.gists import CITATION

#: Where Python-Markdown's footnotes extension puts the list of notes.
NOTES = "///Footnotes Go Here///"


def resolved(document: Document, references: Mapping[str, str]) -> str:
    """Replace each `[@a; @b]` by `[^a][^b]` and put the works, in the order of their first citation, under References."""
    markdown = CITATION.sub(_marks, document.markdown)
    notes = "\n".join(f"[^{key}]: {references[key]}" for key in document.cites)
    return markdown.replace(NOTES, notes)


def _marks(match: re.Match[str]) -> str:
    return "".join(f"[^{key.strip()[1:]}]" for key in match.group(1).split(";"))
