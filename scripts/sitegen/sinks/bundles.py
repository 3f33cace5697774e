"""In: the style sheets and the scripts that every page loads; out: one file of each sort, and pages that load these two.

A phone far from a mast waits for each file by itself before it shows anything; the parts stay apart where they are written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Literal

from .lean import lean, without_idle_icons

#: What pages in a frame load, one by one: they have no use for the rest (templates/theme/embed.html).
EMBED_STYLES = tuple(
    f"assets/stylesheets/{name}.css" for name in "fonts review figures evidence tables references embed".split()
)
#: Parts that stay as files: those, and what the pages at addresses that moved load (exports/stubs.py).
_STAY = frozenset((*EMBED_STYLES, "assets/javascripts/moved.js"))
STYLES, SCRIPTS = "assets/stylesheets/", "assets/javascripts/"
_TAGS = {
    "css": re.compile(r'<link rel="stylesheet" href="((?:[^"]*?/)?)(assets/stylesheets/[^"/]+\.css)">\n?[ \t]*'),
    "js": re.compile(r'<script src="((?:[^"]*?/)?)(assets/javascripts/[^"/]+\.js)"></script>\n?[ \t]*'),
}
#: What Material brings of its own, before anything else.
_THEME = re.compile(r"assets/stylesheets/(?:main|palette)\.[0-9a-f]+\.min\.css")
_MAP = re.compile(r"\n?/\*# sourceMappingURL=[^*]*\*/\s*$")


@dataclass(frozen=True)
class Bundle:
    """A file of the site that stands for several: its path, which changes with its text, and theirs."""

    kind: Literal["css", "js"]
    path: str
    text: str = field(repr=False)
    parts: frozenset[str]


def bundle(kind: Literal["css", "js"], parts: Mapping[str, str]) -> Bundle:
    """Join the texts of files, by their paths on the site, in the order given; all have to lie in one folder, since what
    they name by a relative address is looked up from there."""
    texts = [_MAP.sub("", text).rstrip() for text in parts.values()]
    whole = "".join(f"{text}{';' if kind == 'js' else ''}\n" for text in texts)
    mark = hashlib.sha256(whole.encode()).hexdigest()[:8]
    folder = STYLES if kind == "css" else SCRIPTS
    return Bundle(kind, f"{folder}site.{mark}.{kind}", whole, frozenset(parts))


def with_bundle(html: str, its: Bundle) -> str:
    """The page with the bundle in the place of its first part, and without the other parts."""
    placed = False

    def swapped(tag: re.Match[str]) -> str:
        nonlocal placed
        if tag[2] not in its.parts:
            return tag[0]
        if placed:
            return ""
        placed = True
        return tag[0].replace(tag[2], its.path)

    return _TAGS[its.kind].sub(swapped, html)


def joined(html: str, bundles: Iterable[Bundle]) -> str:
    """The page with one style sheet and one script in the place of many."""
    return reduce(with_bundle, bundles, html)


def join_files(files: Any, config: Any, generated: Callable[..., Any]) -> tuple[Bundle, ...]:
    """Put the bundles among MkDocs' files in the place of their parts; what a review adds elsewhere stays by itself."""
    theme = sorted(file.src_uri for file in files if _THEME.fullmatch(file.src_uri))
    of_theme = {path: lean(text, config) for path, text in _texts(files, STYLES, theme).items()}
    sheets = without_idle_icons(of_theme | _texts(files, STYLES, config.extra_css))
    styles = bundle("css", sheets)
    scripts = bundle("js", _texts(files, SCRIPTS, config.extra_javascript))
    found = tuple(its for its in (styles, scripts) if its.parts)
    for its in found:
        for path in sorted(its.parts - _STAY):
            files.remove(files.get_file_from_path(path))
            if with_map := files.get_file_from_path(f"{path}.map"):
                files.remove(with_map)
        files.append(generated(config, its.path, content=its.text))
    return found


def _texts(files: Any, folder: str, names: Iterable[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in map(str, names):
        file = (
            files.get_file_from_path(name) if name.startswith(folder) and "/" not in name.removeprefix(folder) else None
        )
        if file is not None:
            found[name] = file.content_string
    return found
