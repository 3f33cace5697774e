"""In: a Review and its Records; out: problems of the citation audit: pairs that are not there, twice judged, not judged."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.review import Review
from ..problems import Location, Problem, nearest_of, one_of
from ..validate.records import Records


def citation_not_made(review: Review, records: Records) -> Iterator[Problem]:
    """A verdict is about a claim that cites the work."""
    for record in records.by_folder["citation-audit"]:
        work = record.value.work
        for index, judgement in enumerate(record.value.judgements):
            for position, claim in enumerate(judgement.claims):
                if claim not in review.claims or work not in review.references:
                    continue
                if work not in review.claims[claim].cites:
                    citing = [claim.id for claim in review.claims.values() if work in claim.cites]
                    at = record.place("judgements", index, "claims", position)
                    sentence = f"claim {claim} does not cite '{work}'"
                    expected = one_of(citing, "data/claims/", f"claims that cite {work}")
                    yield Problem("citation-not-made", at, sentence, expected, nearest_of(claim, citing))


def judged_once(review: Review, records: Records) -> Iterator[Problem]:
    """A citation, one claim citing one work, is judged once."""
    first: dict[tuple[str, str], Location] = {}
    for record in records.by_folder["citation-audit"]:
        for index, judgement in enumerate(record.value.judgements):
            for position, claim in enumerate(judgement.claims):
                at = record.place("judgements", index, "claims", position)
                other = first.setdefault((claim, record.value.work), at)
                if other is not at:
                    sentence = f"'{record.value.work}' in claim {claim} is judged twice; the first is at "
                    sentence += f"{other.file.path}:{other.line}"
                    yield Problem("duplicate-id", at, sentence, fix="keep one of the two verdicts")


def citation_not_judged(review: Review, records: Records) -> Iterator[Problem]:
    """Once a citation of a source is judged, each of its citations is, if only as not judged with the reason."""
    audited = {review.claims[claim].at.partition(":")[0] for claim, _ in review.found.verdicts}
    for record in records.by_folder["claims"]:
        claim = record.value
        for index, key in enumerate(claim.cites):
            if claim.at.partition(":")[0] in audited and (claim.id, key) not in review.found.verdicts:
                sentence = f"whether '{key}' can support claim {claim.id} is not judged"
                fix = f"add the claim under `work: {key}` in data/citation-audit/"
                yield Problem("citation-not-judged", record.place("cites", index), sentence, fix=fix)
