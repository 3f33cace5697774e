"""In: a page as Markdown; out: its citations as mkdocs-bibtex finds them, which looks into all brackets of the page."""

from __future__ import annotations

from mkdocs_bibtex import plugin
from mkdocs_bibtex.citation import CITATION_BLOCK_REGEX, Citation, CitationBlock


class QuickBlocks(CitationBlock):
    """The citations of a page; brackets without the sign of one are passed over."""

    @classmethod
    def from_markdown(cls, markdown: str) -> list[CitationBlock]:
        """Each bracket that cites, in order."""
        inside = (match[1] for match in CITATION_BLOCK_REGEX.finditer(markdown))
        blocks = (CitationBlock(Citation.from_markdown(text), text) for text in inside if "@" in text)
        return [block for block in blocks if block.citations]


def find_quickly() -> None:
    """Have mkdocs-bibtex look for citations in this way."""
    plugin.CitationBlock = QuickBlocks
