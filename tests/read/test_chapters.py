"""In: small hand-written pages; out: that calls, citations and headings are found where they are, and nowhere else."""

from __future__ import annotations

import pytest
from sitegen.problems import Problem, SourceText
from sitegen.read.chapters import ReadChapter, chapter_of

HEAD = "---\nid: a\n---\n"


def _read(text: str) -> tuple[ReadChapter, list[Problem]]:
    return chapter_of(SourceText.of("docs/a.md", text), text)


def _body(body: str) -> ReadChapter:
    chapter, problems = _read(HEAD + body)
    assert problems == []
    return chapter


def _wrong(body: str) -> list[tuple[str, int, int, int]]:
    """Code, line in the body, column and width of each problem of a body."""
    places = [(problem.code, problem.location) for problem in _read(HEAD + body)[1]]
    return [(code, at.line - HEAD.count("\n"), at.column, at.width) for code, at in places]


# Calls


@pytest.mark.parametrize(
    ("written", "name", "arguments"),
    [
        ("{{ claim('c-a1b2') }}", "claim", ("c-a1b2",)),
        ('{{claim("c-a1b2")}}', "claim", ("c-a1b2",)),
        ("{{  q( 'c-a1b2' ,  'rate' )  }}", "q", ("c-a1b2", "rate")),
        ("{{ table('efficacy') }}", "table", ("efficacy",)),
        ("{{ figure('timeline') }}", "figure", ("timeline",)),
    ],
)
def test_the_four_calls(written: str, name: str, arguments: tuple[str, ...]) -> None:
    """A call is found with its arguments, its place in the file and its place in the body."""
    body = f"First.\n\n*So* {written} and on.\n"
    chapter = _body(body)
    (call,) = chapter.calls
    assert (call.name, call.arguments) == (name, arguments)
    assert body[call.start : call.end] == written
    assert (call.location.line, call.location.column, call.location.width) == (6, 6, len(written))


def test_several_calls_on_one_line_stand_in_order() -> None:
    """Each call is found, also without a space between them."""
    chapter = _body("{{ claim('c-a1b2') }}{{ claim('c-a1b3') }} {{ q('c-a1b2', 'n') }}\n")
    assert [call.location.column for call in chapter.calls] == [1, 22, 44]


@pytest.mark.parametrize(
    "written",
    [
        "{{ claim }}",
        "{{ claim('a') | upper }}",
        "{{ 1 + 1 }}",
        "{{ }}",
        "{% for x in y %}",
        "{{ claim('a'",
        "{% if",
        "{{ claim(c-a1b2) }}",
        "{{ claim('a', 'b') }}",
        "{{ claim(\"a') }}",
        "{{ claims('a') }}",
        "{{ q('a',) }}",
    ],
)
def test_anything_else_in_braces_is_a_problem(written: str) -> None:
    """A hand-written page is no program: four calls, and nothing else."""
    assert _wrong(f"ab {written}\n") == [("template-error", 1, 4, len(written))]


def test_single_braces_are_text() -> None:
    """Braces of headings, of mathematics and of empty pairs mean nothing."""
    assert _body("## A {#a .b}\n\n{x} and } and {\n").calls == ()


# Code and comments


@pytest.mark.parametrize(
    "hidden",
    [
        "`{{ claim('c-a1b2') }}`",
        "`` ` {{ claim('c-a1b2') }} ``",
        "```\n{{ claim('c-a1b2') }}\n## B\n```",
        "```python\n# a comment\n{{ x }}\n```",
        "~~~~\n```\n{{ x }}\n~~~~",
        "````\n```\n{{ x }}\n```\n````",
        "    ```\n    {{ x }}\n    ```",
        "```\n```",
        "<!-- {{ x }}\n## C\n[see @key] -->",
        "`<!--` {{ claim('c-a1b2') }} `-->`",
    ],
)
def test_code_and_comments_are_not_looked_into(hidden: str) -> None:
    """What stands in code or in a comment is neither a call nor a heading; what follows it is."""
    chapter = _body(f"{hidden}\n\n## Last {{#last}}\n\n{{{{ claim('c-zzzz') }}}}\n")
    assert chapter.calls[-1].arguments == ("c-zzzz",)
    assert len(chapter.calls) == (2 if hidden.startswith("`<!--`") else 1)


@pytest.mark.parametrize("shown", ["``` not a fence ```\n{{ x }}\n```", "`one\n{{ x }}\ntwo`", "<!-- open\n{{ x }}"])
def test_what_only_looks_like_code_is_looked_into(shown: str) -> None:
    """A fence that is not closed by its like, code over two lines and an open comment hide nothing."""
    assert ("template-error", 2, 1, 7) in _wrong(f"{shown}\n")


# Citations


def test_citations_are_found_key_by_key() -> None:
    """Each key of each citation has its own place."""
    chapter = _body("One[@hill2020]; two [@a_b; @c-d;@E1].\n")
    found = [(citation.key, citation.location.column, citation.location.width) for citation in chapter.citations]
    assert found == [("hill2020", 6, 8), ("a_b", 23, 3), ("c-d", 29, 3), ("E1", 34, 2)]


@pytest.mark.parametrize(
    "written",
    [
        "[@a, p. 3]",
        "[see @a]",
        "[-@a]",
        "[@a @b]",
        "[@a,@b]",
        "[@a; b]",
        "[@a ;@b]",
        "[@ä]",
        "[@a:b]",
        "[@a.]",
        "[@]",
        "[@a; ]",
        "[to x@example.org]",
    ],
)
def test_other_forms_of_citations_are_problems(written: str) -> None:
    """mkdocs-bibtex would leave them as text, or lose a key without a word."""
    assert _wrong(f"ab {written} cd\n") == [("bad-citation", 1, 4, len(written))]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("[@a;\n@b] c\n", (1, 1, 8)),
        ("ab [@a\n\nc]\n", (1, 4, 3)),
        ("ab [@a", (1, 4, 3)),
        ("`[@a]`\n", (1, 2, 4)),
        ("```\nb [@a]\n```\n", (2, 3, 4)),
        ("<p>b [@a]</p>\n", (1, 6, 4)),
        ("<div>\n\nb [@a]\n\n</div>\n", (3, 3, 4)),
        ('<table class="x">\n<tr><td>[@a]\n', (2, 9, 4)),
    ],
)
def test_citations_in_places_where_they_are_not_resolved(body: str, place: tuple[int, int, int]) -> None:
    """Over two lines, unclosed, in code and in raw HTML, a citation is a problem at its place."""
    assert _wrong(body) == [("bad-citation", *place)]


@pytest.mark.parametrize(
    "body",
    [
        "[ann@example.org](mailto:ann@example.org)\n",
        "Write to ann@example.org or @ann.\n",
        "<!-- [@a] -->\n",
        "<https://example.org/@ann> and <ann@example.org>\n",
        "[a link](https://example.org/@ann)\n",
    ],
)
def test_an_at_sign_alone_is_no_citation(body: str) -> None:
    """Addresses and comments are not citations."""
    assert _body(body).citations == ()


@pytest.mark.parametrize(
    "body",
    [
        '<div markdown="1">\n\nb [@a]\n\n</div>\n',
        '<p markdown="span">b [@a]</p>\n',
        "<em>b</em> [@a]\n",
        "<https://example.org> [@a]\n",
        "<p>b</p>\n\n[@a]\n",
        "a < b [@a]\n",
    ],
)
def test_citations_beside_html_are_resolved(body: str) -> None:
    """Markdown inside HTML that says so, inline tags and what follows a block are no raw HTML."""
    assert [citation.key for citation in _body(body).citations] == ["a"]


# Headings


@pytest.mark.parametrize(
    "body",
    ["## A {#a}\n", "# A {#a}\n", "###### A {#a .wide}\n", "## A {: #a }\n", "## A {.b #a}  \n", "##A {#a}\n"],
)
def test_headings_with_ids(body: str) -> None:
    """An id may stand beside classes, with or without the colon of the attribute list."""
    _body(body)


@pytest.mark.parametrize(
    ("body", "fix"),
    [
        ("## What *is* `it`?\n", "## What *is* `it`? {#what-is-it}"),
        ("###No space ###\n", "### No space {#no-space}"),
        ("## A {.b}\n", "## A {#a}"),
        ("Title\n===\n", "# Title {#title}"),
        ("`code` and more\n---\n", "## `code` and more {#code-and-more}"),
        ("## ???\n", "## ??? {#id}"),
        ("## Über Größe\n", "## Über Größe {#uber-grosse}"),
    ],
)
def test_headings_without_ids(body: str, fix: str) -> None:
    """The line to paste is given, with an id made from the words."""
    problems = _read(HEAD + body)[1]
    assert [problem.code for problem in problems] == ["heading-without-id"]
    assert problems[0].fix == fix


@pytest.mark.parametrize(
    "body", ["a | b\n--- | ---\n", "text\n\n---\n\nmore\n", "```\nx\n```\n---\n", "- item\n---\n", "\\# no\n"]
)
def test_what_is_no_heading(body: str) -> None:
    """Tables, rules, code and escaped marks need no id."""
    assert _wrong(body) == []


def test_an_id_that_is_there_twice() -> None:
    """The second is reported, with the line of the first."""
    problems = _read(HEAD + "## A {#a}\n\n## B {#b}\n\n## C {#a}\n")[1]
    assert [(problem.code, problem.location.line) for problem in problems] == [("duplicate-id", 8)]
    assert problems[0].sentence == "the heading id 'a' is there twice; the first is on line 4"


# Front matter


def test_front_matter_and_body_are_told_apart() -> None:
    """The head has its own places, the body begins after the second line of dashes, which may not be the last."""
    chapter, problems = _read("---\nid: a\ntitle: 'b: c'\n---\n\nText.\n\n---\n\nMore.\n")
    assert problems == []
    assert chapter.head is not None
    assert chapter.head.at("title").location.line == 3
    assert chapter.body == "\nText.\n\n---\n\nMore.\n"
    assert chapter.body_line == 5


def test_windows_line_endings_change_no_place() -> None:
    """Calls and problems stand where they stand with line feeds."""
    text = HEAD + "A [@a]\n\n## B\n\n{{ claim('c-a1b2') }}\n"
    one, problems = _read(text)
    other, same = _read(text.replace("\n", "\r\n"))
    assert [problem.order for problem in problems] == [problem.order for problem in same]
    assert [(call.start, call.location.line) for call in one.calls] == [
        (call.start, call.location.line) for call in other.calls
    ]


def test_tabs_and_wide_characters_count_as_one_column_each() -> None:
    """A column is a character, as in the data files."""
    assert _wrong("\t茶😀 [see @a]\n") == [("bad-citation", 1, 5, 8)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-field"),
        ("Text.\n", "missing-field"),
        ("---\n---\nText.\n", "missing-field"),
        ("---\n\n---\n---\nText.\n", "missing-field"),
        (" ---\nid: a\n", "missing-field"),
        ("---\nid: a\n", "yaml-syntax"),
        ("---\nid: [a\n---\n", "yaml-syntax"),
        ("---\n# only a comment\n---\n", "yaml-syntax"),
    ],
)
def test_front_matter_that_cannot_be_read(text: str, code: str) -> None:
    """A page without a readable head has one problem."""
    chapter, problems = _read(text)
    assert chapter.head is None
    assert [problem.code for problem in problems] == [code]
