"""In: the built site and its packages for learning platforms; out: what a platform would refuse or lose in them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from ..problems import Location, Problem, SourceText, nearest_of
from .pages import BuiltPage, BuiltSite

FOLDER = "downloads/courses/"
_CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
_QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
#: How much of a manifest Moodle reads to learn what it has before it: 500 bytes in old versions, twice that in newer.
_LOOKED_AT = 500
#: The schema of each sort of file in a package, by what its root element is.
SCHEMAS = {
    f"{_CP}manifest": "ccv1p1_imscp_v1p2_v1p0.xsd",
    "{http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1}webLink": "ccv1p1_imswl_v1p1.xsd",
    f"{_QTI}questestinterop": "ccv1p1_qtiasiv1p2p1_v1p0.xsd",
}


def check_cartridges(built: BuiltSite, lasting: str) -> Iterator[Problem]:
    """Check every package of the built site; `lasting` is the address that its links begin with."""
    for name in sorted(built.files):
        if name.startswith(FOLDER) and name.endswith(".imscc"):
            for sentence, near in faults((built.folder / name).read_bytes(), built, lasting):
                at = Location(SourceText(f"build/site/{name}", ()))
                yield Problem("bad-package", at, sentence, nearest=near)


def faults(package: bytes, built: BuiltSite, lasting: str) -> Iterator[tuple[str, str | None]]:
    """What is wrong with a package: a sentence, and the nearest valid value where there is one."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = files.pop("imsmanifest.xml", None)
    if manifest is None:
        yield "the package has no imsmanifest.xml", None
        return
    root = etree.fromstring(manifest)
    if _CP.strip("{}").encode() not in manifest[:_LOOKED_AT]:
        yield (
            f"the manifest does not name its namespace in its first {_LOOKED_AT} bytes, where Moodle looks for it",
            None,
        )
    yield from _in_manifest(root, files)
    for name, content in files.items():
        if name.endswith(".xml"):
            its = etree.fromstring(content)
            if its.tag == f"{_QTI}questestinterop":
                yield from _in_quiz(name, its)
            else:
                yield from _in_link(name, its, built, lasting)


def _in_manifest(root: etree._Element, files: Mapping[str, bytes]) -> Iterator[tuple[str, str | None]]:
    named = [element.get("href", "") for element in root.iter(f"{_CP}file")]
    for name in sorted(set(named) - set(files)):
        yield f"the manifest names the file '{name}', which the package does not hold", nearest_of(name, files)
    for name in sorted(set(files) - set(named)):
        yield f"the package holds the file '{name}', which the manifest does not name", None
    counted = Counter(element.get("identifier") for element in root.iter() if element.get("identifier"))
    for identifier, count in counted.items():
        if count > 1:
            yield f"the manifest gives the identifier '{identifier}' {count} times", None
    resources = {element.get("identifier") for element in root.iter(f"{_CP}resource")}
    for item in root.iter(f"{_CP}item"):
        wanted = item.get("identifierref")
        title = item.findtext(f"{_CP}title", "")
        if wanted is None and set("&<") & set(title):
            yield f"the section '{title}' has '&' or '<' in its title, for which Moodle refuses the whole package", None
        if wanted is not None and wanted not in resources:
            yield (
                f"an item names the resource '{wanted}', which does not exist",
                nearest_of(wanted, filter(None, resources)),
            )


def _in_quiz(name: str, root: etree._Element) -> Iterator[tuple[str, str | None]]:
    idents = Counter(
        element.get("ident") for element in root.iter(f"{_QTI}item", f"{_QTI}section", f"{_QTI}assessment")
    )
    for ident, count in idents.items():
        if count > 1:
            yield f"{name} gives the ident '{ident}' {count} times", None
    for item in root.iter(f"{_QTI}item"):
        labels = [label.get("ident") for label in item.iter(f"{_QTI}response_label")]
        profile = item.findtext(f".//{_QTI}fieldentry")
        if len(set(labels)) < len(labels):
            yield f"{name} gives two answers of '{item.get('ident')}' one ident", None
        if profile == "cc.true_false.v0p1" and sorted(map(str, labels)) != ["false", "true"]:
            yield f"the answers of '{item.get('ident')}' in {name} are {', '.join(map(str, labels))}", "true, false"
        asked = item.findtext(f"{_QTI}presentation/{_QTI}material/{_QTI}mattext", "")
        if not asked.isascii():
            yield f"the question '{item.get('ident')}' in {name} has letters that old versions of Moodle garble", None
        scored = [
            condition for condition in item.iter(f"{_QTI}respcondition") if condition.find(f"{_QTI}setvar") is not None
        ]
        right = {equal.text for condition in scored for equal in condition.iter(f"{_QTI}varequal")}
        if not scored or not right <= set(labels):
            yield f"no answer of '{item.get('ident')}' in {name} is right", None
        elif profile == "cc.multiple_response.v0p1" and not _counted_with_case(scored):
            yield (
                f"the answers of '{item.get('ident')}' in {name} are compared without their case: Moodle finds none right",
                None,
            )
        told = {feedback.get("ident") for feedback in item.iter(f"{_QTI}itemfeedback")}
        for shown in item.iter(f"{_QTI}displayfeedback"):
            if shown.get("linkrefid") not in told:
                yield f"{name} shows the feedback '{shown.get('linkrefid')}', which it does not have", None


def _counted_with_case(conditions: list[etree._Element]) -> bool:
    """Of several right answers, Moodle counts those that a condition compares with their case."""
    return any(equal.get("case") == "Yes" for condition in conditions for equal in condition.iter(f"{_QTI}varequal"))


def _in_link(name: str, root: etree._Element, built: BuiltSite, lasting: str) -> Iterator[tuple[str, str | None]]:
    (url,) = root.iter("{*}url")
    href = url.get("href", "")
    if not href.isascii() or set(" &") & set(href) or not href.startswith(("https://", "http://")):
        yield f"{name} leads to '{href}', which platforms cannot read", None
        return
    if not href.startswith(lasting):
        yield f"{name} leads to '{href}', which is not on the site", None
        return
    path, _, fragment = href.removeprefix(lasting).partition("#")
    stub = built.pages.get(f"{path}index.html")
    if stub is None:
        yield f"{name} leads to '{path}', which does not exist", nearest_of(f"{path}index.html", built.pages)
        return
    if fragment:
        page = stub.path if stub.ids else _page_behind(stub, built)
        if page and fragment not in built.pages[page].ids:
            yield (
                f"{name} leads to '#{fragment}', which {page} does not have",
                nearest_of(fragment, built.pages[page].ids),
            )


def _page_behind(stub: BuiltPage, built: BuiltSite) -> str:
    """The page that a small one at a short or former address leads to; empty where the check of pages names a problem."""
    places = stub.facts.places if stub.facts else ()
    return next((path for path in (place.partition("\n")[0] for place in places) if path in built.pages), "")


def against_schemas(package: bytes, schemas: Path) -> Iterator[str]:
    """Hold each file of a package against the schemas of IMS in a folder; a sentence for each difference."""
    read = {tag: etree.XMLSchema(file=str(schemas / name)) for tag, name in SCHEMAS.items()}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                schema = read[root.tag]
                if not schema.validate(root):
                    yield from (f"{name}:{error.line}: {error.message}" for error in schema.error_log)
