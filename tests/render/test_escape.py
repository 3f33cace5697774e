"""In: hostile texts in every text field of the tiny review; out: that both sinks show exactly these characters."""

from __future__ import annotations

import dataclasses
import re
import types
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from sitegen.compose.pages import compose
from sitegen.model.appraisal import Appraisal
from sitegen.model.claim import Claim, Interval
from sitegen.model.course import Course
from sitegen.model.entity import Alias, Entity, EntityCore, Kind
from sitegen.model.fields import Text
from sitegen.model.question import RecordedReason
from sitegen.model.review import Review
from sitegen.model.source import Passage
from sitegen.model.summary import Summary
from sitegen.model.vocabulary import ReviewInfo, Unit
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.plugin import configuration
from sitegen.render.escape import cited_text, inline_text, markdown_text, quoted_text, uncited_text
from sitegen.render.markdown import render
from sitegen.render.renderer import HTML_TABLES, PIPE_TABLES
from sitegen.sinks.citations import resolved

#: The editors' own texts, in which braces print a number.
PRINTED = (Appraisal, RecordedReason, Summary, Course)

TINY = Path(__file__).resolve().parent.parent / "tiny_review"

#: What is markup anywhere in a line.
ANYWHERE = [
    "*a* **b** ***c*** _x_ __y__ a_b_c `code` ``code`` `",
    '[a](b) ![a](b.png) [a][b] [^1] [^1]: note [a]: http://x.y ](x.md) a") b (a) (b',
    "[@hill2020] [see @hill2020, p. 3] [@hill2020; @valley2021] @hill2020; a@b.org",
    "<b>bold</b> <script>alert(1)</script> <!-- gone --> <https://x.y/> https://x.y/ <a",
    "&lt; &amp; &copy; &#65; &#x41; &copy &amp &#65 &# & A & B",
    "{{ x }} {% raw %} {# gone #} {#id} {: .a} {.b} x {#id}",
    "a | pipe | b \\| c | --- | --- |",
    "it's \"quoted\" and 'quoted' “quoted” C# and F#",
    "javascript:alert(1) [a](javascript:alert(1)) <javascript:alert(1)>",
    "a\nb  \n\n# c\n\n- d\n\n    e\n\n~~~\nf\tg",
    "x<sub>2</sub> α β CO₂ 5\u00a0% 5\u202f% a\u200bb wzxhzdk:0 klzzwxh:0001 None",
    "a \\bibliography \\full_bibliography ///Footnotes Go Here/// \\ \\\\ \\* \\n \\",
    "a ends with !",
]
#: What is markup at the beginning of a line, or as a whole line.
AT_START = [
    "1. Growing",
    "2) Growing",
    "# Heading #",
    "- item",
    "+ item",
    "* item",
    "- - -",
    "---",
    "===",
    "> quote",
    "~~~ python",
    "``` python",
    ": definition",
    "!!! note",
    "!!!",
    '??? note "x"',
    '=== "tab"',
    "/// note",
    "[TOC]",
    "*[HTML]: abbreviation",
]
#: Enough to see that a template shows a field as text where it stands; each costs a rendering of the whole review.
EVERYWHERE = [" ".join(ANYWHERE[0:4]), " ".join(ANYWHERE[4:9]), " ".join(ANYWHERE[9:12]), ANYWHERE[12]]
# In some of these fields `[@key]` cites; that it does is tested below.
EVERYWHERE[0] = EVERYWHERE[0].replace("[@", "[ @")
EVERYWHERE += ["1. Growing", "# Heading #", "- item", "!!! note", "~~~"]


# The tiny review with another text in each of its text fields


@dataclass(frozen=True)
class Texts:
    """What goes into a text field, and into one where braces mean something: `says`, `short`, a unit's pattern, an appraisal."""

    text: str
    bare: str
    #: Of a group: before a comma stands the family name of a person, and citation styles put these into their form.
    name: str

    @classmethod
    def of(cls, text: str) -> Texts:
        """A hostile text; without its braces where these are the field's own markup."""
        return cls(text, text.translate({ord("{"): None, ord("}"): None}) or "bare", text.replace(",", ""))

    @classmethod
    def harmless(cls, like: str) -> Texts:
        """Words that stand nowhere else, under the same letter of the A–Z index."""
        first = unicodedata.normalize("NFKD", like)[:1].upper()
        return cls(f"{first if 'A' <= first <= 'Z' else 0}qqq", "sss", "vvv")


def _is_text(hint: Any) -> bool:
    return get_origin(hint) is Annotated and Text.__metadata__[0] in hint.__metadata__ and get_args(hint)[0] is str


def _replaced(value: Any, hint: Any, texts: Texts) -> Any:
    """The value with this text in each field of type Text, also where such a field is left out."""
    if _is_text(hint):
        return texts.text
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _replaced(value, inner[0], texts)
    if origin in (Union, types.UnionType):
        wanted = next(part for part in inner if part is not type(None))
        return None if value is None and not _is_text(wanted) else _replaced(value, wanted, texts)
    if isinstance(value, tuple):
        return tuple(_replaced(part, inner[0], texts) for part in value)
    if isinstance(value, Mapping) and origin is not dict:
        return {key: _replaced(part, inner[1], texts) for key, part in value.items()}
    if isinstance(value, PRINTED):
        texts = Texts(texts.bare, texts.bare, texts.name)
    if isinstance(value, msgspec.Struct):
        return _with_extras(msgspec.structs.replace(value, **_fields(value, texts)), texts)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **_fields(value, texts))
    return value


def _fields(value: Any, texts: Texts) -> dict[str, Any]:
    hints = get_type_hints(type(value), include_extras=True)
    names = (
        value.__struct_fields__ if isinstance(value, msgspec.Struct) else [f.name for f in dataclasses.fields(value)]
    )
    return {name: _replaced(getattr(value, name), hints[name], texts) for name in names}


def _with_extras(value: Any, texts: Texts) -> Any:
    """The fields that are text without saying so; and names that no other text mentions, which would link it."""
    change = msgspec.structs.replace
    match value:
        case ReviewInfo():
            return change(value, authors=(texts.name,) * len(value.authors))
        case EntityCore() | Alias():
            return change(value, name=f"{texts.text} nameword")
        case Entity():
            return change(value, fields={k: texts.text if isinstance(v, str) else v for k, v in value.fields.items()})
        case Kind():
            words = {"title": texts.text, "description": texts.text, "inverse": texts.text}
            return change(value, properties={name: {**field, **words} for name, field in value.properties.items()})
        case Claim():
            return change(value, says=texts.bare, short=texts.bare)
        case Unit():
            return change(value, pattern=f"{{}} {texts.bare}")
        case Passage():
            return change(value, heading=texts.text)
        case Interval():
            return change(value, level=texts.text)
    return value


def _with(review: Review, texts: Texts) -> Review:
    kept = {"references", "claims_about", "claims_at", "relations_from", "relations_to"}
    changed = {name: value for name, value in _fields(review, texts).items() if name not in kept}
    return dataclasses.replace(review, **changed)


# What a page shows, as tags and texts

_SPACE = re.compile(r"[ \t\n\r\f]+")


def _tokens(page: str) -> list[tuple[str, ...]]:
    return list(_walk(html.fragment_fromstring(page, create_parent="div"), in_title=False))


def _walk(element: html.HtmlElement, in_title: bool) -> Iterator[tuple[str, ...]]:
    tag = element.tag if isinstance(element.tag, str) else "comment"
    if tag == "svg":
        yield from _drawing(element)
        return
    in_title = in_title or tag == "h1"
    # The id of a page's title comes from its words; nothing links there.
    attributes = {name: value for name, value in element.attrib.items() if not (in_title and name in ("id", "href"))}
    if element.tag == "td":
        attributes.pop("class", None)  # a cell with many characters is given more room
    # A tooltip may show a no-break space as a space: Python-Markdown makes it one.
    yield (tag, *(_shown(" ".join(part.split())) for pair in sorted(attributes.items()) for part in pair))
    if tag == "pre" and element.get("class") == "copy-what":  # BibTeX and JSON have escapes of their own
        return
    yield ("text", _shown(element.text or ""))
    for child in element:
        yield from _walk(child, in_title)
        yield ("text", _shown(child.tail or ""))
    yield (f"/{tag}",)


def _drawing(svg: html.HtmlElement) -> Iterator[tuple[str, ...]]:
    """A drawing makes room for its words, in more or fewer lines: its kinds of shapes, its links, its characters."""
    kinds = {" ".join([str(part.tag), *sorted(part.attrib)]) for part in svg.iter()}
    yield ("shapes", *sorted(kinds))
    for link in svg.iter("a"):
        yield ("a", *(_shown(" ".join(part.split())) for pair in sorted(link.attrib.items()) for part in pair))
    # How many numbers an axis has room for depends on the words beside it.
    words = (part.text_content() for part in svg if not _is_tick(part))
    yield ("drawn", "".join(_shown("".join(words)).split()))


def _is_tick(part: html.HtmlElement) -> bool:
    is_number = re.fullmatch(r"[\d,.]+", part.text_content().strip()) is not None
    return part.tag == "text" and part.get("text-anchor") == "middle" and is_number


def _shown(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ").casefold()


@pytest.fixture(scope="module")
def shown() -> Callable[[Texts], dict[str, list[tuple[str, ...]]]]:
    """Every page of both sinks with these texts in the tiny review, as tags and texts."""
    review, problems = load(TINY)
    assert review is not None
    assert not problems
    config = configuration(TINY)
    citations: Any = config.plugins["bibtex"]
    citations.on_config(config)
    engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    folders = template_folders(TINY)

    @lru_cache(maxsize=4)
    def pages(texts: Texts) -> dict[str, list[tuple[str, ...]]]:
        site = compose(_with(review, texts))
        found: dict[str, list[tuple[str, ...]]] = {}
        for document in render(site, folders, HTML_TABLES):
            text = citations.on_page_markdown(document.markdown, None, config, None)
            found[f"site/{document.path}"] = _tokens(engine.reset().convert(text))
        for document in render(site, folders, PIPE_TABLES):
            found[f"markdown/{document.path}"] = _tokens(engine.reset().convert(resolved(document, site.references)))
        return found

    return pages


def _check(shown: Callable[[Texts], dict[str, list[tuple[str, ...]]]], text: str) -> None:
    hostile, harmless = Texts.of(text), Texts.harmless(text)
    actual, pattern = shown(hostile), shown(harmless)
    assert actual.keys() == pattern.keys()
    for path, tokens in pattern.items():
        expected = [
            _without_space(tuple(_filled(part, harmless, hostile, token[0] not in ("text", "drawn")) for part in token))
            for token in tokens
        ]
        differing = [pair for pair in zip_longest(actual[path], expected) if pair[0] != pair[1]]
        assert not differing, f"{path}: {differing[:3]}"


def _filled(part: str, harmless: Texts, hostile: Texts, attribute: bool) -> str:
    text = part.replace(_shown(harmless.text), hostile.text).replace(harmless.bare, hostile.bare)
    text = text.replace(harmless.name, _shown(hostile.name))
    return _shown(" ".join(text.split()) if attribute else text)


def _without_space(token: tuple[str, ...]) -> tuple[str, ...]:
    """Where lines of a drawing end is no matter of what they say."""
    return ("drawn", "".join(token[1].split())) if token[0] == "drawn" else token


@pytest.mark.slow
@pytest.mark.parametrize("text", EVERYWHERE)
def test_text_is_never_markup(shown: Callable[[Texts], dict[str, list[tuple[str, ...]]]], text: str) -> None:
    """A text in every text field changes no tag and no attribute of any page, and shows as these characters."""
    _check(shown, text)


# One small page with text in each place where templates put it

_PLACES = """# {inline}

{start}

Before {start} after

- {start}
- Before: {inline}. After[^hill]

## {inline} {{#second}}

| A | B |
| --- | --- |
| {start} | {inline}; {inline} |

<figure id="t" markdown="1">
<div class="scroll" markdown="1">
<table markdown="1">
<thead markdown="1">
<tr markdown="1">
<th scope="col" markdown="span">{start}</th>
</tr>
</thead>
<tbody markdown="1">
<tr id="r" markdown="1">
<td id="c" markdown="span">{start}{inline}[^hill] [x](y.md {quoted})</td>
</tr>
</tbody>
</table>
</div>
<figcaption markdown="span">**[{inline}](x.md).** {start}</figcaption>
</figure>

[{inline}](x.md), [{inline}](x.md#y)

///Footnotes Go Here///

[^hill]: {start}
"""
_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\\")
_TEXTS = st.lists(
    st.one_of(
        st.sampled_from([part for text in ANYWHERE + AT_START for part in text.split()]),
        st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~=:?/&;@^$%\"'a1 "), min_size=1, max_size=12),
        st.text(_LETTERS, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: " ".join(" ".join(parts).split()))


def _check_places(to_html: Callable[[str], str], text: str) -> None:
    def page(word: str) -> list[tuple[str, ...]]:
        places = {"inline": inline_text(word), "start": markdown_text(word), "quoted": quoted_text(word)}
        return _tokens(to_html(_PLACES.format(**places)))

    harmless = page("zqq")
    assert ("a", "href", "y.md", "title", "zqq") in harmless
    expected = [tuple(_shown(part.replace("zqq", text)) for part in token) for token in harmless]
    assert [pair for pair in zip_longest(page(text), expected) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("text", [" ".join(text.split()) for text in ANYWHERE + AT_START])
def test_known_markup_shows_as_it_is(to_html: Callable[[str], str], text: str) -> None:
    """Everything that Markdown, its extensions, HTML and the citation engine know shows as it is, wherever it stands."""
    _check_places(to_html, text)


@pytest.mark.slow
@settings(
    derandomize=True, max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_TEXTS.filter(bool))
@example(text="\\[@hill]")
@example(text="&amp;lt;")
@example(text=")")
@example(text="'quoted'")
@example(text="]:")
def test_any_text_shows_as_it_is(to_html: Callable[[str], str], text: str) -> None:
    """Whatever a text is made of, and wherever it stands, it shows as it is and is never markup."""
    _check_places(to_html, text)


def test_a_text_that_may_cite() -> None:
    """Citations of the strict form stay, whatever stands around is escaped; without them the space before goes, too."""
    text = "1. A * [@hill2020; @valley2021], *[ @hill2020] [@a, @b]."
    assert cited_text(text) == "1\\. A \\* [@hill2020; @valley2021], \\*\\[ &#64;hill2020\\] \\[&#64;a, &#64;b\\]."
    assert uncited_text("As said [@hill2020].") == "As said."
