"""In: a Site, the address that lasting links begin with, Words; out: each course as a Common Cartridge 1.1, a zip archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

from ..compose.addresses import short_of_card
from ..compose.courses import CourseView, ModuleView
from ..compose.page import Site, Target
from ..model.vocabulary import ReviewInfo
from . import package_words as said
from .archive import zip_of
from .markup import element as e
from .markup import words
from .package_words import Words
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


def cartridge_files(site: Site, lasting: str, say: Callable[[str], str]) -> Mapping[str, bytes]:
    """Every package, by path; `lasting` is the site's address, or that of the released edition."""
    its = Words(say)
    return {course.cartridge.path: cartridge(course, site.info, lasting, its) for course in site.courses}


def cartridge(course: CourseView, info: ReviewInfo, lasting: str, its: Words) -> bytes:
    """An overview, and for each module its guide, its web links and its quiz."""
    files: dict[str, str] = {"overview.html": _overview(course, info, lasting, its)}
    resources = [_resource("r-overview", "webcontent", "overview.html")]
    items = [_section("i-about", its.plain(said.ABOUT), _leaf("i-overview", its.plain(said.OVERVIEW), "r-overview"))]
    for number, module in enumerate(course.modules, 1):
        leaves: list[Markup] = []
        guide = f"modules/{module.id}.html"
        files[guide] = _guide(course, module, number, info, lasting, its)
        resources.append(_resource(f"r-{module.id}", "webcontent", guide))
        leaves.append(_leaf(f"i-{module.id}-guide", its.plain(said.GUIDE), f"r-{module.id}"))
        for step in module.steps:
            title = its.plain(said.STEP, step.number, its.say(step.target.title), info.edition.number)
            path = f"links/{step.id}.xml"
            files[path] = _web_link(title, f"{lasting}p/{step.short}")
            resources.append(_resource(f"r-link-{step.id}", "imswl_xmlv1p1", path))
            leaves.append(_leaf(f"i-link-{step.id}", title, f"r-link-{step.id}"))
        if module.questions:
            path = f"quizzes/{module.id}.xml"
            files[path] = quiz(course.id, module, lambda target: _address_of(target, lasting), its)
            resources.append(_resource(f"r-quiz-{module.id}", _QUIZ_TYPE, path))
            leaves.append(_leaf(f"i-quiz-{module.id}", its.plain(said.QUIZ, module.title), f"r-quiz-{module.id}"))
        items.append(_section(f"i-{module.id}", f"{number}. {module.title}", *leaves))
    return zip_of({"imsmanifest.xml": _manifest(course, info, items, resources), **files}, info.edition.date)


def _address_of(target: Target, lasting: str) -> str:
    return f"{lasting}p/{short_of_card(target)}"


def _manifest(course: CourseView, info: ReviewInfo, items: list[Markup], resources: list[Markup]) -> str:
    """The namespace stands in the first line: importers look for it there."""
    language = info.language

    def in_lom(tag: str, text: str) -> Markup:
        return e(f"lom:{tag}", e("lom:string", escape(text), language=language))

    general = e("lom:general", in_lom("title", course.title), in_lom("description", course.description))
    rights = e(
        "lom:rights",
        e("lom:copyrightAndOtherRestrictions", e("lom:value", "yes")),
        in_lom("description", f"{info.license.name}, {info.license.url}. {info.byline}."),
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


def _overview(course: CourseView, info: ReviewInfo, lasting: str, its: Words) -> str:
    edition, parts = info.edition, len(course.modules)
    facts = [
        its.plain(said.FOR, course.audience),
        its.plain(said.LEVEL, course.level),
        its.plain(said.TIME_IN_PARTS if parts > 1 else said.TIME, course.minutes, parts),
        its.plain(said.EDITION, edition.number, edition.date, lasting),
    ]
    cite = its.plain(said.CITE, info.byline, info.title, edition.number, edition.date, lasting)
    license_ = e("a", words(info.license.name), href=info.license.url, target="_blank", rel="noopener")
    here = e("a", words(its.plain(said.HERE)), href=f"{lasting}p/course-{course.id}/", target="_blank", rel="noopener")
    body = [
        e("h1", words(course.title)),
        e("p", words(course.description)),
        e("ul", *map(_fact, facts)),
        e("h2", its.html(said.OBJECTIVES)),
        _list(course.objectives),
        *((e("h2", its.html(said.PREREQUISITES)), _list(course.prerequisites)) if course.prerequisites else ()),
        e("h2", its.html(said.LICENSE)),
        e("p", its.html(said.TERMS, license_, here)),
        e("p", words(cite)),
        e("p", words(info.disclaimer)),
    ]
    return _html(course.title, info, body)


def _fact(text: str) -> Markup:
    """What stands before the colon is what it is about."""
    name, colon, value = text.partition(": ")
    return e("li", e("strong", words(name)), colon, words(value)) if colon else e("li", words(text))


def _guide(course: CourseView, module: ModuleView, number: int, info: ReviewInfo, lasting: str, its: Words) -> str:
    steps: list[Markup] = []

    def address_of(target: Target) -> str:
        return _address_of(target, lasting)

    for step in module.steps:
        address = quote(f"{lasting}p/{step.short}", safe=_SAFE)
        link = e("a", words(its.say(step.target.title)), href=address, target="_blank", rel="noopener")
        steps.append(
            e(
                "li",
                its.html(said.STEP_MINUTES, link, step.minutes, step.guide.text),
                appraised(step.guide, address_of, its),
                value=str(step.number),
            )
        )
    title = f"{number}. {module.title}"
    body = [e("h1", words(title)), e("p", its.html(said.MINUTES, module.minutes)), e("ol", *steps)]
    if module.discussion:
        body += [e("h2", its.html(said.DISCUSSION)), _list([prompt.text for _, prompt, _ in module.discussion])]
    body.append(
        e("p", e("small", its.html(said.FOOT, course.title, info.edition.number), ". ", words(info.disclaimer)))
    )
    return _html(title, info, body)


def _list(texts: tuple[str, ...] | list[str]) -> Markup:
    return e("ul", *(e("li", words(text)) for text in texts))


def _html(title: str, info: ReviewInfo, body: list[Markup]) -> str:
    """A page without scripts, styles or anything from elsewhere: platforms turn it into a page of their own."""
    head = Markup('<head><meta charset="utf-8">') + e("title", escape(title)) + Markup("</head>")
    return Markup("<!doctype html>\n") + e("html", head, e("body", *body), lang=info.language) + "\n"
