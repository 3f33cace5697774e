"""In: an Edition and its pages as HTML; out: the Typst source of the book; problems go into the list that is handed in."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import segno

from ..compose.page import Site
from ..language.site import language_in
from ..problems import Problem
from ..render.plain import filled
from .convert import typst_of
from .documents import BookPage
from .fonts import MONO, SANS, SERIF, Fonts, family
from .labels import labels_of, tree_of
from .parts import Edition, date_in
from .pdf import Source
from .running_text import Book, Listed
from .shop import Shop, shown_address
from .typst_text import breakable, head_mark, string


def typst_source(
    site: Site,
    edition: Edition,
    pages: Sequence[BookPage],
    fonts: Fonts,
    shop: Shop,
    problems: list[Problem],
) -> Source:
    """The whole book as one Typst file with its drawings."""
    trees = [(page, tree_of(page.html)) for page in pages]
    labels = labels_of((page.path, tree) for page, tree in trees)
    shown = shown_address(shop.address)
    book = Book(labels, fonts, shown, shop.place, shop.drawings, problems=problems)
    bodies: dict[str, list[str]] = {part.id: [] for part in edition.parts}
    for page, tree in trees:
        bodies[page.part.id].append(typst_of(book, page, tree))
    files = {name: svg.encode() for name, svg in book.files.items()}
    if shown:
        files["qr.svg"] = _qr(shown)
    context = {
        **_identity(site, edition, shown),
        "serif": family(SERIF),
        "sans": family(SANS),
        "mono": family(MONO),
        "qr": "qr.svg" if shown else "",
        "parts": [
            {
                "id": part.id,
                "title": part.title,
                "head": head_mark(1, part.title),
                "about": part.about,
                "look": part.look,
                "body": "\n".join(bodies[part.id]),
            }
            for part in edition.parts
        ],
        "whole": edition.whole,
        "contents": _contents(edition, book.headings),
        "figures": book.figures,
        "tables": book.tables,
        "medical": site.info.page_type == "MedicalWebPage",
    }
    say = language_in(site.strings).phrase
    return Source(edition.id, filled(shop.folders, "book.typ.j2", context, {"string": string, "say": say}), files)


def _contents(edition: Edition, headings: Sequence[Listed]) -> list[Listed]:
    """Parts with a title and the headings below them, in the order of the book."""
    lines: list[Listed] = []
    for part in edition.parts:
        lines += [Listed(part.title, f"o:{part.id}")] if part.title else []
        lines += [heading for heading in headings if heading.part == part.id]
    return lines


def _identity(site: Site, edition: Edition, address: str) -> dict[str, object]:
    info = site.info
    date = datetime.date.fromisoformat(info.edition.date)
    return {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "authors": tuple(author.reading for author in info.people),
        "description": info.description,
        "keywords": tuple(item.title for group in site.navigation for item in group.children if item.children)[:12],
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "date_text": date_in(site),
        "language": info.language,
        "edition": info.edition.number,
        "disclaimer": info.disclaimer,
        "address": address,
        "address_shown": breakable(address.removeprefix("https://").rstrip("/")),
        "license": info.license.name,
        "license_url": info.license.url,
        "license_shown": info.license.url.removeprefix("https://").rstrip("/"),
    }


def _qr(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, dark="#12455a", xmldecl=False, svgns=True, nl=False, title="QR code"
    )
    return out.getvalue()
