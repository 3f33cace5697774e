"""In: a Review and its Records; out: problems of sense, one generator a rule, the docstring of each being the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records
from .addresses import address_taken
from .coverage import left_out_without_reason, passage_unaccounted
from .numbers import number_not_in_passage, unbound_number
from .derived import derived_value_wrong
from .quantities import low_above_high, unused_quantity
from .references import claim_without_citation_statement, unused_reference
from .tables import column_is_one_thing, rows_are_one_thing

Rule = Callable[[Review, Records], Iterator[Problem]]

ALL_RULES: tuple[Rule, ...] = (
    low_above_high,
    number_not_in_passage,
    unbound_number,
    unused_quantity,
    unused_reference,
    column_is_one_thing,
    rows_are_one_thing,
    address_taken,
    claim_without_citation_statement,
    passage_unaccounted,
    left_out_without_reason,
    derived_value_wrong,
)


def check_rules(review: Review, records: Records) -> list[Problem]:
    """Run every rule; all problems together."""
    return [problem for rule in ALL_RULES for problem in rule(review, records)]
