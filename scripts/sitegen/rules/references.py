"""In: a Review and its Records; out: problems of references."""

from __future__ import annotations

from collections.abc import Iterator

from ..link.citation_checks import cited_in_data
from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records


def unused_reference(review: Review, records: Records) -> Iterator[Problem]:
    """Each work of references.bib is cited by a claim or a page, or is a source."""
    used = {key for claim in review.claims.values() for key in claim.cites}
    used |= {citation.key for chapter in review.chapters.values() for citation in chapter.citations}
    used |= {source.reference for source in review.sources.values()}
    used |= set(cited_in_data(records))
    for reference, location in records.references:
        if reference.key not in used:
            sentence = f"no claim and no page cites '{reference.key}'"
            yield Problem("unused-reference", location, sentence, fix="cite it where a source cites it, or remove it")


def claim_without_citation_statement(review: Review, records: Records) -> Iterator[Problem]:
    """Each claim says which works its source cites there, or that it cites none."""
    for record in records.by_folder["claims"]:
        if "cites" not in record.node.keys:
            sentence = f"claim {record.value.id} does not say what its source cites there"
            fix = "add `cites: []` when the source cites nothing there"
            yield Problem("claim-without-citation-statement", record.node.key("id").location, sentence, fix=fix)
