"""In: plain text from data; out: the same text as Markdown, or as HTML, that shows exactly those characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from markupsafe import Markup, escape

from ..model.citations import WHOLE, without_citations

#: Only what HTML takes for one space anyway; a no-break space is a character of the text.
_SPACE = re.compile(r"[\t\n\v\f\r ]+")
#: It begins with one set of characters, so that the text between is passed over at once.
_MARKUP = re.compile(r"[&/\]<>@\\`*_\[{}|#](?:(?<=&)(?=#?\w)|(?<=/)//|(?<=\]):?|(?<![&/\]]))")
#: What a backslash does not help: Python-Markdown unescapes some of these in no place, takes `[a\]: b` for the
#: definition of a link, and its footnotes look for the slashes; mkdocs-bibtex looks for `@` and `\bibliography`.
_CODED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "\\": "&#92;", "]:": "\\]&#58;", "///": "&#47;" * 3}
_IN_TITLE = {ord('"'): "&quot;", ord("'"): "&#39;", ord("("): "&#40;", ord(")"): "&#41;"}
_IN_HTML = {"@": "&#64;", "\\": "&#92;", "`": "&#96;", "///": _CODED["///"]}
#: Text that is markup already. `Markup()` asks first whether it has HTML of its own, and a page has hundreds of them.
as_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
_AT_START = re.compile(r"( ?)(?:(\d+)([.)])(?=\s|$)|([+\-!=~:?]))")


@lru_cache(maxsize=1 << 16)
def markdown_text(text: str) -> Markup:
    """Text that may begin a line: escaped there too, so that `1. Introduction` does not become a list."""
    inline = inline_text(text)
    found = _AT_START.match(inline)
    return as_markup("".join((_start(found), inline[found.end() :]))) if found else inline


@lru_cache(maxsize=1 << 16)
def inline_text(text: str) -> Markup:
    """Escape what Markdown, HTML or the citation engine would take for markup; runs of white space become one space."""
    return as_markup(_MARKUP.sub(_escaped, _spaced(text)))


def forget_texts() -> None:
    """Hold no longer what was escaped: all pages are rendered."""
    markdown_text.cache_clear()
    inline_text.cache_clear()
    _in_html.cache_clear()


def quoted_text(text: str) -> Markup:
    """The title of a link, with its quotation marks; quotation marks and brackets inside would end it."""
    return as_markup(f'"{inline_text(text).translate(_IN_TITLE)}"')


def html_text(text: str) -> Markup:
    """The text for HTML, where the theme prints it as it is."""
    return escape(_spaced(text))


def attribute_text(text: str) -> Markup:
    """The text in an attribute of HTML inside Markdown, which takes one entity away and keeps what looks like another."""
    return _in_html(str(html_text(text.replace("&", "&amp;"))))


def html_in_markdown(text: str) -> Markup:
    """The same inside Markdown, where the citation engine reads raw HTML too."""
    return _in_html(str(html_text(text)))


def html_code(text: str) -> Markup:
    """Text as it is, line by line, inside `<pre>` in Markdown."""
    return _in_html(str(escape(text)))


def html_of_markup(markup: str) -> Markup:
    """HTML that somebody else made, inside Markdown."""
    return _in_html(markup)


def values_text(value: str) -> Markup:
    """Ids with spaces between them, as the value of an attribute."""
    return as_markup(" ".join(id_text(part) for part in value.split()))


@lru_cache(maxsize=1 << 12)  # works and roles are named again and again; what is said once need not stay
def _in_html(markup: str) -> Markup:
    text = str(markup)
    for mark, coded in _IN_HTML.items():  # sooner than `translate`, which asks for each letter
        text = text.replace(mark, coded)
    return as_markup(text)


def _spaced(text: str) -> str:
    """With one space for each run of them; what can be printed has no others."""
    return text if "  " not in text and text.isprintable() else _SPACE.sub(" ", text)


def _escaped(match: re.Match[str]) -> str:
    return _CODED.get(match.group(), "\\" + match.group())


def _start(match: re.Match[str]) -> str:
    space, number, mark, char = match.groups()
    if number:
        return f"{space}{number}\\{mark}"
    return f"{space}\\{char}" if char in "+-!" else f"{space}&#{ord(char)};"


def finalize(value: object) -> object:
    """What Jinja prints: Markup as it is, anything else as text. An undefined value raises, and so does None."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("the value is None; say in the template what then stands there")
    return markdown_text(str(value))


def cited_text(text: str) -> Markup:
    """Text in which `[@key]` cites; what stands around is escaped."""
    found: list[str] = []
    end = 0
    for match in WHOLE.finditer(text):
        before = text[end : match.start()]
        found += [markdown_text(before) if end == 0 else inline_text(before), match.group()]
        end = match.end()
    return as_markup("".join([*found, inline_text(text[end:]) if end else markdown_text(text)]))


def uncited_text(text: str) -> Markup:
    """The same without its citations, where no list of works follows."""
    return markdown_text(without_citations(text))


_ID = re.compile(r"[A-Za-z0-9_.-]+")


def id_text(value: str) -> Markup:
    """An id inside `{#…}` or an HTML attribute, where Markdown's escapes would become part of it."""
    if not _ID.fullmatch(value):
        raise ValueError(f"'{value}' cannot be an anchor")
    return as_markup(value)
