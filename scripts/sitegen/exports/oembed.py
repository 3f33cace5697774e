"""In: a Site and the address that lasting links begin with; out: what programs read that make a frame of an address."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from ..compose.addresses import embed_address, oembed_path
from ..compose.page import Site
from ..model.json_text import indented

#: The width that a frame is made for; it may be any.
_WIDTH = 800
_CLAIM = 420


def oembed_files(site: Site, lasting: str) -> Mapping[str, str]:
    """One answer of oEmbed 1.0 for each table, figure and claim, by its path; pages name it in their head."""
    files: dict[str, str] = {}
    for table in site.tables:
        height = min(700, 220 + 60 * len(table.rows))
        address = embed_address("table", table.id)
        files[oembed_path(f"table-{table.id}")] = _answer(site, lasting, address, table.title, height)
    for figure in site.figures:
        if f"figure-{figure.id}" in site.short:
            height = min(900, 180 + round(_WIDTH * figure.wide.height / figure.wide.width))
            address = embed_address("figure", figure.id)
            files[oembed_path(f"figure-{figure.id}")] = _answer(site, lasting, address, figure.title, height)
    for id_, target in site.short.items():
        if target.anchor == id_ and id_.startswith("c-"):
            files[oembed_path(id_)] = _answer(site, lasting, embed_address("claim", id_), target.title, _CLAIM)
    return files


def _answer(site: Site, lasting: str, place: str, title: str, height: int) -> str:
    info = site.info
    address = lasting + place
    frame = (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{_WIDTH}" height="{height}" '
        'style="max-width: 100%; border: 0" loading="lazy"></iframe>'
    )
    value = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": info.byline,
        "provider_name": info.short_title,
        "provider_url": lasting,
        "cache_age": 86400,
        "html": frame,
        "width": _WIDTH,
        "height": height,
    }
    return indented(value) + "\n"
