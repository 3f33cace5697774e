"""In: YAML in every style; out: that `review format` changes its looks alone, and nothing the second time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sitegen.cli import review
from sitegen.tidy import NotTidied, meaning, tidied

UNTIDY = """# A claim, as somebody typed it.
- id:   c-n001   # permanent
  about: [ north-tea,calm ]
  says: "Of those, {share} felt calm."


  quantities:
      share: { low: 60,  high: 70 }
  note: |
    Two lines,  kept


    as they are.
"""
TIDY = """# A claim, as somebody typed it.
- id: c-n001     # permanent
  about: [north-tea, calm]
  says: "Of those, {share} felt calm."


  quantities:
      share: {low: 60, high: 70}
  note: |
    Two lines,  kept


    as they are.
"""


def test_looks_are_put_in_order_and_comments_stay() -> None:
    """Spaces around colons and brackets; quotes, comments, lists and blocks of text as they were."""
    assert tidied(UNTIDY) == TIDY
    assert tidied(TIDY) == TIDY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:  1", "a: 1\n"),
        ("\ufeffa: 1\r\nb:   [x,y]\r\n", "a: 1\nb: [x, y]\n"),
        ("a: 1\n\n\n\nb: 2\n", "a: 1\n\nb: 2\n"),
        ("a:\n    - x\n    - y\n", "a:\n    - x\n    - y\n"),
        ("a:\n- x\n", "a:\n- x\n"),
        ("v: 1.10\nw: 007\nx: no\ny: 2026-01-02\nz: '8'\n", "v: 1.10\nw: 007\nx: no\ny: 2026-01-02\nz: '8'\n"),
    ],
)
def test_what_it_does_to_a_text(text: str, expected: str) -> None:
    """Numbers, dates and quotes are copied as they are typed, never as a program would write them."""
    assert tidied(text) == expected


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", 'a: "x'])
def test_what_is_not_sound_is_left_alone(text: str) -> None:
    """No YAML, or a key given twice: that is for `review validate` to say."""
    with pytest.raises(NotTidied):
        tidied(text)


_WORDS = st.text(st.characters(categories=("L", "N", "Zs"), include_characters="-_.:#'\"{}[],&*!|>%@`?"), max_size=12)
_VALUES = st.recursive(
    _WORDS | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    _VALUES, st.booleans(), st.integers(2, 6), st.sampled_from([None, "'", '"', "|"]), st.sampled_from([20, 80, 10**6])
)
def test_the_second_time_changes_nothing_and_no_value_changes(value, flow, indent, style, width) -> None:
    """For values of every shape, written in every style: the same events for a reader, and the same bytes again."""
    text = "# A comment.\n" + yaml.safe_dump(
        value, default_flow_style=flow, indent=indent, default_style=style, width=width, allow_unicode=True
    )
    try:
        once = tidied(text)
    except NotTidied:
        return  # what ruamel.yaml cannot write as it was stays as it was
    assert tidied(once) == once
    assert meaning(once) == meaning(text)
    assert once.count("#") == text.count("#")


@pytest.mark.parametrize("which", ["tiny_root", pytest.param("real_root", marks=pytest.mark.slow)])
def test_what_is_committed_is_in_order(request: pytest.FixtureRequest, which: str) -> None:
    """`review format --check` finds nothing to do in either review; what ruamel.yaml cannot read is named and left."""
    done = CliRunner().invoke(review, ["format", "--check", "--root", str(request.getfixturevalue(which))])
    assert done.exit_code == 0, done.output
    assert "not in our style" not in done.output


def test_a_file_is_written_only_when_asked(tiny: Path) -> None:
    """`--check` names it and ends with 1; without, it is put in order, and the next look finds nothing."""
    file = tiny / "data" / "vocabulary.yml"
    was = file.read_text(encoding="utf-8")
    file.write_text(was + "\n\n\n", encoding="utf-8")
    checked = CliRunner().invoke(review, ["format", "--check", str(file), "--root", str(tiny)])
    assert (checked.exit_code, checked.output) == (
        1,
        "data/vocabulary.yml: not in our style; `review format` puts it in order\n",
    )
    done = CliRunner().invoke(review, ["format", str(file), "--root", str(tiny)])
    assert (done.exit_code, done.output) == (0, "data/vocabulary.yml: put in order\n")
    assert file.read_text(encoding="utf-8") == was
    broken = tiny / "data" / "review.yml"
    broken.write_text("events: [", encoding="utf-8")
    failed = CliRunner().invoke(review, ["format", str(broken), "--root", str(tiny)])
    assert failed.output.startswith("data/review.yml: left as it is: it is not YAML")
    assert broken.read_text(encoding="utf-8") == "events: ["
