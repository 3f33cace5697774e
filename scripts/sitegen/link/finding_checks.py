"""In: Records and Known; out: a problem for each id that an appraisal, evidence, verdict or question names in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..model.appraisal import Appraisal
from ..model.audit import CitationAudit
from ..model.evidence import Evidence
from ..model.question import Question
from ..model.source import Source
from ..problems import Problem, nearest_of, one_of
from ..validate.records import Record, Records
from .known import Known
from .pointers import PLACEHOLDER

#: The fields of an appraisal that print numbers by name.
TEXTS_OF_APPRAISAL = ("title", "finding", "reason", "settle")


def check_findings(records: Records, known: Known) -> Iterator[Problem]:
    """Check every appraisal, record of evidence, verdict and question."""
    checks: dict[str, Callable[..., Iterator[Problem]]] = {
        "appraisals": _appraisal,
        "evidence": _evidence,
        "citation-audit": _audit,
        "questions": _question,
        "sources": _points,
    }
    for folder, check in checks.items():
        yield from records.passed.each(check, records.by_folder[folder], known, against=known.ground)


def ids_of(record: Record, namespace: str, values: Sequence[str], known: Known, *path: str | int) -> Iterator[Problem]:
    """A problem for each id of a list that names nothing in its namespace."""
    for index, value in enumerate(values):
        yield from known.id(namespace, value, record.place(*path, index), f"{_spoken(path)}[{index}]")


def _citations(record: Record, values: Sequence[str], known: Known, field: str) -> Iterator[Problem]:
    for index, key in enumerate(values):
        yield from known.citation(key, record.place(field, index), f"`{field}[{index}]`")


def _quantities(record: Record, values: Sequence[str], known: Known, *path: str | int) -> Iterator[Problem]:
    for index, pointer in enumerate(values):
        yield from known.quantity(pointer, record.place(*path, index), f"{_spoken(path)}[{index}]")


def _spoken(path: Sequence[str | int]) -> str:
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else (f".{step}" if words else step)
    return words


def _appraisal(record: Record[Appraisal], known: Known) -> Iterator[Problem]:
    appraisal = record.value
    yield from known.id("appraisal-types", appraisal.type, record.place("type"), "type")
    yield from ids_of(record, "claims", appraisal.on, known, "on")
    for index, passage in enumerate(appraisal.passages):
        yield from known.passage(passage, record.place("passages", index), f"passages[{index}]")
    yield from ids_of(record, "sources", appraisal.sources, known, "sources")
    yield from _citations(record, appraisal.works, known, "works")
    yield from ids_of(record, "evidence", appraisal.evidence, known, "evidence")
    for name, computed in appraisal.computed.items():
        yield from _quantities(record, computed.from_, known, "computed", name, "from")
        if computed.unit is not None:
            at = record.place("computed", name, "unit")
            yield from known.id("units", computed.unit, at, f"computed.{name}.unit")
    for field in TEXTS_OF_APPRAISAL:
        yield from placeholders(record, getattr(appraisal, field), known, tuple(appraisal.computed), field)


def placeholders(
    record: Record, text: str, known: Known, names: tuple[str, ...], *path: str | int
) -> Iterator[Problem]:
    """What stands in braces is a computed value or a quantity of a claim."""
    for name in PLACEHOLDER.findall(text):
        at = record.place_of(f"{{{name}}}", *path)
        if "." in name:
            yield from known.quantity(name, at, _spoken(path))
        elif name not in names:
            sentence = f"`{_spoken(path)}` prints `{{{name}}}`, which is neither a computed value nor a quantity"
            expected = "a quantity such as {c-7k2q.rate}" + (f", or {one_of(names)}" if names else "")
            yield Problem("unknown-placeholder", at, sentence, expected, nearest_of(name, names))


def _evidence(record: Record[Evidence], known: Known) -> Iterator[Problem]:
    evidence = record.value
    yield from ids_of(record, "claims", evidence.claims, known, "claims")
    yield from _citations(record, evidence.works, known, "works")
    yield from ids_of(record, "entities", evidence.entities, known, "entities")
    yield from ids_of(record, "sources", evidence.sources, known, "sources")


def _audit(record: Record[CitationAudit], known: Known) -> Iterator[Problem]:
    yield from known.citation(record.value.work, record.place("work"), "`work`")
    for index, judgement in enumerate(record.value.judgements):
        yield from ids_of(record, "claims", judgement.claims, known, "judgements", index, "claims")
        yield from ids_of(record, "evidence", judgement.evidence, known, "judgements", index, "evidence")


def _points(record: Record[Source], known: Known) -> Iterator[Problem]:
    for field in ("strengths", "limits"):
        for index, point in enumerate(getattr(record.value, field)):
            yield from ids_of(record, "claims", point.claims, known, field, index, "claims")
            yield from ids_of(record, "appraisals", point.appraisals, known, field, index, "appraisals")


def _question(record: Record[Question], known: Known) -> Iterator[Problem]:
    question = record.value
    yield from ids_of(record, "measures", question.measures, known, "measures")
    for field in ("subject", "population"):
        entity = getattr(question, field)
        if entity is not None:
            yield from known.id("entities", entity, record.place(field), field)
    yield from _quantities(record, question.answers, known, "answers")
    for index, other in enumerate(question.not_answers):
        at = record.place("not-answers", index, "quantity")
        yield from known.quantity(other.quantity, at, f"not-answers[{index}].quantity")
    for index, trial in enumerate(question.same_trial):
        if trial.entity is not None:
            at = record.place("same-trial", index, "entity")
            yield from known.id("entities", trial.entity, at, f"same-trial[{index}].entity")
        yield from _quantities(record, trial.quantities, known, "same-trial", index, "quantities")
    for index, reason in enumerate(question.reasons):
        yield from ids_of(record, "claims", reason.on, known, "reasons", index, "on")
        yield from placeholders(record, reason.text, known, (), "reasons", index, "text")
