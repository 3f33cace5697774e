"""In: the tiny review, published and then changed; out: that no wording is part of an address, and none gets lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sitegen.ledger import publish
from sitegen.pipeline import build
from sitegen.problems import ProblemsFound

pytestmark = pytest.mark.slow


@pytest.fixture
def published(built_copy: Path) -> Path:
    """A built copy of the tiny review whose addresses are all published."""
    assert publish(built_copy) > 50
    assert publish(built_copy) == 0
    return built_copy


def change(root: Path, file: str, *edits: tuple[str, str]) -> None:
    """Replace text in a file of the review."""
    text = (root / file).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, f"{old!r} is not in {file}"
        text = text.replace(old, new)
    (root / file).write_text(text, encoding="utf-8")


def test_new_wording_and_new_file_names_break_no_address(published: Path) -> None:
    """Every name, title, heading and label is worded anew, every file renamed; ids stay."""
    for file in [*published.rglob("data/**/*.yml"), *published.rglob("docs/**/*.md")]:
        if file.name in ("moved.yml",):
            continue
        text = file.read_text(encoding="utf-8")
        text = re.sub(
            r"^(\s*(?:- )?(?:title|plural|label|caption|row-heading|heading): )(.+)$",
            r"\1Newly worded \2",
            text,
            flags=re.M,
        )
        text = re.sub(r"^(name: )(.+)$", r"\1Other \2", text, flags=re.M)
        text = re.sub(r"^(#+ )(.+)( \{#)", r"\1Another heading\3", text, flags=re.M)
        file.write_text(text.replace('Newly worded "', '"Newly worded '), encoding="utf-8")
    for folder in ("claims/leaf-notes", "tea", "effect", "comparisons", "sources"):
        for file in sorted((published / "data" / folder).glob("*.yml")):
            file.rename(file.with_name(f"renamed-{file.name}"))
    shutil.move(published / "docs/chapters/calm.md", published / "docs/chapters/something-else.md")
    prepared = build(published)
    assert any("Other North tea" in document.title for document in prepared.documents)
    assert any("Newly worded" in document.title for document in prepared.documents)


def test_an_address_that_disappears_stops_the_build_with_its_name(published: Path) -> None:
    """The message names the address and points into the list."""
    change(published, "docs/chapters/calm.md", ("{#the-claim}", "{#the-statement}"))
    change(published, "data/courses/calm.yml", ("heading: the-claim", "heading: the-statement"))
    with pytest.raises(ProblemsFound) as found:
        build(published)
    (problem,) = found.value.problems
    assert problem.code == "address-lost"
    assert problem.sentence == "the published address 'chapters/calm-chapter/#the-claim' is no longer there"
    assert problem.location.text == "chapters/calm-chapter/#the-claim"


def test_a_part_that_moved_is_an_anchor_that_leads_on(published: Path) -> None:
    """The old anchor is still on its page, as a link."""
    change(published, "docs/chapters/calm.md", ("{#the-claim}", "{#the-statement}"))
    change(published, "data/courses/calm.yml", ("heading: the-claim", "heading: the-statement"))
    (published / "data/ledger/moved.yml").write_text(
        "moves:\n  - {from: chapters/calm-chapter/#the-claim, to: chapters/calm-chapter/#the-statement}\n",
        encoding="utf-8",
    )
    build(published)
    page = (published / "build/site/chapters/calm-chapter/index.html").read_text(encoding="utf-8")
    assert re.search(r'<a class="moved" href="#the-statement" id="the-claim">', page)


def test_a_page_that_moved_leaves_a_page_that_leads_on(published: Path) -> None:
    """So do its short address, its Markdown and its PDF, which need no line of their own."""
    change(published, "docs/chapters/calm.md", ("id: calm-chapter", "id: calming"))
    change(published, "data/courses/calm.yml", ("chapter: calm-chapter", "chapter: calming"))
    (published / "data/ledger/moved.yml").write_text(
        "moves:\n  - {from: chapters/calm-chapter/, to: chapters/calming/}\n", encoding="utf-8"
    )
    build(published)
    site = published / "build/site"
    for page in ("chapters/calm-chapter", "p/chapter-calm-chapter"):
        assert 'data-to href="../../chapters/calming/"' in (site / page / "index.html").read_text(encoding="utf-8")
    assert "](../calming/index.md)" in (site / "chapters/calm-chapter/index.md").read_text(encoding="utf-8")
    pdf = site / "downloads/chapters/calming.pdf"
    assert (site / "downloads/chapters/calm-chapter.pdf").read_bytes() == pdf.read_bytes()


def test_an_id_is_never_given_again(published: Path) -> None:
    """A claim is deleted; its address is missed; that its id stays with it, tests/test_new.py shows."""
    file = published / "data/claims/leaf-notes/1.yml"
    assert "c-n001" in file.read_text(encoding="utf-8")
    for path in [*published.rglob("data/**/*.yml"), *published.rglob("docs/**/*.md")]:
        path.write_text(path.read_text(encoding="utf-8").replace("c-n001", "c-zzzz"), encoding="utf-8")
    assert "c-n001" in (published / "data/ledger/published.txt").read_text(encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        build(published)
    assert {problem.code for problem in found.value.problems} == {"address-lost"}
