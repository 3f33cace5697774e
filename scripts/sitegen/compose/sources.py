"""In: a Review; out: the pages of sources: what each is, and section by section the cards of its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..cite.work import CiteLine
from ..model.review import Review
from ..model.source import Passage, Section, Source
from ..on_demand import Each, Whole
from .addresses import passage_label, section_path, source_path
from .cards import CardView
from .page import Page, Target
from .strengths import links_of


@dataclass(frozen=True)
class PassageView:
    """A passage with the claims it says."""

    locator: str
    label: str
    heading: str | None
    claims: tuple[CardView, ...]


#: The passages of a section that claims are made from, with the ids of these.
_Passages = Sequence[tuple[Passage, tuple[str, ...]]]


@dataclass(frozen=True)
class SectionView:
    """A line of a source's outline: the section, its page when it has claims, and how many."""

    title: str
    target: Target | None
    claims: int


def source_pages(review: Review, cards: Mapping[str, CardView], citing: Each[str, tuple[CiteLine, ...]]) -> list[Page]:
    """The list of sources, a page for each, and a page for each section with claims."""
    pages: list[Page] = []
    for source in review.sources.values():
        sections = [(section, _passages(review, source, section)) for section in source.sections]
        outline = tuple(_outline(source, section, passages) for section, passages in sections)
        context = {
            "source": source,
            "outline": outline,
            "claims": sum(line.claims for line in outline),
            "more": links_of(source, review),
        }
        edit = f"data/sources/{source.id}.yml"
        pages.append(Page(source_path(source), source.label, source.about, "source", ("source.md.j2",), context, edit))
        pages += [
            _section_page(review, source, section, passages, cards, citing)
            for section, passages in sections
            if passages
        ]
    if pages:
        entries = tuple((source, Target(source.label, source_path(source))) for source in review.sources.values())
        description = "The documents that this review synthesizes, with what each says about itself."
        pages.insert(
            0, Page("sources/index.md", "Sources", description, "index", ("sources.md.j2",), {"sources": entries})
        )
    return pages


def _passages(review: Review, source: Source, section: Section) -> _Passages:
    found: list[tuple[Passage, tuple[str, ...]]] = []
    for passage in source.passages:
        if passage.section != section.id:
            continue
        id_ = f"{source.id}:{passage.locator}"
        its = tuple(claim for claim in review.claims_at.get(id_, ()) if review.claims[claim].at == id_)
        if its:
            found.append((passage, its))
    return found


def _outline(source: Source, section: Section, passages: _Passages) -> SectionView:
    count = sum(len(claims) for _, claims in passages)
    target = Target(section.title, section_path(source, section.id)) if passages else None
    return SectionView(section.title, target, count)


def report_address(repository: str) -> str:
    """Where readers report what is wrong with a claim, up to its id; nothing where there is no repository."""
    form = "issues/new?template=report-a-fact.yml"
    return f"{repository.rstrip('/')}/{form}&title=Claim%20{{id}}&claim={{id}}" if repository else ""


def _passage(source: Source, passage: Passage, cards: Mapping[str, CardView], claims: Sequence[str]) -> PassageView:
    label = passage_label(source, passage)
    return PassageView(passage.locator, label, passage.heading, tuple(cards[claim] for claim in claims))


def _section_page(
    review: Review,
    source: Source,
    section: Section,
    passages: _Passages,
    cards: Mapping[str, CardView],
    citing: Each[str, tuple[CiteLine, ...]],
) -> Page:
    context = Whole(
        lambda: {
            "source": source,
            "source_target": Target(source.label, source_path(source)),
            "section": section,
            "passages": tuple(_passage(source, passage, cards, claims) for passage, claims in passages),
            "citing": citing.only(claim for _, claims in passages for claim in claims),
            "report": report_address(review.info.repository),
        }
    )
    description = f"What {source.label} says in “{section.title}”, claim by claim, in our words."
    edit = f"data/claims/{source.id}/{section.id}.yml"
    return Page(
        section_path(source, section.id), section.title, description, "section", ("section.md.j2",), context, edit
    )
