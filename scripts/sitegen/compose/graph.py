"""In: a Review and what its pages show; out: Graphs, the nodes of schema.org (JSON-LD) that describe each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ..cite.schema_org import Node, node_of, people_of
from ..cite.work import FORMATS, Work
from ..model.citations import without_citations
from ..model.comparison import Comparison
from ..model.entity import Entity
from ..model.json_text import compact
from ..model.review import Review
from ..on_demand import Each
from .addresses import (
    cartridge_path,
    comparison_path,
    course_path,
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
from .page import Page, Target

_FORMAT_OF = {
    "csv": "text/csv",
    "json": "application/json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
_MADE = "Made from the claims of this review; each value with the passage that states it."
#: So many sources are told in full on the first page.
_TOLD = 10
_API = ("claims", "entities", "comparisons", "references")


class Graphs:
    """Describes pages as nodes of one graph each; every node has an address of its own and is described once."""

    def __init__(
        self,
        review: Review,
        address: str,
        figures: Mapping[str, FigureView],
        courses: Mapping[str, CourseView],
        works: Mapping[str, Work],
    ) -> None:
        self._review, self._say = review, review.writing.say
        self._address = address
        self._whole = {"@id": f"{address}#review"}
        #: What makes the node of each page's subject, by the page's path.
        mains: dict[str, Callable[[], Node]] = {}
        for comparison in review.comparisons.values():
            mains[comparison_path(comparison.id)] = partial(self._table, comparison)
        for id_ in figures:
            mains[figure_path(id_)] = partial(self._figure, figures, id_)
        for id_ in courses:
            mains[course_path(id_)] = partial(self._course, courses, id_)
            mains[teacher_path(id_)] = partial(self._course, courses, id_, for_teachers=True)
        for entity in review.entities.values():
            mains[entity_path(review, entity)] = partial(self._entity, entity)
        for key in works:
            mains[reference_path(key)] = partial(self._work, works, key, reference_path(key))
        for source in review.sources.values():
            if source.reference in works:
                path = source_path(source)
                mains[path] = partial(self._work, works, source.reference, path)
        mains[DOWNLOADS] = partial(self._everything, bool(works))
        self._mains = Each(mains, lambda path: mains[path]())

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
            node |= {"lastReviewed": info.edition.date, "reviewedBy": people_of(info.people)}
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
            "author": people_of(info.people),
            "publisher": people_of(info.people[:1])[0],
            "datePublished": info.edition.date,
            "dateModified": info.edition.date,
            "version": info.edition.number,
            "license": info.license.url,
            "inLanguage": info.language,
        }
        if whole:
            node["abstract"] = info.description
            node["creditText"] = info.disclaimer
            mains = [
                self._mains[path]
                for source in self._review.sources.values()
                if (path := source_path(source)) in self._mains
            ]
            # Of many sources each tells on its own page what it is.
            node["isBasedOn"] = mains if len(mains) <= _TOLD else [{"@id": main["@id"]} for main in mains]
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
            "description": f"{about} {self._say(_MADE)}",
            "creator": people_of(info.people),
            "license": info.license.url,
            "version": info.edition.number,
            "datePublished": info.edition.date,
            "inLanguage": info.language,
            "isAccessibleForFree": True,
            "includedInDataCatalog": {"@type": "DataCatalog", "name": info.title, "url": self._url(DOWNLOADS)},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": self._say(target.title),
                    "contentUrl": self._address + target.path,
                    "encodingFormat": _FORMAT_OF[target.path.rpartition(".")[2]],
                }
                for target in files
            ],
        }

    def _work(self, works: Mapping[str, Work], key: str, path: str) -> Node:
        return node_of(works[key].item, self._url(path))

    def _table(self, table: Comparison) -> Node:
        path, caption = comparison_path(table.id), without_citations(table.caption)
        node = self._data(path, table.title, caption, data_targets(table.id))
        return node | {"variableMeasured": [table.row_heading, *(column.title for column in table.shown_columns)]}

    def _everything(self, lists_works: bool) -> Node:
        info = self._review.info
        files = [Target(f"{name.capitalize()} (JSON)", f"api/{name}.json") for name in _API]
        for ending, (name, _) in FORMATS.items() if lists_works else ():
            files.append(Target(f"Works cited ({name})", f"downloads/references.{ending}"))
        return self._data(DOWNLOADS, self._say(f"Data of {info.short_title}"), info.description, files)

    def _figure(self, figures: Mapping[str, FigureView], id_: str) -> Node:
        figure = figures[id_]
        return {
            "@type": "ImageObject",
            "@id": f"{self._url(figure_path(figure.id))}#figure",
            "name": figure.title,
            "description": figure.description,
            "caption": without_citations(figure.caption),
            "contentUrl": self._address + figure.file.path,
            "encodingFormat": "image/svg+xml",
            "license": self._review.info.license.url,
            "creator": people_of(self._review.info.people),
            "creditText": self._review.info.title,
        }

    def _course(self, courses: Mapping[str, CourseView], id_: str, for_teachers: bool = False) -> Node:
        course = courses[id_]
        home = self._url(course.home.path)
        node: Node = {
            "@type": "LearningResource",
            "@id": f"{home}#{'teaching' if for_teachers else 'course'}",
            "url": self._url(course.teacher.path) if for_teachers else home,
            "name": self._say(course.teacher.title) if for_teachers else course.title,
            "description": course.description,
            "learningResourceType": self._say("teaching notes" if for_teachers else "self-paced course"),
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
    return compact(graph).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
