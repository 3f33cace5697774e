"""In: a Review and its Records; out: problems of sense, one generator a rule, the docstring of each being the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model.review import Review
from ..problems import Problem, errors_of
from ..validate.records import Records
from .addresses import address_taken, index_is_a_list
from .appraisals import (
    appraisal_number,
    computed_of_single_values,
    evidence_has_a_place,
    named_once_in_findings,
    point_rests_on_something,
    without_target,
)
from .audit import citation_not_judged, citation_not_made, judged_once
from .chapters import paragraph_without_claim
from .courses import (
    course_parts_once,
    course_types_a_number,
    question_can_be_answered,
    question_outdated,
    step_is_one_thing,
)
from .coverage import left_out_without_reason, passage_unaccounted
from .definitions import definition_is_one_thing
from .derived import derived_value_wrong
from .figures import figure_fits_its_scale, figure_has_one_unit, figure_is_one_thing, figure_types_a_number
from .identifiers import identifier_without_evidence
from .ledger import id_reissued, move_is_one_thing
from .numbers import number_not_in_passage, unbound_number
from .once import id_once, named_once
from .plain_language import plain_enough, summary_missing, summary_rests_on_its_claims, summary_types_a_number
from .quantities import low_above_high, unused_quantity
from .questions import answer_of_another_measure, answer_unlisted, of_one_trial_are_answers
from .references import claim_without_citation_statement, unused_reference
from .tables import (
    column_is_one_thing,
    empty_comparison,
    mixed_units,
    note_without_place,
    row_without_name,
    rows_are_one_thing,
)

Rule = Callable[[Review, Records], Iterator[Problem]]

RULES_OF_ONE_RECORD: tuple[Rule, ...] = (
    low_above_high,
    number_not_in_passage,
    unused_quantity,
    id_once,
    named_once,
    definition_is_one_thing,
    column_is_one_thing,
    rows_are_one_thing,
    figure_is_one_thing,
    address_taken,
    index_is_a_list,
    move_is_one_thing,
    id_reissued,
    claim_without_citation_statement,
    left_out_without_reason,
    without_target,
    evidence_has_a_place,
    named_once_in_findings,
    judged_once,
    point_rests_on_something,
    course_parts_once,
    step_is_one_thing,
    question_can_be_answered,
)

#: Rules that look at the whole: one slip elsewhere would make them speak too, so they wait until no error stands.
RULES_OF_THE_WHOLE: tuple[Rule, ...] = (
    empty_comparison,
    mixed_units,
    note_without_place,
    row_without_name,
    unbound_number,
    derived_value_wrong,
    paragraph_without_claim,
    passage_unaccounted,
    unused_reference,
    computed_of_single_values,
    appraisal_number,
    citation_not_made,
    citation_not_judged,
    answer_of_another_measure,
    of_one_trial_are_answers,
    answer_unlisted,
    identifier_without_evidence,
    figure_has_one_unit,
    figure_fits_its_scale,
    figure_types_a_number,
    question_outdated,
    course_types_a_number,
    plain_enough,
    summary_rests_on_its_claims,
    summary_types_a_number,
    summary_missing,
)


def check_rules(review: Review, records: Records, found: Sequence[Problem]) -> list[Problem]:
    """Run every rule that can tell; all problems together. `found` are those of the earlier stages."""
    problems = [problem for rule in RULES_OF_ONE_RECORD for problem in rule(review, records)]
    if not errors_of([*found, *problems]):
        problems += [problem for rule in RULES_OF_THE_WHOLE for problem in rule(review, records)]
    return problems
