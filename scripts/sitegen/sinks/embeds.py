"""In: the HTML of pages; out: tables, figures and claims as pages of their own that other sites show in a frame."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..compose.addresses import EMBEDS, alongside
from ..compose.metadata import Head
from ..compose.policy import with_policy
from ..model.json_text import compact
from .bundles import EMBED_STYLES
from .place import Place

#: One script a claim, loaded by `embed/claim/`; a script and no data file, so that a closed frame can load it.
CLAIMS = "assets/claims"
_FIGURE = re.compile(r'<figure class="(?:comparison|figure)\b.*?</figure>', re.S)
_NOTES = re.compile(r'<p class="comparison-note".*?</p>', re.S)
_REFERENCES = re.compile(r'<div class="footnote".*?</div>', re.S)
_TAG = re.compile(r"<a\b[^>]*>")
_HREF = re.compile(r'\s((?:xlink:)?href)="([^"]*)"')
#: What stands before is looked at last: an expression that begins with a letter is found sooner.
_ID = re.compile(r'id="(?<=\sid=")([^"]*)"')
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|/)", re.I)


@dataclass(frozen=True)
class Embed:
    """What another site shows: its place below the site's address, its title, its HTML, and the page it is from.

    `cited` are the tags (name, content) of that page for reference managers: without them Zotero offers, on this page
    and on the one around its frame, every work that has a DOI here.
    """

    place: str
    title: str
    html: str
    page: str
    cited: tuple[tuple[str, str], ...] = ()

    @property
    def to_root(self) -> str:
        """From the embedded page to the site's root."""
        return "../" * self.place.count("/")


#: The page that shows one claim: the one whose id its address has behind the mark `#`.
CLAIM_VIEW = Embed(
    f"{EMBEDS}/claim/",
    "A claim",
    '<div class="claim-card" data-embed-claim aria-live="polite"></div>\n'
    "<noscript><p>To show one claim alone takes JavaScript. Every claim stands on the page of its section, too.</p></noscript>",
    "",
)


def embed_of(html: str, title: str, url: str, head: Head, heading: str = "Works cited") -> Embed | None:
    """The table or figure of a page that is about it, with its notes and the works it cites; None for other pages."""
    place = alongside(url).get("embed")
    shown = _FIGURE.search(html) if place else None
    if place is None or shown is None:
        return None
    parts = [shown.group(), *(note.group() for note in _NOTES.finditer(html))]
    works = _REFERENCES.search(html)
    if works and 'href="#fn:' in shown.group():
        parts.append(f'<details class="embed-works"><summary>{heading}</summary>\n{works.group()}\n</details>')
    cited = tuple((name, content) for attribute, name, content in head.tags if attribute == "name")
    return Embed(place, title, _leading_out("\n".join(parts), url, place), url, cited)


def claim_embed(html: str, id_: str, url: str) -> str:
    """The script of one claim: its card, whose links lead from the page that shows it."""
    card = _leading_out(html, url, f"{EMBEDS}/claim/")
    text = f"reviewClaim({compact(id_)},{compact(f'{url}#{id_}')},{compact(card)})\n"
    return text.replace("</", "<\\/")


def write_claims(cards: Mapping[str, str], url: str, site: Place) -> tuple[str, ...]:
    """Write the script of each claim of a section's page; gives their places."""
    for id_, html in cards.items():
        site.put_text(f"{CLAIMS}/{id_}.js", claim_embed(html, id_, url))
    return tuple(f"{CLAIMS}/{id_}.js" for id_ in cards)


def write_embeds(embeds: Iterable[Embed], template: Any, config: Any, site: Place) -> None:
    """Write every embedded page by the theme's template."""
    for embed in embeds:
        html = with_policy(template.render(embed=embed, styles=EMBED_STYLES, config=config))
        site.put_text(f"{embed.place}index.html", html)


def _leading_out(html: str, url: str, place: str) -> str:
    """Links named from another place; all but those within what is shown open beside the frame."""
    ids = set(_ID.findall(html))

    def anchor(match: re.Match[str]) -> str:
        found = _HREF.search(match.group())
        if found is None or (found[2].startswith("#") and found[2][1:] in ids):
            return match.group()
        href = _from(place, found[2], url)
        tag = match.group().replace(found.group(), f' {found[1]}="{href}"')
        return f'{tag[:-1]} target="_blank" rel="noopener">'

    return _TAG.sub(anchor, html)


@lru_cache(maxsize=4096)  # the claims of a page name the same works and sources
def _from(place: str, href: str, url: str) -> str:
    """The same address, relative to another place of the site."""
    if _ELSEWHERE.match(href):
        return href
    path, mark, fragment = href.partition("#")
    target = posixpath.normpath(posixpath.join("/", url, path))
    target += "/" if not target.endswith("/") and (not path or path.endswith(("/", ".."))) else ""
    return "../" * place.count("/") + target.lstrip("/") + mark + fragment
