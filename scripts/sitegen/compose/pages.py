"""In: a Review; out: every page of the site and its navigation, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ..cite.styles import Styles
from ..cite.work import work_of
from ..model.citations import without_citations
from ..model.comparison import Comparison
from ..model.review import Review
from ..on_demand import Each, Listed, Whole
from ..problems import Problem
from .addresses import (
    AGREEMENT,
    APPRAISALS,
    AUDIT,
    COURSES,
    EVIDENCE,
    appraisals_path,
    chapter_path,
    comparison_path,
    course_path,
    data_targets,
    entity_path,
    evidence_path,
    feed_path,
    figure_path,
    kind_path,
    question_path,
    section_path,
    source_path,
    teacher_path,
)
from .agreement import question_pages
from .appraisals import RELATIONS, appraisal_pages, finding_views
from .audit import audit_pages
from .cards import card_views
from .care import CARE
from .changes import CHANGES, all_changes, changes_page
from .chapters import chapter_pages
from .citing import Citations
from .courses import course_pages, course_views
from .coverage import STATUS, coverage_pages, coverage_path, status_page
from .downloads import DOWNLOADS, downloads_page
from .entities import entity_pages, kind_pages
from .figures.answers import answer_charts
from .figures.pages import FIGURES, figure_pages
from .figures.view import figure_views
from .glossary import GLOSSARY, TIMELINE, glossary_page, timeline_page, tooltips
from .graph import Graphs
from .home import home_page
from .indexes import A_TO_Z, DICTIONARY, dictionary_page, index_page
from .link_pictures import link_pictures, pictures_of
from .living import CHECKLIST, checklist_pages
from .look_up import in_parts, in_ranges
from .mentions import Mentions
from .metadata import heads
from .moved import moved_parts
from .page import NavItem, Page, Site, Table, Target
from .references import ReferenceFormatter, labels
from .short import short_targets
from .sources import source_pages
from .strengths import strengths_pages, strengths_path
from .tables import table_of
from .text import claim_views
from .verdicts import marks_of, notices_on
from .works import work_pages

V = TypeVar("V")


def compose(review: Review, gaps: Sequence[Problem] = (), styles: Styles | None = None, address: str = "") -> Site:
    """Every page, sorted by path; two runs give the same. The gaps are told on the status page."""
    styles = styles or Styles(language=review.info.language)
    formatter = ReferenceFormatter()
    texts = Each(review.references, lambda key: formatter.text(review.references[key]))
    named = labels(list(review.references.values()))
    works = Each(review.references, lambda key: work_of(review.references[key], notices_on(review, key)))
    mentions = Mentions(review)
    views = claim_views(review, named, mentions)
    tables = Each(review.comparisons, lambda id_: table_of(review, views, mentions, review.comparisons[id_]))
    findings = finding_views(review, views, named)
    cards = card_views(review, views, findings)
    figures = figure_views(review, views)
    charts = answer_charts(review, views)
    citations = Citations(review, address or review.info.address, styles)
    pages = [
        *home_page(review, views, mentions, figures, findings.appraisals),
        *chapter_pages(review, views, mentions, figures),
        *kind_pages(review),
        *entity_pages(review, views, mentions),
    ]
    pages += figure_pages(review, views, figures)
    pages += [
        *_comparison_pages(review, tables),
        *source_pages(review, cards, citations.claims(views, works, styles)),
        *work_pages(review, views, findings, Listed(tables.values), works, styles, texts, named),
    ]
    pages += [
        *index_page(review),
        dictionary_page(review),
        *glossary_page(review, views),
        *timeline_page(review, views),
    ]
    pages += appraisal_pages(review, views, findings)
    pages += [*audit_pages(review, views, findings, named), *question_pages(review, views, charts)]
    pages += [*checklist_pages(review), *strengths_pages(review, views, findings)]
    pages.append(downloads_page(review))
    pages += [*coverage_pages(review, views), status_page(review, views, gaps)]
    changes = Listed(lambda: all_changes(review))
    pages.append(changes_page(review, changes, (Target("all changes", feed_path()),)))
    courses = course_views(review, views, pages)
    pages += course_pages(review, courses)
    say = review.writing.say
    said = (replace(page, title=say(page.title), description=say(page.description)) for page in pages)
    ordered = tuple(sorted(said, key=lambda page: page.path))
    navigation = _navigation(review, ordered)
    site_address = address or review.info.address
    cards = link_pictures(review.info, ordered)
    graphs = Graphs(review, site_address, figures, courses, works)
    return Site(
        review.info,
        ordered,
        navigation,
        texts,
        Listed(tables.values),
        tooltips(review, views),
        Whole(
            lambda: {
                id_: Target(say(to.title), to.path, to.anchor) for id_, to in short_targets(review, ordered).items()
            }
        ),
        moved_parts(review, ordered),
        findings.appraisals,
        Listed(lambda: (*figures.values(), *(chart for found in charts.values() for chart in found))),
        Listed(courses.values),
        works,
        marks_of(review),
        _each_page(ordered, citations.page),
        changes,
        heads(review.info, ordered, navigation, site_address, graphs, pictures_of(cards, ordered)),
        cards,
    )


def _navigation(review: Review, pages: tuple[Page, ...]) -> tuple[NavItem, ...]:
    """Read, Look up, Compare, Evidence, Teach, Downloads; a heading without pages is left out."""
    paths = {page.path: page for page in pages}
    groups = (
        ("Read", _hand_written(review, "read") + _pages(paths, TIMELINE)),
        (
            "Look up",
            _pages(paths, A_TO_Z)
            + _look_up(review, paths)
            + _pages(paths, GLOSSARY)
            + _hand_written(review, "look-up"),
        ),
        (
            "Compare",
            _pages(paths, "compare/index.md")
            + in_parts(_pages(paths, *map(comparison_path, review.comparisons)))
            + _pages(paths, FIGURES)
            + in_parts(_pages(paths, *map(figure_path, review.figures)))
            + _hand_written(review, "compare"),
        ),
        (
            "Evidence",
            _evidence(review, paths)
            + _findings(review, paths)
            + _pages(paths, CHANGES, STATUS, CHECKLIST, DICTIONARY)
            + _hand_written(review, "evidence"),
        ),
        ("Teach", _pages(paths, COURSES) + _courses(review, paths) + _hand_written(review, "teach")),
        ("Downloads", _pages(paths, DOWNLOADS) + _hand_written(review, "downloads")),
    )
    return tuple(NavItem(title, children=children) for title, children in groups if children)


def _pages(paths: dict[str, Page], *wanted: str) -> tuple[NavItem, ...]:
    return tuple(NavItem(paths[path].title, path) for path in wanted if path in paths)


def _hand_written(review: Review, group: str) -> tuple[NavItem, ...]:
    found = [chapter for chapter in review.chapters.values() if chapter.head.group == group]
    return in_parts([NavItem(chapter.head.title, chapter_path(chapter)) for chapter in found])


def _look_up(review: Review, paths: dict[str, Page]) -> tuple[NavItem, ...]:
    items: list[NavItem] = []
    for kind in review.kinds.values():
        members = [entity_path(review, entity) for entity in review.entities.values() if entity.kind == kind.id]
        if members:
            listed = in_ranges(_pages(paths, *members))
            items.append(NavItem(kind.plural, children=_pages(paths, kind_path(kind)) + listed))
    return tuple(items)


def _evidence(review: Review, paths: dict[str, Page]) -> tuple[NavItem, ...]:
    items: list[NavItem] = []
    for source in review.sources.values():
        sections = (section_path(source, section.id) for section in source.sections)
        items.append(
            NavItem(
                source.label,
                children=_pages(paths, source_path(source), strengths_path(source), *sections, coverage_path(source)),
            )
        )
    return (*_pages(paths, "sources/index.md"), *in_parts(items), *_pages(paths, "references/index.md"))


def _courses(review: Review, paths: dict[str, Page]) -> tuple[NavItem, ...]:
    """Each course with its view for teachers."""
    return tuple(
        NavItem(course.title, children=_pages(paths, course_path(course.id), teacher_path(course.id)))
        for course in review.courses.values()
    )


def _findings(review: Review, paths: dict[str, Page]) -> tuple[NavItem, ...]:
    """What we found: appraisals by type, the citation audit, agreement by question, outside evidence."""
    groups = (
        ("Appraisal", APPRAISALS, *(appraisals_path(type_) for type_ in review.appraisal_types), CARE),
        ("Agreement", AGREEMENT, *(question_path(question) for question in review.questions)),
        ("Outside evidence", EVIDENCE, *map(evidence_path, RELATIONS)),
    )
    items = tuple(
        NavItem(title, children=(*found[:1], *in_parts(found[1:])))
        for title, *its in groups
        if (found := _pages(paths, *its))
    )
    return _pages(paths, AUDIT) + items


def _each_page(pages: Sequence[Page], make: Callable[[Page], V]) -> Each[str, V]:
    by_path = {page.path: page for page in pages}
    return Each(by_path, lambda path: make(by_path[path]))


def _comparison_pages(review: Review, tables: Mapping[str, Table]) -> list[Page]:
    comparisons = review.comparisons.values()
    pages = [_comparison_page(comparison, tables) for comparison in comparisons]
    if pages:
        entries = tuple((Target(its.title, comparison_path(its.id)), its.caption) for its in comparisons)
        description = "Tables made from the claims of this review, each value with its source."
        pages.append(
            Page(
                "compare/index.md", "All comparisons", description, "index", ("comparisons.md.j2",), {"tables": entries}
            )
        )
    return pages


def _comparison_page(comparison: Comparison, tables: Mapping[str, Table]) -> Page:
    id_ = comparison.id
    return Page(
        comparison_path(id_),
        comparison.title,
        without_citations(comparison.caption),
        "comparison",
        ("comparison.md.j2",),
        Whole(lambda: {"table": tables[id_], "downloads": data_targets(id_)}),
        f"data/comparisons/{id_}.yml",
    )
