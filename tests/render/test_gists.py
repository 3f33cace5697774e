"""In: pages as Markdown, rendered again from what is known; out: what is told of a text unread, and that it is the text's own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from sitegen.compose.page import Site
from sitegen.compose.pages import compose
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.render.document import Document
from sitegen.render.gists import body_gist_of, gist_of
from sitegen.render.known import Rendered
from sitegen.render.markdown import render_ways
from sitegen.render.marks import SHOWN_BEGIN, SHOWN_END
from sitegen.render.renderer import BOTH_TABLES, Renderer
from sitegen.sinks.noted import note_texts, noted_texts

_TEXT = """North [tea](../teas/north.md) [@b; @a] and [tea](../teas/north.md#leaf), [@a]
[§](1.md#c-aaaa "a title"), [out](https://example.org/x.md), [c](#c-bbbb) [d](../x.bib)
"""


def test_the_gist_of_a_page_is_what_its_text_says() -> None:
    """Works in the order of their first citation; pages by their own paths, each once; letters of every script."""
    gist = gist_of("notes/2.md", _TEXT + "ä“\ud800")
    assert gist.cites == ("b", "a")
    assert gist.links == ("teas/north.md", "notes/1.md", "notes/https://example.org/x.md")
    assert gist.sum == hashlib.sha256((_TEXT + "ä“\ud800").encode("utf-8", "surrogatepass")).hexdigest()


def test_the_gist_of_a_body_says_what_others_need_of_it() -> None:
    """A link with a title names a passage and mentions nobody; cards and marks count in every way of writing."""
    mark = "\ue003c-aaaa/a-one1 /a-two2\ue004"
    gist = body_gist_of("notes/2.md", (_TEXT + mark, f"{SHOWN_BEGIN}c-cccc{SHOWN_END}{mark}"))
    assert gist.cites == ("b", "a")
    assert "teas/north.md" in gist.links
    assert "notes/1.md" not in gist.links
    assert gist.claims == ("c-aaaa", "c-bbbb")
    assert gist.cards == ("c-cccc",)
    assert gist.marked == ("a-one1", "a-two2")


@pytest.fixture
def site(tiny: Path) -> Site:
    """The tiny review's pages."""
    review, problems = load(tiny)
    assert review is not None
    return compose(review, problems)


def _rendered(site: Site, tiny: Path, known: Rendered) -> tuple[tuple[Document, ...], ...]:
    return render_ways(site, template_folders(tiny), BOTH_TABLES, known)


def test_a_text_that_nobody_asks_for_is_neither_made_nor_read(
    site: Site, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its gist is known; asked for, it is the text that it was, also where the note of its body has gone bad since."""
    first = Rendered()
    made = _rendered(site, tiny, first)
    note_texts(file := tmp_path / "some.texts", first.now, "this")
    known = noted_texts(file, "this")
    read: list[str] = []
    get = type(known).__getitem__
    monkeypatch.setattr(type(known), "__getitem__", lambda its, key: read.append(key) or get(its, key))
    text = Renderer.text
    monkeypatch.setattr(Renderer, "text", lambda *_: pytest.fail("a page was rendered"))
    again = Rendered(known, now={}, lasting=True)
    second = _rendered(site, tiny, again)
    assert [[its.gist for its in way] for way in second] == [[its.gist for its in way] for way in made]
    bodies = {key for key in first.now if f"{key} gist" in first.now}
    assert len(bodies) == len(site.pages)
    assert not bodies & set(read)
    assert not again.now
    assert first.now.keys() == again.taken.keys()  # the next build may know them all
    monkeypatch.setattr(Renderer, "text", text)
    assert second == made

    raw = file.read_bytes()
    page = made[0][0]
    place = raw.rindex(page.title.encode())
    file.write_bytes(raw[:place] + b"?" + raw[place + 1 :])
    assert _rendered(site, tiny, Rendered(noted_texts(file, "this"), now={}, lasting=True)) == made


def test_what_others_say_of_a_page_makes_it_anew(site: Site, tiny: Path) -> None:
    """The body is known, and how the page is cited is another way now."""
    first = Rendered()
    _rendered(site, tiny, first)
    other = replace(site, citing={})
    known = Rendered(first.now)
    assert _rendered(other, tiny, known) == _rendered(other, tiny, Rendered())
    bodies = {key for key in known.now if f"{key} gist" in known.now}
    assert bodies <= first.now.keys()
    assert _rendered(other, tiny, known) != _rendered(site, tiny, known)
