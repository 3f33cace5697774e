"""In: quantities and claims; out: their words, every number printed from its quantity."""

from __future__ import annotations

from collections.abc import Mapping

from ..link.confirmation import Confirmation, confirmations
from ..link.pointers import PLACEHOLDER
from ..link.printing import printed, quantity_text
from ..model.claim import Claim
from ..model.review import Review
from ..on_demand import Each
from .addresses import appraisal_target, claim_target, entity_target, passage_label, reference_target, source_path
from .mentions import Mentions
from .page import AppraisalMark, ClaimView, QuantityView, Target, Views

_DETAILS = (
    ("population", "Population"),
    ("endpoint", "Endpoint"),
    ("denominator", "Denominator"),
    ("comparator", "Compared with"),
    ("time", "Time"),
    ("n", "Number"),
    ("country", "Country"),
    ("currency", "Currency"),
    ("year", "Year"),
    ("perspective", "Perspective"),
    ("horizon", "Horizon"),
)


def filled(review: Review, claim: Claim, text: str) -> str:
    """The claim's words with each `{name}` replaced by its quantity."""
    return PLACEHOLDER.sub(lambda match: quantity_text(review, claim.quantities[match.group(1)]), text)


def short_text(review: Review, claim: Claim) -> str:
    """The claim in a few words where it has them, otherwise whole."""
    return filled(review, claim, claim.short or claim.says)


def quantity_views(review: Review, claim: Claim) -> tuple[QuantityView, ...]:
    """The claim's quantities with everything that says what they are numbers of."""
    views: list[QuantityView] = []
    for name, quantity in claim.quantities.items():
        details = [
            (label, str(getattr(quantity, field))) for field, label in _DETAILS if getattr(quantity, field) is not None
        ]
        if quantity.interval is not None:
            ends = "–".join(map(review.writing.number, (quantity.interval.low, quantity.interval.high)))
            details.append(("Interval", f"{ends} ({quantity.interval.level})" if quantity.interval.level else ends))
        views.append(
            QuantityView(name, quantity_text(review, quantity), review.measures[quantity.measure].name, tuple(details))
        )
    return tuple(views)


def claim_views(review: Review, labels: Mapping[str, str], mentions: Mentions) -> Views:
    """Everything pages show of each claim, made once, when it is asked for; `labels` are the short names of works."""
    read = confirmations(review)
    numbers = {
        source.id: {key: number for number, key in source.references.items()} for source in review.sources.values()
    }

    def view(id_: str) -> ClaimView:
        claim = review.claims[id_]
        return _claim_view(review, claim, labels, numbers[claim.at.partition(":")[0]], mentions, read[id_])

    return Each(review.claims, view)


def _claim_view(
    review: Review,
    claim: Claim,
    labels: Mapping[str, str],
    numbers: Mapping[str, str],
    mentions: Mentions,
    confirmation: Confirmation,
) -> ClaimView:
    source = review.source_at(claim.at)
    label = passage_label(source, review.passages[claim.at])
    text = filled(review, claim, claim.says)
    return ClaimView(
        claim.id,
        text,
        mentions.mark(text),
        claim.cites,
        tuple((numbers.get(key, ""), reference_target(key, labels[key])) for key in claim.cites),
        claim.cites_unlisted,
        label,
        claim_target(review, claim, f"{source.label}, {label}"),
        Target(source.label, source_path(source)),
        review.topics[claim.topic].name,
        tuple(entity_target(review, entity) for entity in claim.about),
        quantity_views(review, claim),
        tuple(passage_label(review.source_at(other), review.passages[other]) for other in claim.also_at),
        claim.note,
        _reading_text(confirmation),
        tuple(appraisal_mark(review, id_, claim.id) for id_ in review.found.appraisals_of_claim.get(claim.id, ())),
    )


def appraisal_mark(review: Review, appraisal: str, claim: str = "") -> AppraisalMark:
    """The mark of an appraisal at a claim, or by itself."""
    its = review.appraisals[appraisal]
    title = printed(review, its.title, its.computed)
    return AppraisalMark(its.id, its.severity, title, claim, appraisal_target(its, title))


def _reading_text(confirmation: Confirmation) -> str:
    if not confirmation.read:
        return "not read a second time yet"
    settled = [f"differed ({what}); settled: {how}" for what, how in confirmation.settled]
    if confirmation.differences:
        return "; ".join(["open difference: " + "; ".join(confirmation.differences), *settled])
    return "; ".join(["confirmed", *settled])
