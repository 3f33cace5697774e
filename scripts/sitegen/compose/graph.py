"""In: a Review and what its pages show; out: Graphs, the nodes of schema.org (JSON-LD) that describe each page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ..cite.schema_org import Node, node_of, people_of
from ..cite.work import FORMATS, Work
from ..model.citations import without_citations
from ..model.entity import Entity
from ..model.review import Review
from .addresses import (
    cartridge_path,
    data_targets,
    entity_path,
    figure_path,
    reference_path,
    source_path,
    teacher_path,
    web_path,
)
from .courses import CourseView
from .downloads import DOWNLOADS
from .figures.view import FigureView
from .glossary import GLOSSARY, TermView
from .page import Page, Table, Target

_FORMAT_OF = {
    "csv": "text/csv",
    "json": "application/json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
_API = ("claims", "entities", "comparisons", "references")


class Graphs:
    """Describes pages as nodes of one graph each; every node has an address of its own and is described once."""

    def __init__(
        self,
        review: Review,
        address: str,
        tables: Sequence[Table],
        figures: Sequence[FigureView],
        courses: Sequence[CourseView],
        works: Mapping[str, Work],
    ) -> None:
        self._review = review
        self._address = address
        self._whole = {"@id": f"{address}#review"}
        self._mains: dict[str, Node] = {}
        for table in tables:
            self._mains[table.home.path] = self._table(table)
        for figure in figures:
            self._mains[figure_path(figure.id)] = self._figure(figure)
        for course in courses:
            self._mains[course.home.path] = self._course(course)
            self._mains[teacher_path(course.id)] = self._course(course, for_teachers=True)
        for entity in review.entities.values():
            self._mains[entity_path(review, entity)] = self._entity(entity)
        for key, work in works.items():
            self._mains[reference_path(key)] = node_of(work.item, self._url(reference_path(key)))
        for source in review.sources.values():
            if source.reference in works:
                path = source_path(source)
                self._mains[path] = node_of(works[source.reference].item, self._url(path))
        self._mains[DOWNLOADS] = self._everything(bool(works))

    def nodes(self, page: Page, trail: Sequence[Target], picture: Target | None = None) -> list[Node]:
        """The page, the review that it is a part of, what it is about, and the way to it."""
        found = [self._page(page, picture), self._review_node(whole=page.role == "home")]
        main = self._terms(page) if page.path == GLOSSARY else self._mains.get(page.path)
        if main is not None:
            key = "about" if page.role in ("entity", "source", "work") else "mainEntity"
            found[0][key] = {"@id": main["@id"]}
            found.append(main)
        elif page.role == "home":
            found[0]["mainEntity"] = dict(self._whole)
        if trail:
            found[0]["breadcrumb"] = {"@id": f"{self._url(page.path)}#breadcrumb"}
            found.append(self._breadcrumbs(page, trail))
        return found

    def _url(self, path: str, anchor: str = "") -> str:
        return self._address + web_path(Target("", path, anchor))

    def _page(self, page: Page, picture: Target | None) -> Node:
        info = self._review.info
        type_ = info.page_type
        node: Node = {
            "@type": type_,
            "@id": self._url(page.path),
            "url": self._url(page.path),
            "name": page.title,
            "description": page.description,
            "inLanguage": info.language,
            "isPartOf": dict(self._whole),
            "datePublished": info.edition.date,
            "dateModified": info.edition.date,
        }
        if type_ == "MedicalWebPage":
            node |= {"lastReviewed": info.edition.date, "reviewedBy": people_of(info.authors)}
        if picture is not None:
            node["primaryImageOfPage"] = {"@type": "ImageObject", "contentUrl": self._address + picture.path}
        return node

    def _review_node(self, whole: bool) -> Node:
        info = self._review.info
        node: Node = {
            "@type": "ScholarlyArticle",
            **self._whole,
            "url": self._address,
            "name": info.title,
            "headline": info.title,
            "author": people_of(info.authors),
            "publisher": people_of(info.authors[:1])[0],
            "datePublished": info.edition.date,
            "dateModified": info.edition.date,
            "version": info.edition.number,
            "license": info.license.url,
            "inLanguage": info.language,
        }
        if whole:
            node["abstract"] = info.description
            node["creditText"] = info.disclaimer
            node["isBasedOn"] = [
                self._mains[path]
                for source in self._review.sources.values()
                if (path := source_path(source)) in self._mains
            ]
        return node

    def _breadcrumbs(self, page: Page, trail: Sequence[Target]) -> Node:
        items = [(target.title, self._url(target.path)) for target in trail] + [(page.title, self._url(page.path))]
        return {
            "@type": "BreadcrumbList",
            "@id": f"{self._url(page.path)}#breadcrumb",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": url}
                for number, (name, url) in enumerate(items, 1)
            ],
        }

    def _data(self, path: str, name: str, about: str, files: Sequence[Target]) -> Node:
        info = self._review.info
        return {
            "@type": "Dataset",
            "@id": f"{self._url(path)}#data",
            "url": self._url(path),
            "name": name,
            "description": f"{about} Made from the claims of “{info.title}”; each value with the passage that states it.",
            "creator": people_of(info.authors),
            "license": info.license.url,
            "version": info.edition.number,
            "datePublished": info.edition.date,
            "inLanguage": info.language,
            "isAccessibleForFree": True,
            "includedInDataCatalog": {"@type": "DataCatalog", "name": info.title, "url": self._url(DOWNLOADS)},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": target.title,
                    "contentUrl": self._address + target.path,
                    "encodingFormat": _FORMAT_OF[target.path.rpartition(".")[2]],
                }
                for target in files
            ],
        }

    def _table(self, table: Table) -> Node:
        node = self._data(table.home.path, table.title, without_citations(table.caption), data_targets(table.id))
        return node | {"variableMeasured": [table.row_heading, *table.columns]}

    def _everything(self, lists_works: bool) -> Node:
        info = self._review.info
        files = [Target(f"{name.capitalize()} (JSON)", f"api/{name}.json") for name in _API]
        for ending, (name, _) in FORMATS.items() if lists_works else ():
            files.append(Target(f"Works cited ({name})", f"downloads/references.{ending}"))
        return self._data(DOWNLOADS, f"Data of {info.short_title}", info.description, files)

    def _figure(self, figure: FigureView) -> Node:
        return {
            "@type": "ImageObject",
            "@id": f"{self._url(figure_path(figure.id))}#figure",
            "name": figure.title,
            "description": figure.description,
            "caption": without_citations(figure.caption),
            "contentUrl": self._address + figure.file.path,
            "encodingFormat": "image/svg+xml",
            "license": self._review.info.license.url,
            "creator": people_of(self._review.info.authors),
            "creditText": self._review.info.title,
        }

    def _course(self, course: CourseView, for_teachers: bool = False) -> Node:
        home = self._url(course.home.path)
        node: Node = {
            "@type": "LearningResource",
            "@id": f"{home}#{'teaching' if for_teachers else 'course'}",
            "url": self._url(course.teacher.path) if for_teachers else home,
            "name": course.teacher.title if for_teachers else course.title,
            "description": course.description,
            "learningResourceType": "teaching notes" if for_teachers else "self-paced course",
            "educationalLevel": course.level,
            "audience": {"@type": "EducationalAudience", "audienceType": course.audience},
            "teaches": list(course.objectives),
            "timeRequired": f"PT{course.minutes}M",
            "inLanguage": self._review.info.language,
            "license": self._review.info.license.url,
            "isAccessibleForFree": True,
            "isPartOf": dict(self._whole),
        }
        if course.prerequisites:
            node["competencyRequired"] = list(course.prerequisites)
        if not for_teachers:
            node["encoding"] = {
                "@type": "MediaObject",
                "name": "Common Cartridge",
                "contentUrl": self._address + cartridge_path(course.id),
                "encodingFormat": "application/zip",
            }
        return node

    def _entity(self, entity: Entity) -> Node:
        kind = self._review.kinds[entity.kind]
        node: Node = {
            "@type": kind.schema_type,
            "@id": f"{self._url(entity_path(self._review, entity))}#subject",
            "name": entity.name,
        }
        others = [alias.name for alias in entity.core.aliases if alias.type != "misspelling"]
        return node | ({"alternateName": others} if others else {})

    def _terms(self, page: Page) -> Node:
        terms: Sequence[TermView] = page.context["terms"]
        set_ = f"{self._url(page.path)}#terms"
        return {
            "@type": "DefinedTermSet",
            "@id": set_,
            "name": page.title,
            "description": page.description,
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "@id": self._url(page.path, term.id),
                    "name": term.term,
                    "inDefinedTermSet": set_,
                    **({"alternateName": term.expansion} if term.expansion else {}),
                    **({"description": said} if (said := term.editor or (term.claim and term.claim.text)) else {}),
                }
                for term in terms
            ],
        }


def as_data(nodes: Sequence[Node]) -> str:
    """One graph as text that can stand inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
