"""In: MkDocs' configuration as a review's mkdocs.yml gives it; out: the same, with whatever it leaves to the generator.

What mkdocs.yml says itself always wins, so that a review sets only what it wants otherwise, and a newer generator brings
its newer styles, scripts and extensions along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

#: In this order; pages load them joined (bundles.py).
_STYLES = (
    *"fonts review later layout home figures plain tables course".split(),
    *"search edition evidence references link-kit print margin".split(),
)
_SCRIPTS = "palette references moved search-box theme previews course-start edition link-kit".split()

_THEME: Mapping[str, Any] = {
    # No font from a third party: fonts are served by the site itself (assets/stylesheets/fonts.css).
    # No repo_url either: with it the theme asks a third party on every visit.
    "font": False,
    "icon": {"logo": "material/book-open-page-variant-outline"},
    "features": [
        "navigation.tabs",
        "navigation.indexes",
        "navigation.prune",
        "navigation.path",
        "navigation.top",
        "navigation.footer",
        "toc.follow",
    ],
    "palette": [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
        },
    ],
}
#: The extensions of Python-Markdown that our pages are written in, with their settings.
_EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    # The notes are defined in reading order; the order in which Python-Markdown meets them is another one in tables.
    "footnotes": {"SUPERSCRIPT_TEXT": "[{}]", "USE_DEFINITION_ORDER": True},
    "md_in_html": {},
    "tables": {},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "toc": {"permalink": True, "permalink_title": "Link to this heading"},
}
#: Does the same as all of those, sooner; not named for other engines, which have steps of their own.
_QUICK = "sitegen.quick.extension"
#: Plugins beside our own, by the names that mkdocs.yml may give them, with their settings.
_PLUGINS: tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...] = (
    # Simple mode; keys and forms of citations are checked before the build.
    (("bibtex",), {"bib_file": "references.bib", "enable_inline_citations": False}),
    # A guard: whatever a page would load from elsewhere stops the build.
    (
        ("material/privacy", "privacy"),
        {"assets_fetch": False, "log_level": "warn", "assets_exclude": ["unpkg.com/*"]},
    ),
)
_SAID: Mapping[str, Mapping[str, str]] = {
    "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
    "links": {"not_found": "warn", "absolute_links": "warn", "unrecognized_links": "warn", "anchors": "warn"},
}
_WARNING = 30  # as the standard module `logging` counts


def complete(config: Any, given: Mapping[str, Any], available: Mapping[str, Any], kept: dict[str, Any]) -> None:
    """Fill in what mkdocs.yml, `given`, leaves out; `kept` holds the plugins added, from one rebuild to the next."""
    root = Path(config.config_file_path).parent
    if "site_dir" not in given and Path(config.site_dir) == root / "site":  # where MkDocs would put it by itself
        config.site_dir = str(root / "build" / "site")
    theme = given["theme"] if isinstance(given.get("theme"), dict) else {}
    for name, value in _THEME.items():
        if name not in theme:
            config.theme[name] = value
    config.extra_css[:] = _first((f"assets/stylesheets/{name}.css" for name in _STYLES), config.extra_css)
    config.extra_javascript[:] = _first((f"assets/javascripts/{name}.js" for name in _SCRIPTS), config.extra_javascript)
    config.extra.setdefault("generator", False)
    for name, settings in _EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if settings:
            config.mdx_configs.setdefault(name, dict(settings))
    if _QUICK not in config.markdown_extensions:
        config.markdown_extensions.append(_QUICK)
    for part, levels in _SAID.items():
        for name in levels:
            if name not in ((given.get("validation") or {}).get(part) or {}):
                config.validation[part][name] = _WARNING
    for names, settings in _PLUGINS:
        if not any(name in config.plugins for name in names):
            config.plugins[names[0]] = kept.setdefault(names[0], None) or _loaded(config, available, names[0], settings)
            kept[names[0]] = config.plugins[names[0]]


def speak(config: Any, language: str, say: Callable[[str], str]) -> None:
    """Let the theme's own words be in the review's language, where Material has them and mkdocs.yml names no other, and
    what we name ourselves as the catalogue says."""
    short = language.partition("-")[0]
    known = any((Path(folder) / "partials" / "languages" / f"{short}.html").is_file() for folder in config.theme.dirs)
    if known and config.theme.get("language", "en") == "en":
        config.theme["language"] = short
    if isinstance(palettes := config.theme.get("palette"), list):
        named = ({**one, "toggle": {**one["toggle"], "name": say(one["toggle"]["name"])}} for one in palettes)
        config.theme["palette"] = list(named)
    marks = config.mdx_configs
    marks["toc"] = {**marks["toc"], "permalink_title": say(marks["toc"]["permalink_title"])}
    marks["footnotes"] = {**marks["footnotes"], "BACKLINK_TITLE": say("Jump back to footnote {} in the text")}


def _loaded(config: Any, available: Mapping[str, Any], name: str, settings: Mapping[str, Any]) -> Any:
    plugin = available[name].load()()
    errors, warnings = plugin.load_config(dict(settings), config.config_file_path)
    assert not errors, errors
    assert not warnings, warnings
    if hasattr(plugin, "on_startup"):
        plugin.on_startup(command="build", dirty=False)
    return plugin


def _first(ours: Iterable[str], theirs: Iterable[Any]) -> list[Any]:
    """Ours, then what a review adds; one that it names again stands where it names it."""
    theirs = list(theirs)
    named = {str(one) for one in theirs}
    return [one for one in ours if one not in named] + theirs
