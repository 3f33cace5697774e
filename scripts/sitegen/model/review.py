"""In: linked records; out: Review, the frozen, complete, cross-linked whole that every later stage reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .appraisal import Appraisal
from .audit import CitationAudit, Judgement
from .chapter import Chapter
from .claim import Claim
from .comparison import Comparison
from .course import Course
from .direction import Directions
from .edition import Released, Snapshot
from .entity import Entity, Kind
from .evidence import Evidence
from .figure import Figure
from .glossary import Moment, Term
from .ledger import Move
from .living import Checklist
from .question import Question
from .reading import Reading
from .reference import Reference
from .source import Passage, Section, Source
from .vocabulary import AppraisalType, Measure, ReviewInfo, Topic, Unit
from .writing import Writing


@dataclass(frozen=True)
class Relation:
    """One entity names another in a field of its kind."""

    origin: str
    field: str
    target: str


@dataclass(frozen=True)
class Findings:
    """What was found about claims, works, entities and sources, from their side: ids of appraisals and of evidence.

    Appraisals of a claim go by severity, high first. A verdict belongs to a claim and a work that it cites.
    """

    appraisals_of_claim: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    appraisals_of_work: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    appraisals_of_entity: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    appraisals_of_source: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence_on_claim: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence_on_work: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence_on_entity: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence_on_source: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verdicts: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)
    questions_of_claim: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Review:
    """The whole review. Every mapping goes from an id to its value; order is the order in which pages show it."""

    info: ReviewInfo
    topics: Mapping[str, Topic]
    measures: Mapping[str, Measure]
    units: Mapping[str, Unit]
    kinds: Mapping[str, Kind]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    references: Mapping[str, Reference]
    comparisons: Mapping[str, Comparison]
    chapters: Mapping[str, Chapter]
    passages: Mapping[str, Passage]
    terms: Mapping[str, Term] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    moves: tuple[Move, ...] = ()
    editions: tuple[Released, ...] = ()
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    directions: Mapping[str, Directions] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    claims_about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relations_from: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    relations_to: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)

    appraisal_types: Mapping[str, AppraisalType] = field(default_factory=dict)
    appraisals: Mapping[str, Appraisal] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    audits: tuple[CitationAudit, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)
    checklist: Checklist | None = None
    found: Findings = field(default_factory=Findings)
    #: How numbers are written in the language of the review.
    writing: Writing = field(default_factory=Writing)

    def source_at(self, passage: str) -> Source:
        """The source that a passage id belongs to."""
        return self.sources[passage.partition(":")[0]]

    def section_at(self, passage: str) -> Section:
        """The section that a passage stands in."""
        wanted = self.passages[passage].section
        return next(section for section in self.source_at(passage).sections if section.id == wanted)
