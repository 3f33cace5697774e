"""In: small YAML texts; out: that no type is guessed, that places are right, and that YAML's extras are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.problems import SourceText
from sitegen.read.nodes import DEPTH, Node, nodes_of
from sitegen.read.text_files import text_of


def _node(text: str) -> Node:
    node, problems = nodes_of(SourceText.of("a.yml", text), text)
    assert node is not None
    assert problems == []
    return node


def _refusal(text: str) -> tuple[int, int, str]:
    node, problems = nodes_of(SourceText.of("a.yml", text), text)
    assert node is None
    assert [problem.code for problem in problems] == ["yaml-syntax"]
    at = problems[0].location
    return at.line, at.column, problems[0].sentence


def _place(node: Node) -> tuple[int, int, int]:
    return node.line, node.column, node.width


@pytest.mark.parametrize(
    "written",
    [
        # words that stand for true, false or nothing
        *["no", "yes", "on", "off", "true", "False", "null", "~", "NULL"],
        # what looks like a number
        *["1.10", "0x1F", "1e3", "010", "0o17", "1_000", "+5", ".5", "5.", "12:30:45", ".inf", ".NaN", "-0", "007"],
        # what looks like a date
        *["2026-01-02", "2026-01-02T10:00:00Z", "2026"],
        # what means something elsewhere
        *["=", "<", "a,b", "a:b", "a#b"],
    ],
)
def test_a_plain_value_is_the_text_that_is_written(written: str) -> None:
    """A value is text until its field says what it is."""
    node = _node(f"key: {written}\n")
    assert node.at("key").value == written
    assert node.at("key").plain


@pytest.mark.parametrize("written", ['"no"', "'1.10'", '"~"', "'2026-01-02'"])
def test_quotes_are_remembered(written: str) -> None:
    """A value in quotes is text for every field: only a plain one can be a number or nothing."""
    node = _node(f"key: {written}\n").at("key")
    assert node.value == written[1:-1]
    assert not node.plain


def test_keys_are_text_too() -> None:
    """A key that looks like a number or like false stays what is written."""
    assert list(_node("1: a\nno: b\n2026-01-02: c\n~: d\n").value) == ["1", "no", "2026-01-02", "~"]


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        # block style
        ("a: b\n", ("a",), (1, 4, 1)),
        ("a:\n  - b\n  - long words\n", ("a", 1), (3, 5, 10)),
        ("- a: 1\n  b: 2\n", (0, "b"), (2, 6, 1)),
        # flow style
        ("a: {b: [c, dd], e: f}\n", ("a",), (1, 4, 18)),
        ("a: {b: [c, dd], e: f}\n", ("a", "b", 1), (1, 12, 2)),
        ("a: {b: [c,\n   dd], e: f}\n", ("a", "b"), (1, 8, 3)),
        ("a: {b: [c,\n   dd], e: f}\n", ("a", "e"), (2, 12, 1)),
        # quotes
        ('a: "b \\" c"\n', ("a",), (1, 4, 8)),
        ("a: 'it''s'\n", ("a",), (1, 4, 7)),
        # tabs before a comment, and inside text
        ("a:\tb\t# c\n", ("a",), (1, 4, 1)),
        ("a: b\tc\nd: e\n", ("a",), (1, 4, 3)),
        # line endings of Windows
        ("a: b\r\nc:\r\n  - d\r\n", ("c", 0), (3, 5, 1)),
        # characters that take two units, two columns or no column
        ("😀: 🧬🧬\nb: c\n", ("😀",), (1, 4, 2)),
        ("{😀: a, b: c}\n", ("b",), (1, 11, 1)),
        ("{茶: a, b: c}\n", ("b",), (1, 11, 1)),
        ("{e\u0301: a, b: c}\n", ("b",), (1, 12, 1)),
        # a value of several lines is underlined to the end of its first
        ("a: long\n  words\nb: c\n", ("a",), (1, 4, 4)),
        ("a: >-\n  long\n  words\nb: c\n", ("a",), (1, 4, 2)),
        ("a:\n  b: c\n  d: e\n", ("a",), (2, 3, 4)),
        # nothing
        ("a:\nb: c\n", ("a",), (1, 3, 1)),
        ("- \n- b\n", (0,), (1, 2, 1)),
    ],
)
def test_a_value_knows_its_place(text: str, path: tuple[str | int, ...], place: tuple[int, int, int]) -> None:
    """Line, column and width are those of the value as an editor counts them."""
    assert _place(_node(text).at(*path)) == place


def test_a_key_knows_its_place() -> None:
    """A problem of a field points at its name."""
    node = _node("a: 1\nb c: {d: 2, e: 3}\n")
    assert _place(node.key("b c")) == (2, 1, 3)
    assert _place(node.at("b c").key("e")) == (2, 13, 1)


def test_a_missing_key_or_field_is_its_owner() -> None:
    """Where a path ends early, the deepest node there is stands for it."""
    node = _node("a:\n  - b\n")
    assert node.at("a", 3, "x") is node.at("a")
    assert node.at("a", "x") is node.at("a")
    assert node.at("a", 0, 0) is node.at("a", 0)
    assert node.key("z") is node


def test_a_byte_order_mark_and_windows_line_endings_move_nothing(tmp_path: Path) -> None:
    """A file saved by a Windows editor has the places that the editor shows."""
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbfid: a\r\nname:\r\n  - b\r\n")
    read = text_of(tmp_path, "a.yml", [])
    assert read is not None
    node, problems = nodes_of(*read)
    assert node is not None
    assert problems == []
    assert _place(node.key("id")) == (1, 1, 2)
    assert _place(node.at("name", 0)) == (3, 5, 1)
    assert node.file.lines[:2] == ("id: a", "name:")


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: &x b\n", 1, 4, "the anchor `&x` is not allowed"),
        ("a: &x {b: c}\n", 1, 4, "the anchor `&x` is not allowed"),
        ("a: &x [b]\n", 1, 4, "the anchor `&x` is not allowed"),
        ("a: b\nc: *a\n", 2, 4, "the alias `*a` is not allowed"),
        ("*a : b\n", 1, 1, "the alias `*a` is not allowed"),
        ("a: !!int 5\n", 1, 4, "the tag `!!int` is not allowed"),
        ("a: !mine {b: c}\n", 1, 4, "the tag `!mine` is not allowed"),
        ("a: ! b\n", 1, 4, "the tag `!` is not allowed"),
        ("a: b\n<<: {c: d}\n", 2, 1, "`<<`, which takes over other fields, is not allowed"),
        ("a: {<<: b}\n", 1, 5, "`<<`, which takes over other fields, is not allowed"),
        ("a: b\n---\nc: d\n", 2, 1, "a second document begins here"),
        ("? {a: b}\n: c\n", 1, 3, "a mapping stands where a field's name should be"),
        ("a: " + "[" * 41, 1, 43, "a value is nested more than 40 levels deep"),
        ("a: " + "{b: " * 41, 1, 160, "a value is nested more than 40 levels deep"),
        ('a: b\nc: "\\0"\n', 2, 4, "the value holds U+0000, which no editor shows"),
        ('"\\u2028": b\n', 1, 1, "the value holds U+2028, which no editor shows"),
    ],
)
def test_what_yaml_has_and_data_files_have_not(text: str, line: int, column: int, said: str) -> None:
    """Anchors, aliases, tags, merge keys, second documents, deep nesting and hidden characters are refused by name."""
    assert _refusal(text) == (line, column, said)


def test_merge_marks_in_quotes_are_a_name() -> None:
    """In quotes, `<<` is a key like any other."""
    assert list(_node('"<<": a\n').value) == ["<<"]


def test_nesting_within_the_limit_is_read() -> None:
    """The limit itself is allowed, also in the deepest of files."""
    node = _node("[" * DEPTH + "]" * DEPTH)
    assert node.value


def test_depth_is_refused_before_it_costs_anything() -> None:
    """A hundred thousand brackets are refused at the forty-first, without recursion."""
    assert _refusal("[" * 100_000)[2] == "a value is nested more than 40 levels deep"


def test_a_start_of_the_document_and_comments_are_allowed() -> None:
    """`---` at the top, comments and a byte order mark's absence change nothing."""
    assert _place(_node("# first\n---\na: b # last\n").at("a")) == (3, 4, 1)


def test_the_first_of_two_equal_keys_is_kept_and_both_are_named() -> None:
    """The tree goes on without the second, so that the rest of the file is still checked."""
    text = "a: 1\nb: 2\na:\n  c: 3\nd: 4\n"
    node, problems = nodes_of(SourceText.of("a.yml", text), text)
    assert node is not None
    assert (node.at("a").value, node.at("d").value) == ("1", "4")
    assert [(problem.code, problem.location.line) for problem in problems] == [("duplicate-key", 3)]
    assert problems[0].sentence == "the key `a` is there twice; the first is on line 1"
