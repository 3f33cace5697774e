"""In: a Review and its Records; out: problems of chapters."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.chapter import Chapter
from ..model.paragraphs import paragraphs
from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records


def paragraph_without_claim(review: Review, records: Records) -> Iterator[Problem]:
    """Each paragraph of a chapter embeds or links a claim, or is marked as linking text with a reason."""
    chapters = [chapter for chapter in records.chapters if chapter.path.startswith("docs/chapters/")]
    yield from records.passed.each(_chapter, chapters)


def _chapter(chapter: Chapter) -> Iterator[Problem]:
    for paragraph in paragraphs(chapter):
        if not paragraph.has_claim and paragraph.linking is None:
            shown = paragraph.text if len(paragraph.text) <= 50 else paragraph.text[:49] + "…"
            fix = "embed a claim, or put <!-- linking text: reason --> above the paragraph"
            sentence = f"the paragraph “{shown}” neither embeds nor links a claim"
            yield Problem("paragraph-without-claim", paragraph.location, sentence, fix=fix)
