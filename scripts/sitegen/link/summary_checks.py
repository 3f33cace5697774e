"""In: a record with a summary, and Known; out: a problem for each claim or quantity that the summary names in vain."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.summary import Summary
from ..problems import Problem
from ..validate.records import Record
from .finding_checks import ids_of, placeholders
from .known import Known


def check_summary(record: Record, summary: Summary | None, known: Known) -> Iterator[Problem]:
    """The claims that a summary lists exist, and so do the quantities that it prints."""
    if summary is not None:
        yield from ids_of(record, "claims", summary.claims, known, "summary", "claims")
        yield from placeholders(record, summary.text, known, (), "summary", "text")
