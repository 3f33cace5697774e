"""Mentions: which words of a text are an entity's name, and which of them become links."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.compose.mentions import BEGIN, END, MIDDLE, Mentions
from sitegen.pipeline import load
from sitegen.render.mentions import linked

TARGET = {
    "pd-1": "PD-1",
    "il-2": "IL-2",
    "acute": "Acute leukemia",
    "all": "ALL",
    "virus": "Oncolytic virus",
    "car": "CAR",
}


@pytest.fixture
def mentions(tiny: Path) -> Mentions:
    """Names of every sort: codes, an abbreviation that is also a word, words in the singular, a name in another name."""
    for id_, name in TARGET.items():
        (tiny / f"data/effect/{id_}.yml").write_text(f"id: {id_}\nname: {name}\n", encoding="utf-8")
    (tiny / "data/effect/t-cell.yml").write_text(
        "id: t-cell\nname: CAR T-cell therapy\naliases:\n  - {name: wrongli spelled, type: misspelling}\n",
        encoding="utf-8",
    )
    review, problems = load(tiny)
    assert review is not None
    assert not problems
    return Mentions(review)


def _marked(mentions: Mentions, text: str) -> list[str]:
    out = mentions.mark(text)
    return [part.split(END)[0].replace(MIDDLE, "|") for part in out.split(BEGIN)[1:]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # as written, whatever stands around it
        ("anti-PD-1 antibodies, PD-1/PD-L1", ["pd-1|PD-1", "pd-1|PD-1"]),
        # ordinary words in any case, singular and plural
        ("Oncolytic viruses and an oncolytic virus", ["virus|Oncolytic viruses", "virus|oncolytic virus"]),
        ("acute leukemias", ["acute|acute leukemias"]),
        # the longest name wins, joined by hyphens or spaces
        ("CAR T cell therapies", ["t-cell|CAR T cell therapies"]),
        ("CAR-T-cell therapy and a CAR", ["t-cell|CAR-T-cell therapy", "car|CAR"]),
        # an abbreviation that is also a word counts only as written
        ("all of them have ALL", ["all|ALL"]),
    ],
)
def test_names_are_found(mentions: Mentions, text: str, found: list[str]) -> None:
    """A name is found in its own spelling, in the plural, and inside longer text."""
    assert _marked(mentions, text) == [f"effects/{one.replace('|', '.md|')}" for one in found]


@pytest.mark.parametrize(
    "text",
    ["IL-21 and IL-2RA", "PD-12", "scar tissue", "acute. Leukemia", "pd-1", "wrongli spelled"],
)
def test_what_only_looks_like_a_name_is_left_alone(mentions: Mentions, text: str) -> None:
    """A longer code, another word, another case of a code or a misspelling is no mention."""
    assert _marked(mentions, text) == []


def test_marking_changes_no_word(mentions: Mentions) -> None:
    """Without the marks the text is what it was."""
    text = "PD-1, IL-2; acute leukemia (ALL) – CAR T-cell therapy."
    out = mentions.mark(text)
    for mark in (BEGIN, END):
        out = out.replace(mark, "")
    for path in ("pd-1", "il-2", "acute", "all", "t-cell"):
        out = out.replace(f"effects/{path}.md{MIDDLE}", "")
    assert out == text


def test_only_the_first_under_each_heading_is_linked(mentions: Mentions) -> None:
    """A second mention stays plain, a heading begins anew, and a link that stands there counts as the first."""
    body = (
        mentions.mark("PD-1 and PD-1") + "\n\n## Next {#next}\n\n" + mentions.mark("PD-1") + "\n\n## Last {#last}\n\n"
    )
    body += "[it](effects/pd-1.md) and " + mentions.mark("PD-1")
    first = "[PD-1](effects/pd-1.md)"
    expected = (
        f"{first} and PD-1\n\n## Next {{#next}}\n\n{first}\n\n## Last {{#last}}\n\n[it](effects/pd-1.md) and PD-1"
    )
    assert linked(body, "index.md") == expected


def test_a_page_does_not_link_to_itself(mentions: Mentions) -> None:
    """On its own page an entity's name stays plain."""
    assert linked(mentions.mark("PD-1"), "effects/pd-1.md") == "PD-1"


@pytest.mark.parametrize(
    "markdown",
    [
        "## PD-1 {#pd-1}",
        "`PD-1`",
        "```\nPD-1\n```",
        "[PD-1](x.md)",
        "![PD-1](x.png)",
        '<a href="PD-1">x</a>',
        "{{ q('PD-1') }}",
    ],
)
def test_hand_written_markup_is_never_linked(mentions: Mentions, markdown: str) -> None:
    """Headings, code, links, images, tags and calls keep their words as they are."""
    assert mentions.mark_markdown(markdown) == markdown
