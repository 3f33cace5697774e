"""In: pages of Markdown that link to one another; out: twins whose links lead from twin to twin, wherever a page lies."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from sitegen.render.links import relative
from sitegen.sinks.place import Place
from sitegen.sinks.twins import twin_of, write_twins

#: A page of a folder may have pages below it, and a folder a page of its own.
_PAGES = ("index.md", "teas/index.md", "teas/north.md", "teas/north/leaf.md", "teas/south.md", "far/away/x.md", "z.md")
_LINK = re.compile(r"\[(.*?)\]\((.*?)\)")


@pytest.fixture
def twins(tmp_path: Path) -> Place:
    """Each page links to all others, to one of their parts, and to a file."""
    markdown, site = Place(tmp_path / "markdown"), Place(tmp_path / "site")
    for path in _PAGES:
        named = [(to, anchor) for to in (*_PAGES, "files/all.bib") for anchor in ("", "part") if to != path or anchor]
        lines = [f"[{to}#{anchor}]({relative(path, to, anchor)})" for to, anchor in named]
        markdown.put_text(path, "\n".join([*lines, "[out](https://example.org/x.md)"]))
    markdown.settle()
    write_twins(markdown, site)
    return site


@pytest.mark.parametrize("path", _PAGES)
def test_links_lead_from_twin_to_twin(twins: Place, path: str) -> None:
    """To the twin of the page that was meant, with the same part; a file is meant as it is, an address stays."""
    twin = twin_of(path)
    links = _LINK.findall(Path(twins.folder, twin).read_text(encoding="utf-8"))
    assert len(links) == 2 * len(_PAGES) + 2
    assert links.pop() == ("out", "https://example.org/x.md")
    for meant, href in links:
        page, _, part = meant.partition("#")
        to, _, anchor = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(twin), to)) if to else twin
        assert (target, anchor) == (twin_of(page) if page.endswith(".md") else page, part)
