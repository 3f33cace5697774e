"""In: the built site; out: a copy of it in one ZIP file that opens from a disk: every link names a file."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from ..compose.downloads import OFFLINE_COPY as OFFLINE
from ..compose.downloads import SUMS
from ..compose.policy import without_policy
from ..tree import content_of
from .packed import NOTHING, Packed, packing

#: What makes sense on a server only.
_LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt", "_headers", SUMS, OFFLINE)
#: What only other sites ask for.
_FOR_OTHERS = ("embed/", "oembed/", "assets/claims/")
_HREF = re.compile(r'href="(?![a-z][a-z0-9+.-]*:|//|#)([^"#?]*)([^"]*)"')
#: A browser loads a font of a disk by the style sheet only.
_PRELOAD = re.compile(r'<link rel="preload"[^>]*>')

#: By the folder in which folders of pages lie: what becomes of links of these pages.
Known = dict[str, dict[str, str]]


def write_offline(site: Path, sums: Mapping[str, str], name: str, address: str, earlier: Packed = NOTHING) -> Packed:
    """Write the ZIP into the site; in it lies one folder with `index.html`. The same site gives the same bytes.

    Pages stay as they are but for links to folders, which a disk does not answer; a canonical link still names the
    hosted page. Scripts find their parts from their own place, and add `index.html` to addresses that they make.
    What an `earlier` copy packed of the same is taken from there; gives what the next one may take from this one.
    `sums` are those of the site's files, in order of names.
    """
    left_out = frozenset(_LEFT_OUT)
    files = {path: sum_ for path, sum_ in sums.items() if not path.startswith(_FOR_OTHERS) and path not in left_out}
    there = set(files)
    known: Known = {}
    # What the links of a page are made into depends on which files are there.
    ground = hashlib.sha256("\n".join([address, *files]).encode()).hexdigest()
    (site / OFFLINE).parent.mkdir(parents=True, exist_ok=True)
    with packing(site / OFFLINE, earlier) as packer:
        for path, sum_ in files.items():

            def content(path: str = path) -> bytes:
                raw = content_of(f"{site}/{path}")
                if not path.endswith(".html"):
                    return raw
                return offline_page(raw.decode("utf-8"), path, there, address, known).encode("utf-8")

            packer.put(f"{name}/{path}", f"{ground} {sum_}" if path.endswith(".html") else sum_, content)
    return packer.packed()


def offline_page(html: str, path: str, there: set[str], address: str, known: Known | None = None) -> str:
    """A page with each link to a folder made one to its `index.html`; what is not in the copy is linked where it is.

    A link that goes up is the same for all pages whose folders lie in one: what it becomes is kept in `known`.
    """
    folder = posixpath.dirname(path)
    parts = folder.split("/") if folder else []
    ups = _around(folder, {} if known is None else known)

    def named(match: re.Match[str]) -> str:
        href, rest = match.groups()
        if not match.string[match.start() - 1].isspace():  # another attribute, whose name ends in the same way
            return match.group()
        to = ups.get(href)
        if to is None:
            to = _led_to(href, path, folder, parts, there, address)
            if href.startswith("../") and href.endswith("/"):
                ups[href] = to
        return f'href="{to}{rest}"'

    return _HREF.sub(named, _without_preloads(without_policy(html)))


def _around(folder: str, known: Known) -> dict[str, str]:
    """What is known of pages whose folders lie where this one does; of others nothing is asked again."""
    around = folder.rpartition("/")[0] if folder else "."
    if around not in known:
        known.clear()
    return known.setdefault(around, {})


def _led_to(href: str, path: str, folder: str, parts: list[str], there: set[str], address: str) -> str:
    """The address, without what follows a mark, that a link of a page has in the copy."""
    target = _plain_target(parts, href)
    if target is None:
        target = posixpath.normpath(posixpath.join(folder, href)) if href else path
        target = "" if target == "." else target
    if target in there:
        return href
    if (inside := f"{target}/index.html" if target else "index.html") in there:
        plain = href.endswith("/") and not href.startswith("./")
        return f"{href}index.html" if plain else posixpath.relpath(inside, folder or ".")
    return f"{address}{target}{'/' if href.endswith('/') else ''}"


def _without_preloads(html: str) -> str:
    """The page without these links, and without the space before them: which no expression is to begin with."""
    parts, at = [], 0
    for match in _PRELOAD.finditer(html):
        parts.append(html[at : match.start()].rstrip())
        at = match.end()
    return "".join([*parts, html[at:]])


def _plain_target(parts: list[str], href: str) -> str | None:
    """The target of a link that goes up first and then down, as nearly all do; None for any other."""
    down = href.lstrip("./")
    up, odd = divmod(len(href) - len(down), 3)
    if odd or not down or "./" in down or "//" in down or up > len(parts) or href[: 3 * up] != "../" * up:
        return None
    return "/".join([*parts[: len(parts) - up], down.rstrip("/")])
