"""The data is held against the texts of its sources, where these are at hand."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sitegen.pipeline import check_sources

TEXT = """A Title

1. Growing

The plant on the hill reaches two meters when nobody cuts it for three years in a row [1,2].

2. Drinking

Drinkers of the leaf were asked and most of them said that they felt calm afterwards.
"""
SOURCE = """id: leaf-notes
label: Leaf Notes 2025
reference: leaf2025
type: leaflet
about: A made-up leaflet.
references: {1: hill2020, 2: valley2021}
"""
EVIDENCE = """- id: e-n001
  type: paper
  title: Hills
  address: https://example.org/hills
  seen: 2026-01-01
  found: The work exists.
  confidence: high
  verdict: agrees
  relation: identifier
  reason: The title is the same.
  works: [hill2020]
  identifiers: {doi: 10.1234/hills.2020}
"""


@pytest.fixture
def texts(tiny: Path, tmp_path: Path) -> Path:
    """A review whose only source is TEXT, with its true index, and the folder that holds TEXT."""
    from sitegen.read.index_file import index_file
    from sitegen.read.source_text import index_text

    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "leaf-notes.txt").write_text(TEXT, encoding="utf-8")
    index = index_file("leaf-notes", index_text(TEXT))
    sections = index[index.index("sections:") :]
    (tiny / "data/sources/leaf-notes.yml").write_text(SOURCE + sections, encoding="utf-8")
    for file in ("data/claims/leaf-notes/2.yml", "docs/chapters/calm.md"):
        (tiny / file).unlink()
    for folder_of_claims in (
        "appraisals",
        "citation-audit",
        "questions",
        "comparisons",
        "directions",
        "figures",
        "courses",
    ):
        shutil.rmtree(tiny / "data" / folder_of_claims)
    (tiny / "data/evidence/leaf-notes.yml").write_text(EVIDENCE, encoding="utf-8")
    claim = (tiny / "data/claims/leaf-notes/1.yml").read_text(encoding="utf-8")
    claim = claim.replace("cites: [hill2020]", "cites: [hill2020, valley2021]")
    (tiny / "data/claims/leaf-notes/1.yml").write_text(claim, encoding="utf-8")
    tea = (tiny / "data/tea/north-tea.yml").read_text(encoding="utf-8").split("stated-by:")[0]
    (tiny / "data/tea/north-tea.yml").write_text(tea, encoding="utf-8")
    (tiny / "data/effect/calm.yml").write_text("id: calm\nname: Calm\n", encoding="utf-8")
    home = (tiny / "docs/index.md").read_text(encoding="utf-8").split("Of drinkers")[0]
    (tiny / "docs/index.md").write_text(home, encoding="utf-8")
    return folder


def _codes(tiny: Path, texts: Path) -> list[str]:
    problems, _ = check_sources(tiny, texts)
    return [problem.code for problem in problems]


def test_the_true_index_and_our_own_words_pass(tiny: Path, texts: Path) -> None:
    """Data made from the text itself, in words of our own, gives no problem."""
    assert _codes(tiny, texts) == []


def test_a_changed_text_is_noticed(tiny: Path, texts: Path) -> None:
    """Another word in the text gives another fingerprint; another number too; a new paragraph is missing."""
    file = texts / "leaf-notes.txt"
    file.write_text(TEXT.replace("three years", "four years") + "\nA new paragraph.\n", encoding="utf-8")
    assert _codes(tiny, texts) == ["index-differs", "index-differs"]


def test_a_copied_sentence_is_noticed(tiny: Path, texts: Path) -> None:
    """Nine words in a row of the source in a claim are one problem at that claim."""
    file = tiny / "data/claims/leaf-notes/1.yml"
    copied = "The plant on the hill reaches {height} when nobody cuts it for three years in a row."
    text = file.read_text(encoding="utf-8").replace("North tea is a hill plant that reaches {height}.", copied)
    file.write_text(text.replace("three years in", "long years in"), encoding="utf-8")
    assert _codes(tiny, texts) == []
    file.write_text(text, encoding="utf-8")
    assert _codes(tiny, texts) == ["copied-text"]


def test_a_copied_sentence_of_a_summary_is_noticed(tiny: Path, texts: Path) -> None:
    """Summaries of entities and of chapters are texts of ours, too."""
    copied = "The plant reaches any height when nobody cuts it for three years in a row. " + "Nobody knows more. " * 20
    summary = f"summary:\n  text: {copied}\n  claims: [c-n001]\n"
    tea = tiny / "data/tea/north-tea.yml"
    tea.write_text(tea.read_text(encoding="utf-8") + summary, encoding="utf-8")
    page = f"---\nid: hill\ntitle: Hill\ndescription: A hill.\n{summary}---\n\n{{{{ claim('c-n001') }}}}\n"
    (tiny / "docs/chapters/hill.md").write_text(page, encoding="utf-8")
    found = [code for code in _codes(tiny, texts) if code == "copied-text"]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("cites", "sentence"),
    [
        ("[hill2020]", "leaf-notes:1.p1 cites valley2021, but no claim made from it does"),
        ("[hill2020, valley2021, leaf2025]", "claim c-n001 cites leaf2025, which its passages do not"),
    ],
)
def test_a_lost_or_added_citation_is_noticed(tiny: Path, texts: Path, cites: str, sentence: str) -> None:
    """A work that the passage cites and no claim does, and one that a claim cites and its passage does not."""
    file = tiny / "data/claims/leaf-notes/1.yml"
    text = file.read_text(encoding="utf-8").replace("[hill2020, valley2021]", cites)
    file.write_text(text, encoding="utf-8")
    (problem,), _ = check_sources(tiny, texts)
    assert (problem.code, problem.sentence) == ("citation-differs", sentence)


def test_a_source_without_its_text_is_named(tiny: Path, texts: Path) -> None:
    """What could not be checked is said."""
    (texts / "leaf-notes.txt").unlink()
    assert check_sources(tiny, texts) == ((), ("leaf-notes",))


def test_our_review_agrees_with_its_sources(real_root: Path) -> None:
    """Where SOURCES names the folder of the texts: fingerprints and numbers agree, and nothing is copied."""
    folder = os.environ.get("SOURCES")
    if not folder:
        pytest.skip("not checked: the texts of the sources (name their folder as SOURCES=DIR)")
    problems, missing = check_sources(real_root, Path(folder))
    assert not missing
    assert not [problem for problem in problems if problem.weight == "error"]
