"""Articles that need no LaTeX: their notes are, character by character, those of pybtex's own plain style."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pybtex.backends.markdown import Backend
from pybtex.database import Entry, Person
from pybtex.style.formatting.plain import Style
from sitegen.compose.plain_articles import plain_article

_SIGNS = "aeNZ éłß北09 .,;:!?()[]*+-–=/|@'\"&<>#_{}~$%^\\`\xa0\t"
_words = st.text(st.sampled_from(_SIGNS), min_size=0, max_size=12)
_plain = st.from_regex(r"[A-Za-zé]{1,4}( [A-Za-z(0-9.!?+*-]{1,6}){0,3}", fullmatch=True)
_either = st.one_of(_plain, _words)
_title = st.one_of(_either, _either.map(lambda text: f"{{{text}}}"))
_name = st.one_of(
    _either,
    st.from_regex(r"[A-Z][a-z]{0,5}( [A-Z][a-z]{1,4})?, [A-Z]\.?( [A-Z][a-z]{0,3}){0,3}", fullmatch=True),
    st.from_regex(r"(van|de la) [A-Z][a-z]{1,5}, (Jr\.?, )?[A-Z][a-z]{0,4}", fullmatch=True),
    _either.map(lambda text: f"{{{text}}}"),
    st.just("others"),
)
_number = st.from_regex(r"[A-Za-z]?[0-9]{1,4}(-{1,2}[A-Z]?[0-9]{1,4})?", fullmatch=True)
_identifier = st.from_regex(r"10\.[0-9]{4}/[A-Za-z0-9._()-]{1,8}", fullmatch=True)
_optional = {
    "month": _plain,
    "volume": st.one_of(_number, _either),
    "number": st.one_of(_number, _either),
    "pages": st.one_of(_number, _either),
    "note": _either,
    "doi": _identifier,
    "pubmed": _number,
    "issn": _number,
    "url": _identifier,
}
_fields = st.fixed_dictionaries({"title": _title, "journal": _either, "year": _either}, optional=_optional)


def _by_pybtex(fields: Mapping[str, str], authors: list[str]) -> str:
    entry = Entry("article", fields=list(fields.items()))
    entry.persons["author"] = [Person(name) for name in authors]
    entry.key = "key"
    text = Style().format_entry("", entry).text.render(Backend())
    return text.replace("\n", " ")


@settings(max_examples=400, derandomize=True, deadline=None, phases=[Phase.generate])  # fields are long to shrink
@given(_fields, st.lists(_name, min_size=1, max_size=4))
def test_an_article_reads_as_pybtex_writes_it(fields: dict[str, str], authors: list[str]) -> None:
    """Whatever this module takes on, it writes as the library does; what it leaves is the library's."""
    note = plain_article(fields, authors)
    if note is not None:
        assert note == _by_pybtex(fields, authors)


@pytest.mark.parametrize(
    ("fields", "authors", "note"),
    [
        (
            {"title": "{On CD19}", "journal": "J Leuk", "year": "2025", "volume": "13", "number": "2", "pages": "4--6"},
            ["Lee, Ann B.", "{WHO Group}", "others"],
            r"Ann B\. Lee, WHO Group, and others\. On CD19\. *J Leuk*, 13\(2\):4–6, 2025\.",
        ),
        (
            {"title": "Loud Words!", "journal": "J", "year": "1999", "doi": "10.1/a_b"},
            ["van Dam, Jr., Bo"],
            r"Bo van Dam, Jr\. Loud words\! *J*, 1999\. [doi:10\.1/a\_b](https://doi.org/10.1/a_b)\.",
        ),
    ],
)
def test_most_articles_are_plain(fields: dict[str, str], authors: list[str], note: str) -> None:
    """The short way is taken where it should be, with braces, groups, suffixes and identifiers."""
    assert plain_article(fields, authors) == note == _by_pybtex(fields, authors)


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"title": r"Caf\'e", "journal": "J", "year": "1"}, ["A"]),
        ({"title": "The {CD}19", "journal": "J", "year": "1"}, ["A"]),
        ({"title": "T", "journal": "J", "year": "1", "url": "https://a.b"}, ["A"]),
        ({"title": "T", "journal": "J", "year": "1", "pages": "-5"}, ["A"]),
        ({"title": "T", "journal": "J"}, ["A"]),
        ({"title": "T", "journal": "J", "year": "1"}, []),
        ({"title": "T", "journal": "J", "year": "1"}, [r"M{\"u}ller, A"]),
    ],
)
def test_what_is_not_plain_is_left(fields: dict[str, str], authors: list[str]) -> None:
    """LaTeX, fields with rules of their own, and what lacks a part are pybtex's."""
    assert plain_article(fields, authors) is None
