"""In: pages for other engines, and what they were made of; out: that a file is taken over where all is the same, only there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sitegen.compose.page import Site
from sitegen.on_demand import Told
from sitegen.pipeline import prepare
from sitegen.render.document import Document
from sitegen.render.gists import gist_of
from sitegen.render.renderer import PIPE_TABLES
from sitegen.sinks.folder import write_markdown
from sitegen.sinks.kept import Made
from sitegen.sinks.place import Place


@pytest.fixture
def its(tiny: Path) -> tuple[Site, tuple[Document, ...]]:
    """The tiny review as Markdown alone."""
    prepared = prepare(tiny, tables=PIPE_TABLES)
    return prepared.site, prepared.documents


def _files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.md")}


def _unread(document: Document) -> Document:
    return replace(document, text=Told(lambda: pytest.fail(f"{document.path} was read")))


def test_what_is_the_same_is_not_read(its: tuple[Site, tuple[Document, ...]], tmp_path: Path) -> None:
    """Every file stands as it was written; one that somebody changed meanwhile is written again."""
    site, documents = its
    made = write_markdown(documents, site, Place(tmp_path / "old"))
    assert write_markdown(map(_unread, documents), site, Place(tmp_path / "new", tmp_path / "old"), made) == made
    assert _files(tmp_path / "new") == _files(tmp_path / "old") != {}
    changed = tmp_path / "old" / documents[0].path
    whole = changed.read_bytes()
    changed.write_bytes(whole + b"x")  # by its other name this is the file in the new folder, too
    assert write_markdown(documents, site, Place(tmp_path / "third", tmp_path / "old"), made) == made
    assert (tmp_path / "third" / documents[0].path).read_bytes() == whole


def test_what_a_file_is_made_of_besides_its_text_counts(its: tuple[Site, tuple[Document, ...]], tmp_path: Path) -> None:
    """The text of a work that it cites, what the audit found about it, its title, and the rows that cells belong to."""
    site, documents = its
    key, text = "head", "A work with an odd key [@head].\n"
    document = replace(documents[0], text=text, gist=gist_of(documents[0].path, text))
    site = replace(site, references={**site.references, key: "A work."})
    made = write_markdown([document], site, Place(tmp_path / "old"))
    text = document.markdown + "\n[x](a.md#x)\n"
    for number, (other, its_site) in enumerate(
        (
            (document, replace(site, references={**site.references, key: "Another work."})),
            (document, replace(site, marks={**site.marks, key: "Another word"})),
            (replace(document, title="Another title"), site),
            (replace(document, text=text, gist=gist_of(document.path, text)), site),
            (document, replace(site, tables=())),
        )
    ):
        new, anew = Place(tmp_path / f"{number}", tmp_path / "old"), Place(tmp_path / f"{number} anew")
        now: dict[str, Made] = dict(write_markdown([other], its_site, new, made))
        assert now[document.path].key != made[document.path].key
        assert now == write_markdown([other], its_site, anew)
        assert _files(tmp_path / f"{number}") == _files(tmp_path / f"{number} anew")
