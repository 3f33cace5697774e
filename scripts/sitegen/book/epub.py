"""In: an Edition's pages, the figures, the review's identity; out: the bytes of an EPUB 3, the same for the same book."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from ..compose.page import Site
from ..language.site import language_in
from ..render.plain import filled
from .documents import BookPage
from .parts import Edition, Part, date_in
from .shop import Shop, shown_address
from .xhtml import Chapter, chapters_of

#: Beside the chapters; all lie in one folder.
_FOLDER = "EPUB"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    f'<rootfiles><rootfile full-path="{_FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>\n'
    "</container>\n"
)
#: Archives carry a time; this one never changes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def epub_of(site: Site, edition: Edition, pages: Sequence[BookPage], shop: Shop) -> bytes:
    """The whole review for screens of all sizes, without a connection."""
    chapters = chapters_of(pages, shop.drawings, shown_address(shop.address))
    info = site.info
    common = {
        "info": info,
        "title": edition.title,
        "subtitle": edition.subtitle,
        "language": info.language,
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{info.id}/{info.edition.number}')}",
        "date_text": date_in(site),
        "modified": f"{info.edition.date}T00:00:00Z",
        "address": shown_address(shop.address),
        "parts": _grouped(chapters),
        "chapters": chapters,
    }

    def made(template: str, **more: object) -> str:
        say = language_in(site.strings).phrase
        return filled(shop.folders, f"book/epub/{template}", {**common, **more}, {"xml": _xml, "say": say})

    files = {
        "package.opf": made("package.opf.j2"),
        "nav.xhtml": made("nav.xhtml.j2"),
        "title.xhtml": made("title.xhtml.j2"),
        "book.css": made("book.css.j2"),
        **{name_of(part): made("part.xhtml.j2", part=part) for part, _ in _grouped(chapters) if part.title},
        **{chapter.name: made("chapter.xhtml.j2", chapter=chapter) for chapter in chapters},
    }
    return _packed({f"{_FOLDER}/{name}": text for name, text in files.items()})


def name_of(part: Part) -> str:
    """The file that opens a part."""
    return f"part-{part.id}.xhtml"


def _grouped(chapters: Sequence[Chapter]) -> list[tuple[Part, list[Chapter]]]:
    groups: list[tuple[Part, list[Chapter]]] = []
    for chapter in chapters:
        if not groups or groups[-1][0] is not chapter.part:
            groups.append((chapter.part, []))
        groups[-1][1].append(chapter)
    return groups


def _xml(text: str) -> str:
    return escape(str(text), quote=True)


def _packed(files: Mapping[str, str]) -> bytes:
    """The archive: its type first and not packed, then everything by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _NO_TIME), "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in sorted({"META-INF/container.xml": _CONTAINER, **files}.items()):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
