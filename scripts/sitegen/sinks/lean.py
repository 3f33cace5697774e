"""In: a style sheet of Material and how a site is configured; out: the same without rules for what the site has not.

A third of Material's styles is for features that a review seldom turns on (content tabs, blogs, its own search, twenty
palettes); on a slow line they keep a page white. Only Material's own, minified sheets are cut; what a review writes stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

#: Languages of the theme that are written from the right.
_FROM_THE_RIGHT = frozenset(("ar", "fa", "he", "ku-IQ", "ur"))
#: What names a feature in selectors, and whether the site has it.
_FEATURES = (
    (r"tabbed-", lambda its: "pymdownx.tabbed" in its.markdown_extensions),
    (r"task-list-", lambda its: "pymdownx.tasklist" in its.markdown_extensions),
    (r"\.keys\b", lambda its: "pymdownx.keys" in its.markdown_extensions),
    (r"arithmatex", lambda its: "pymdownx.arithmatex" in its.markdown_extensions),
    # The theme sorts tables with a library that a review would bring. While a rule asks for this role, giving cells their
    # roles (tables.js) makes a browser find the styles of each cell once more.
    (r"role=[\"']?columnheader", lambda its: any("tablesort" in str(one) for one in its.extra_javascript)),
    (r"dir=[\"']?rtl", lambda its: its.theme.get("direction") == "rtl" or its.theme.get("language") in _FROM_THE_RIGHT),
    (r"\.md-tooltip2", lambda its: any("tooltips" in name for name in its.theme.get("features") or ())),
    (r"\.critic\b", lambda its: "pymdownx.critic" in its.markdown_extensions),
    (r"\.mermaid\b", lambda its: "mermaid" in str(its.mdx_configs)),
    (r"\.md-search", lambda its: _has_plugin(its, "search")),
    (r"\.md-source(?!-file)", lambda its: bool(its.repo_url)),
    (r"\.md-source-file", lambda its: any("git" in name for name in its.plugins)),
    (r"\.md-(?:post|profile|author|pagination|meta|content--post)", lambda its: _has_plugin(its, "blog")),
    (r"\.md-tag", lambda its: _has_plugin(its, "tags")),
    (r"\.md-version", lambda its: bool(its.extra.get("version"))),
    (r"\.md-select", lambda its: bool(its.extra.get("alternate") or its.extra.get("version"))),
    (r"\.md-consent", lambda its: bool(its.extra.get("consent"))),
    (r"\.md-feedback", lambda its: bool((its.extra.get("analytics") or {}).get("feedback"))),
)
#: Whatever follows a table: while a rule says so, a browser that is given an element anywhere finds the styles of all that
#: follows it, with everything within, once more. The same, by name.
_AFTER = "table:not([class])+*"
_NAMED = "table:not([class])+:is(p,ul,ol,dl,div,section,figure,table,details,blockquote,pre,hr,h2,h3,h4,h5,h6)"
_COMMA = re.compile(r",(?![^(]*\))")
_COLOR = re.compile(r"data-md-color-(?:primary|accent)=[\"']?([\w-]+)")
_BRACE = re.compile(r"[{}]")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_ICON = re.compile(r"""(--[\w-]+-icon(?:--[\w-]+)?):\s*url\((?:"[^"]*"|'[^']*'|[^)"']*)\);?""")


def lean(css: str, config: Any) -> str:
    """The sheet without the rules for features that are off, palettes that nobody chose, icons that no rule uses."""
    absent = "|".join(pattern for pattern, is_there in _FEATURES if not is_there(config))
    chosen = {str(one.get(part, "indigo")) for one in _palettes(config) for part in ("primary", "accent")}
    drop = re.compile(absent) if absent else None

    def stays(selector: str) -> bool:
        colors = _COLOR.findall(selector)
        return not (drop and drop.search(selector)) and (not colors or any(color in chosen for color in colors))

    return "".join(_kept(css, stays))


def without_idle_icons(sheets: Mapping[str, str]) -> dict[str, str]:
    """The sheets of a site, by their paths, without definitions of icons to which no rule in any of them goes back."""
    used = {name for css in sheets.values() for name in _USED.findall(css)}
    return {path: _ICON.sub(lambda icon: icon[0] if icon[1] in used else "", css) for path, css in sheets.items()}


def _kept(css: str, stays: Callable[[str], bool]) -> Iterator[str]:
    for head, body in _blocks(css):
        if body is None:
            yield head
        elif head.startswith(("@media", "@supports")):
            inner = "".join(_kept(body, stays))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            selectors = [one.replace(_AFTER, _NAMED) for one in _COMMA.split(head) if stays(one)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Each block of a sheet as what stands before its braces and within; a statement without braces has no inside."""
    start = 0
    while (brace := css.find("{", start)) >= 0:
        semicolon = css.find(";", start, brace)
        if semicolon >= 0:  # @charset and the like
            yield css[start : semicolon + 1], None
            start = semicolon + 1
            continue
        depth, end = 1, brace + 1
        while depth:
            end = _BRACE.search(css, end).end()  # type: ignore[union-attr]  # a sheet closes what it opens
            depth += 1 if css[end - 1] == "{" else -1
        yield css[start:brace], css[brace + 1 : end - 1]
        start = end
    if css[start:].strip():
        yield css[start:], None


def _palettes(config: Any) -> list[Any]:
    palettes = config.theme.get("palette") or []
    return [palettes] if isinstance(palettes, dict) else list(palettes)


def _has_plugin(config: Any, name: str) -> bool:
    return name in config.plugins or f"material/{name}" in config.plugins
