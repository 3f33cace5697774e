"""In: a Site and the address that lasting links begin with; out: each course as a Common Cartridge 1.1, a zip archive."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

from ..compose.addresses import short_of_card
from ..compose.courses import CourseView, ModuleView
from ..compose.page import Site, Target
from ..model.vocabulary import ReviewInfo
from .archive import zip_of
from .markup import element as e
from .markup import words
from .quiz import appraised, quiz

_CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
_QUIZ_TYPE = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_HEAD = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')
#: What of an address needs no percent sign: one importer takes no other letters.
_SAFE = "/:#?&=%~.-_"
#: Moodle writes the title of a section into XML as it is, and refuses the whole package for one of these.
_NOT_IN_SECTIONS = str.maketrans({"&": "\N{FULLWIDTH AMPERSAND}", "<": "\N{FULLWIDTH LESS-THAN SIGN}"})


def cartridge_files(site: Site, lasting: str) -> Mapping[str, bytes]:
    """Every package, by path; `lasting` is the site's address, or that of the released edition."""
    return {course.cartridge.path: cartridge(course, site.info, lasting) for course in site.courses}


def cartridge(course: CourseView, info: ReviewInfo, lasting: str) -> bytes:
    """An overview, and for each module its guide, its web links and its quiz."""
    files: dict[str, str] = {"overview.html": _overview(course, info, lasting)}
    resources = [_resource("r-overview", "webcontent", "overview.html")]
    items = [
        _section("i-about", "About this course", _leaf("i-overview", "Overview, license, how to cite", "r-overview"))
    ]
    for number, module in enumerate(course.modules, 1):
        leaves: list[Markup] = []
        guide = f"modules/{module.id}.html"
        files[guide] = _guide(course, module, number, info, lasting)
        resources.append(_resource(f"r-{module.id}", "webcontent", guide))
        leaves.append(_leaf(f"i-{module.id}-guide", "What to look for", f"r-{module.id}"))
        for step in module.steps:
            title = f"{step.number}. {step.target.title} (edition {info.edition.number})"
            path = f"links/{step.id}.xml"
            files[path] = _web_link(title, f"{lasting}p/{step.short}")
            resources.append(_resource(f"r-link-{step.id}", "imswl_xmlv1p1", path))
            leaves.append(_leaf(f"i-link-{step.id}", title, f"r-link-{step.id}"))
        if module.questions:
            path = f"quizzes/{module.id}.xml"
            files[path] = quiz(course.id, module, lambda target: _address_of(target, lasting))
            resources.append(_resource(f"r-quiz-{module.id}", _QUIZ_TYPE, path))
            leaves.append(_leaf(f"i-quiz-{module.id}", f"Check yourself: {module.title}", f"r-quiz-{module.id}"))
        items.append(_section(f"i-{module.id}", f"{number}. {module.title}", *leaves))
    return zip_of({"imsmanifest.xml": _manifest(course, info, items, resources), **files}, info.edition.date)


def _address_of(target: Target, lasting: str) -> str:
    return f"{lasting}p/{short_of_card(target)}"


def _manifest(course: CourseView, info: ReviewInfo, items: list[Markup], resources: list[Markup]) -> str:
    """The namespace stands in the first line: importers look for it there."""
    language = info.language

    def said(tag: str, text: str) -> Markup:
        return e(f"lom:{tag}", e("lom:string", escape(text), language=language))

    general = e("lom:general", said("title", course.title), said("description", course.description))
    rights = e(
        "lom:rights",
        e("lom:copyrightAndOtherRestrictions", e("lom:value", "yes")),
        said("description", f"{info.license.name}, {info.license.url}. {', '.join(info.authors)}."),
    )
    metadata = e(
        "metadata",
        e("schema", "IMS Common Cartridge"),
        e("schemaversion", "1.1.0"),
        e("lom:lom", general, rights),
    )
    root = e("item", *items, identifier="i-root")
    organization = e("organization", root, identifier="o-course", structure="rooted-hierarchy")
    return (
        _HEAD
        + e(
            "manifest",
            metadata,
            e("organizations", organization),
            e("resources", *resources),
            xmlns=_CP,
            xmlns_lom=_LOM,
            identifier=f"m-{info.id}-{course.id}-{info.edition.number}",
        )
        + "\n"
    )


def _resource(identifier: str, type_: str, path: str) -> Markup:
    """A page says which of its files is shown; links and quizzes have one file each."""
    shown = {"href": path} if type_ == "webcontent" else {}
    return e("resource", e("file", href=path), identifier=identifier, type=type_, **shown)


def _section(identifier: str, title: str, *leaves: Markup) -> Markup:
    return e("item", e("title", escape(title.translate(_NOT_IN_SECTIONS))), *leaves, identifier=identifier)


def _leaf(identifier: str, title: str, resource: str) -> Markup:
    return e("item", e("title", escape(title)), identifier=identifier, identifierref=resource)


def _web_link(title: str, address: str) -> str:
    url = e("url", href=quote(address, safe=_SAFE), target="_blank")
    return _HEAD + e("webLink", e("title", escape(title)), url, xmlns=_LINK) + "\n"


def _overview(course: CourseView, info: ReviewInfo, lasting: str) -> str:
    facts = [
        ("For", course.audience),
        ("Level", course.level),
        ("Time", f"about {course.minutes} minutes in {len(course.modules)} modules"),
        ("Edition", f"{info.edition.number} of {info.edition.date}; every link of this course leads to {lasting}"),
    ]
    authors = ", ".join(info.authors)
    cite = f"{authors}. {info.title}. Edition {info.edition.number}, {info.edition.date}. {lasting}"
    license_ = e("a", words(info.license.name), href=info.license.url, target="_blank", rel="noopener")
    here = e("a", "the course on the site", href=f"{lasting}p/course-{course.id}/", target="_blank", rel="noopener")
    body = [
        e("h1", words(course.title)),
        e("p", words(course.description)),
        e("ul", *(e("li", e("strong", words(name)), ": ", words(value)) for name, value in facts)),
        e("h2", "What you will be able to do"),
        _list(course.objectives),
        *((e("h2", "What to know before"), _list(course.prerequisites)) if course.prerequisites else ()),
        e("h2", "License, and how to cite"),
        e("p", "Text under ", license_, ": use it, change it, pass it on, and name its origin. See also ", here, "."),
        e("p", words(cite)),
        e("p", words(info.disclaimer)),
    ]
    return _html(course.title, info, body)


def _guide(course: CourseView, module: ModuleView, number: int, info: ReviewInfo, lasting: str) -> str:
    steps: list[Markup] = []

    def address_of(target: Target) -> str:
        return _address_of(target, lasting)

    for step in module.steps:
        address = quote(f"{lasting}p/{step.short}", safe=_SAFE)
        link = e("a", words(step.target.title), href=address, target="_blank", rel="noopener")
        steps.append(
            e(
                "li",
                link,
                f" ({step.minutes} min): ",
                words(step.guide.text),
                appraised(step.guide, address_of),
                value=str(step.number),
            )
        )
    title = f"{number}. {module.title}"
    body = [e("h1", words(title)), e("p", f"About {module.minutes} minutes."), e("ol", *steps)]
    if module.discussion:
        body += [e("h2", "Talk about it"), _list([prompt.text for _, prompt, _ in module.discussion])]
    body.append(e("p", e("small", words(f"{course.title}, edition {info.edition.number}. {info.disclaimer}"))))
    return _html(title, info, body)


def _list(texts: tuple[str, ...] | list[str]) -> Markup:
    return e("ul", *(e("li", words(text)) for text in texts))


def _html(title: str, info: ReviewInfo, body: list[Markup]) -> str:
    """A page without scripts, styles or anything from elsewhere: platforms turn it into a page of their own."""
    head = Markup('<head><meta charset="utf-8">') + e("title", escape(title)) + Markup("</head>")
    return Markup("<!doctype html>\n") + e("html", head, e("body", *body), lang=info.language) + "\n"
