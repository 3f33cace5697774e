"""In: a Site, the moves of the ledger, the site's address; out: small pages at short and at former addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from markupsafe import escape

from ..compose.addresses import oembed_path, web_path
from ..compose.page import Site
from ..compose.policy import with_policy
from ..model.ledger import Move

_SCRIPT = "assets/javascripts/moved.js"

#: What a page at a short or former address says before the link.
_LEADS = "This address leads to"


def stub_files(site: Site, moves: tuple[Move, ...], address: str, frames: Collection[str] = ()) -> Mapping[str, str]:
    """A page at `p/<id>/` for every short address, and one at each address that a whole page has left.

    `frames` are the answers of oEmbed that there are.
    """
    language, leads = site.info.language, site.strings.get(_LEADS, _LEADS)
    oembed = {id_: path for id_ in site.short if (path := oembed_path(id_)) in frames}
    files = {
        f"p/{id_}/index.html": _stub(
            f"p/{id_}/", web_path(target), target.title, (), address, language, leads, oembed.get(id_, "")
        )
        for id_, target in site.short.items()
    }
    titles = {web_path(page.target): page.title for page in site.pages}
    for move in moves:
        page, _, anchor = move.from_.partition("#")
        if anchor or not page.endswith("/"):
            continue
        parts = tuple(
            (other.from_.partition("#")[2], other.to)
            for other in moves
            if other.to and other.from_.startswith(f"{page}#")
        )
        if move.to is None:
            files[f"{page}index.html"] = _withdrawn(page, move.withdrawn or "", address, language)
        else:
            title = titles.get(move.to.partition("#")[0], move.to)
            files[f"{page}index.html"] = _stub(page, move.to, title, parts, address, language, leads)
    return files


def _stub(
    here: str,
    to: str,
    title: str,
    parts: tuple[tuple[str, str], ...],
    address: str,
    language: str,
    leads: str,
    oembed: str = "",
) -> str:
    up = "../" * here.count("/")
    links = "".join(
        f'<li><a data-moved="{escape(anchor)}" href="{up}{escape(target)}">#{escape(anchor)}</a></li>'
        for anchor, target in parts
    )
    body = f'<p>{leads} <a data-to href="{up}{escape(to)}">{escape(title)}</a>.</p>'
    body += f"<ul>{links}</ul>" if links else ""
    head = f'<link rel="canonical" href="{escape(address + to)}">'
    if oembed:
        head += (
            f'<link rel="alternate" type="application/json+oembed" title="{escape(title)}" href="{address}{oembed}">'
        )
    head += f'<noscript><meta http-equiv="refresh" content="0; url={up}{escape(to)}"></noscript>'
    return _page(title, head, f'{body}<script src="{up}{_SCRIPT}"></script>', language)


def _withdrawn(here: str, reason: str, address: str, language: str) -> str:
    up = "../" * here.count("/")
    body = f'<h1>Withdrawn</h1><p>{escape(reason)}</p><p><a href="{up}">To the first page</a></p>'
    return _page("Withdrawn", f'<link rel="canonical" href="{escape(address + here)}">', body, language)


def _page(title: str, head: str, body: str, language: str) -> str:
    return with_policy(
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(title)}</title>\n<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )
