"""In: small bibliographies; out: that entries are read with their places, and that a bad one hides no other."""

from __future__ import annotations

import pytest
from pybtex.database import Entry, Person
from pybtex.style.formatting.plain import Style
from pybtex.style.template import FieldIsMissing
from sitegen.problems import Problem, SourceText
from sitegen.read.bibliography import NEEDED, references_of
from sitegen.read.bibtex import ReadReference


def _read(text: str) -> tuple[list[ReadReference], list[Problem]]:
    return references_of(SourceText.of("references.bib", text), text)


def _entries(text: str) -> list[ReadReference]:
    found, problems = _read(text)
    assert problems == []
    return found


def _said(text: str) -> list[tuple[str, int, int, str]]:
    """Code, line, column and sentence of each problem."""
    return [(p.code, p.location.line, p.location.column, p.sentence) for p in _read(text)[1]]


def test_what_an_entry_says_is_kept_as_it_is_written() -> None:
    """Type and field names lose their case; values keep LaTeX, and only runs of blanks are joined."""
    (read,) = _entries(
        "@Article{hill2020,\n  AUTHOR = {Hill, Ann and {The Leaf Group} and others},\n"
        '  Title = {{Hills}\n    and {\\"U}ber {L}eaves},\n  journal = {J. Leaves}, year = 2020, pages = {1--9},\n}\n'
    )
    reference = read.reference
    assert (reference.key, reference.type) == ("hill2020", "article")
    assert reference.authors == ("Hill, Ann", "{The Leaf Group}", "others")
    assert reference.fields["title"] == '{Hills} and {\\"U}ber {L}eaves'
    assert reference.fields["pages"] == "1--9"
    assert (reference.year, reference.first_author) == ("2020", "Hill")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("@misc{m, title = {A}, note = {B}}", 1, 7),  # the key stands in the type's name too
        ("@misc(c, title = {A}, note = {B})", 1, 7),
        ("@misc{\n  key1 , title = {A}, note = {B}}", 2, 3),
        ("free text\r\n\r\n\t@misc{ key1, title = {A}, note = {B}}", 3, 9),
        ('@comment{x}\n@preamble{"y"}\n@string{z = {A}}\n@misc{key1, title = z, note = {B}}', 4, 7),
        ("@misc{a, title = {😀}, note = {B}} @misc{key1, title = {A}, note = {B}}", 1, 41),
    ],
)
def test_the_place_of_a_key(text: str, line: int, column: int) -> None:
    """A problem of a work points at its key, wherever it stands."""
    at = _entries(text)[-1].location
    assert (at.line, at.column, at.width) == (line, column, len(_entries(text)[-1].reference.key))


def test_the_place_of_type_and_fields() -> None:
    """A problem of a field points at its name, of a type at the type."""
    (read,) = _entries("@misc{a,\n  title = {A},\n  note = {B},\n}")
    assert (read.type_location.line, read.type_location.column, read.type_location.width) == (1, 2, 4)
    assert {name: (at.line, at.column, at.width) for name, at in read.fields.items()} == {
        "title": (2, 3, 5),
        "note": (3, 3, 4),
    }


def test_months_are_known_in_any_case_and_strings_do_not_outlive_their_file() -> None:
    """`jan` needs no @string; an @string of one file is unknown in the next."""
    (read,) = _entries("@string{me = {Hill, Ann}}\n@misc{a, title = {A}, author = me, month = Jan, year = 1}")
    assert read.reference.fields["month"] == "January"
    assert read.reference.authors == ("Hill, Ann",)
    assert [code for code, *_ in _said("@misc{a, title = {A}, author = me, year = 1}")] == ["bibtex-syntax"]


GOOD = "@misc{good, title = {Good}, note = {B}}\n"


@pytest.mark.parametrize(
    ("bad", "line", "column", "sentence"),
    [
        ("@misc{bad, title = {A", 1, 1, "the entry that begins here is not closed"),
        ("@misc{bad, title = {A}, note = {B}", 1, 1, "the entry that begins here is not closed"),
        ('@misc{bad, title = "A, note = {B}}', 1, 34, "the value of `title` is not closed before this brace"),
        ("@misc", 1, 1, "the `@` begins no entry"),
        ("@misc{bad, title = {A} note = {B}}", 1, 24, "a comma or the closing brace is missing before `note`"),
        ("@misc{bad, title = {A}, 1 = {B}}", 1, 25, "a comma or the closing brace is missing before `1`"),
        ("@misc(bad, title = {A} note = {B})", 1, 24, "a comma or the closing parenthesis is missing before `note`"),
        ("@misc{bad, the title = {A}}", 1, 16, "the field `the` is not followed by `=`"),
        ("@misc{bad, title = }", 1, 20, "the field `title` has no value"),
        ("@misc{, title = {A}}", 1, 7, "the entry has no key"),
        ("@misc{}", 1, 7, "the entry has no key"),
        ('@misc{bad, title = "A}"}', 1, 22, "the value of `title` is not closed before this brace"),
        ("mail ann@example.org", 1, 9, "the `@` begins no entry"),
        ("@misc{", 1, 1, "the entry that begins here is not closed"),
        ("@{a}", 1, 1, "the `@` begins no entry"),
        (
            "@misc{bad, title = A, note = {B}}",
            1,
            20,
            "`A` is neither in braces nor in quotes, and no @string defines it",
        ),
    ],
)
def test_a_bad_entry_is_one_problem_and_the_next_entry_is_read(bad: str, line: int, column: int, sentence: str) -> None:
    """What a broken entry lacks is not reported, its key counts as known, and reading goes on behind it."""
    found, problems = _read(bad + "\n\n" + GOOD)
    assert [(p.code, p.location.line, p.location.column) for p in problems] == [("bibtex-syntax", line, column)]
    assert problems[0].sentence == sentence
    assert [read.reference.key for read in found if read.whole] == ["good"]
    assert [read.reference.key for read in found if not read.whole] == (
        ["bad"] if "{bad" in bad or "(bad" in bad else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Works of 2020, where x = y.\n",
        "@comment{\n  title = {A},\n}\n",
        "misc{b,\n  title = {B},\n}\n",
        "% title = {A}\n",
    ],
)
def test_free_text_between_entries_is_no_problem(text: str) -> None:
    """BibTeX takes what stands outside of entries for a comment, and so does an editor who takes an @ away."""
    other = GOOD.replace("good", "other").replace("Good", "Other")
    assert [read.reference.key for read in _entries(text + GOOD + text + other + text)] == ["good", "other"]


@pytest.mark.parametrize("following", ["", "\n@misc{b, title = {B}, note = {C}}\n"])
def test_a_field_behind_the_end_of_its_entry(following: str) -> None:
    """A brace too many would drop the fields behind it without a word."""
    said = _said("@misc{a,\n  title = {A}},\n  note = {B},\n  year = 2020,\n}\n" + following)
    assert said == [("bibtex-syntax", 3, 3, "the field `note` stands behind the end of 'a'")]


def test_two_bad_entries_are_two_problems() -> None:
    """Each bad entry is reported, in the order in which they stand."""
    found = _said("@misc{a, title {A}}\n" + GOOD + "@misc{b, title = }\n")
    assert [line for _, line, *_ in found] == [1, 3]


@pytest.mark.parametrize("type_", NEEDED)
def test_what_a_type_needs_is_what_pybtex_needs(type_: str) -> None:
    """A work that passes is formatted; without a field of the list, pybtex would stop the build."""
    fields = [name.split(" or ")[0] for name in NEEDED[type_]]
    _formatted(type_, {"title", *fields})
    for name in fields:
        with pytest.raises(FieldIsMissing):
            _formatted(type_, {"title", *fields} - {name})


def _formatted(type_: str, names: set[str]) -> str:
    entry = Entry(type_, fields=[(name, "A") for name in sorted(names - {"author"})])
    if "author" in names:
        entry.persons["author"] = [Person("Hill, Ann")]
    entry.key = "a"
    return str(Style().format_entry("", entry).text)


def test_every_type_that_pybtex_formats_is_known() -> None:
    """No type is refused that could be printed, and none is let through that could not."""
    known = {name[len("get_") : -len("_template")] for name in dir(Style) if name.endswith("_template")}
    assert set(NEEDED) == known


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("@misc{a, title = {A}}", ["author", "year"]),
        ("@misc{a, author = {B}}", ["title"]),
        ("@misc{a, title = {A}, editor = {B}, year = 1}", []),
        ("@misc{a, title = {A}, note = {No author}}", []),
        ("@misc{a, title = {}, author = { }}", ["title", "author"]),
        ("@article{a, title = {A}, note = {No author}, journal = {J}, year = 2020}", ["author"]),
        ("@article{a, title = {A}, author = {B}}", ["journal", "year"]),
        ("@book{a, title = {A}, editor = {B}, publisher = {C}, year = 2020}", []),
        ("@phdthesis{a, title = {A}, author = {B}, year = 2020}", ["school"]),
    ],
)
def test_what_a_work_lacks(entry: str, missing: list[str]) -> None:
    """A work is reported once for each thing that a reader would need and does not get."""
    assert [sentence for *_, sentence in _said(entry)] == [f"the reference 'a' has no {name}" for name in missing]


def test_a_misspelled_field_is_named() -> None:
    """`titel` is the title; a field that is there for a reason of its own, such as `booktitle`, is not."""
    assert [problem.fix for problem in _read("@misc{a, titel = {A}, author = {B}}")[1]] == ["rename `titel`"]
    assert [problem.fix for problem in _read("@misc{a, booktitle = {A}, author = {B}}")[1]] == ["add `title = {…},`"]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ("{Hill, Ann, Valley, Bo}", "has 3 commas"),
        ("{, Ann}", "has no family name"),
        ("{Hill, Ann and {}}", "has no family name"),
        ("{Hill, Ann and and Bo}", "has an `and` with no name beside it"),
    ],
)
def test_names_that_cannot_be_taken_apart(names: str, reason: str) -> None:
    """pybtex would stop at some of these and print nonsense for others."""
    (found,) = _said(f"@misc{{a, title = {{A}}, author = {names}, year = 1}}")
    assert found[:3] == ("bad-value", 1, 23)
    assert found[3].endswith(reason)


@pytest.mark.parametrize(
    "names", ["{Hill, Ann}", "{Ann Hill}", "{van der Hill, Jr, Ann}", "{{A, B, C and D, E}}", "{Hill, A. and others}"]
)
def test_names_that_can(names: str) -> None:
    """Every form that BibTeX knows, groups in braces among them."""
    _entries(f"@misc{{a, title = {{A}}, author = {names}, year = 1}}")


@pytest.mark.parametrize(
    ("key", "near"),
    [("a:b", "a-b"), ("a.b", "a-b"), ("Müller2020", "Muller2020"), ("a+b/c", "a-b-c"), ("é", "e"), ("茶", None)],
)
def test_keys_that_citations_cannot_hold(key: str, near: str | None) -> None:
    """The nearest good key is given where letters are left."""
    (problem,) = _read(f"@misc{{{key}, title = {{A}}, author = {{B}}, year = 1}}")[1]
    assert (problem.code, problem.nearest) == ("bad-citation-key", near)


def test_a_work_that_is_there_twice() -> None:
    """By key, in any case, or by title and year, whatever braces and punctuation they have."""
    one = "@misc{a, title = {{Hills}, and leaves}, author = {Hill, Ann}, year = 2020}\n"
    assert [code for code, *_ in _said(one + one)] == ["duplicate-reference"]
    assert [code for code, *_ in _said(one + one.replace("{a,", "{A,"))] == ["duplicate-reference"]
    assert [code for code, *_ in _said(one + one.replace("{a,", "{b,").replace("},", ",").replace("Ann", "A."))] != []
    other = one.replace("{a,", "{b,")
    assert [sentence for *_, sentence in _said(one + other)] == [
        "'b' has the title, year and first author of 'a' on line 1"
    ]
    for old, new in (("Hills", "Valleys"), ("2020", "2021")):
        assert _said(one + other.replace(old, new)) == []
    by_another = other.replace("Hill, Ann", "Stream, Cy")
    assert [sentence for *_, sentence in _said(one + by_another)] == ["'b' has the title and year of 'a' on line 1"]


def test_a_field_that_is_there_twice() -> None:
    """BibTeX keeps one of the two silently; the second is reported, with the line of the first."""
    said = _said("@misc{a,\n  title = {A},\n  TITLE = {B},\n  note = {C}}")
    assert said == [("duplicate-key", 3, 3, "the field `TITLE` of 'a' is there twice; the first is on line 2")]
