"""In: the tiny review with dead links, or with settings; out: that pages made one by one are as MkDocs makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.pipeline import prepare
from sitegen.plugin import build_site
from sitegen.problems import ProblemsFound
from sitegen.sinks.place import Place

CHAPTER = "docs/chapters/calm.md"


BEFORE = "\n<!-- linking text: a test -->\n"


def _messages(root: Path, text: str) -> list[tuple[str, int, str]]:
    """What the build of the site says of the chapter with this at its end: the file, the line, the sentence."""
    file = root / CHAPTER
    file.write_text(file.read_text(encoding="utf-8") + BEFORE + text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        build_site(root, prepare(root), Place(root / "site"))
    return [(its.location.file.path, its.location.line, its.sentence) for its in found.value.problems]


def test_a_link_to_a_part_that_no_page_has_is_named(tiny: Path) -> None:
    """On the page itself, on one that is made before it, and on one that is made after it; and which link it is."""
    links = "[One](#nowhere-1), [two](../index.md#nowhere-2), [three](../references/index.md#nowhere-3).\n"
    line = len((tiny / CHAPTER).read_text(encoding="utf-8").splitlines()) + 3
    doc, but = "Doc file 'chapters/calm-chapter.md' contains a link", "but the doc"
    has_no = "does not contain an anchor"
    assert _messages(tiny, links) == [
        (CHAPTER, line, f"{doc} '#nowhere-1', but there is no such anchor on this page."),
        (
            CHAPTER,
            line,
            f"{doc} '../index.md#nowhere-2', but the doc 'index.md' does not contain an anchor '#nowhere-2'.",
        ),
        (
            CHAPTER,
            line,
            f"{doc} '../references/index.md#nowhere-3', {but} 'references/index.md' {has_no} '#nowhere-3'.",
        ),
    ]


def test_a_link_to_a_file_beside_the_pages_is_in_order_or_named(tiny: Path) -> None:
    """MkDocs gets to know these files by links only; one that is not there is missed all the same."""
    links = "[One](../downloads/nowhere.csv), [two](../api/claims.json), [three](../search/nowhere.js).\n"
    line = len((tiny / CHAPTER).read_text(encoding="utf-8").splitlines()) + 3
    found = _messages(tiny, links)
    assert {(file, at) for file, at, _ in found} == {(CHAPTER, line)}
    assert ["nowhere.csv" in found[0][2], "nowhere.js" in found[1][2], len(found)] == [True, True, 2]


def test_what_the_settings_leave_out_is_left_out(tiny: Path) -> None:
    """Of the files beside the pages, too; the others are there, and MkDocs knows few of them."""
    config = tiny / "mkdocs.yml"
    settings = config.read_text(encoding="utf-8").replace("exclude_docs: |\n", "exclude_docs: |\n  oembed/\n")
    config.write_text(settings, encoding="utf-8")
    prepared = prepare(tiny)
    build_site(tiny, prepared, Place(tiny / "site"))
    beside = {path for path in prepared.files if (tiny / "site" / path).is_file()}
    assert {path.split("/")[0] for path in prepared.files.keys() - beside} == {"oembed"}
    assert not (tiny / "site" / "oembed").exists()
