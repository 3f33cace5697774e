"""In: pieces of pages; out: what another site shows of them in a frame: the figure alone, its links led out of the frame."""

from __future__ import annotations

import json

from sitegen.compose.metadata import Head
from sitegen.sinks.embeds import claim_embed, embed_of

TABLE = """<h1>Calm</h1>
<figure class="comparison wide" id="calm"><table><tr id="calm.a"><td><a href="../../teas/a/">A</a>
<a href="#fn:w">[1]</a> <a href="#appraised-here">here</a> <a href="https://doi.org/1">doi</a></td></tr></table></figure>
<p class="comparison-note" id="calm.note.a">note</p>
<p>More of the page.</p>
<div class="footnote"><ol><li id="fn:w"><a href="../../references/w/">W</a></li></ol></div>"""
HEAD = Head((("name", "citation_title", "Calm"), ("property", "og:title", "Calm")), (), "[]")


def test_a_table_alone_keeps_its_notes_and_works() -> None:
    """What the page says around it stays there."""
    embed = embed_of(TABLE, "Calm", "compare/calm/", HEAD)
    assert embed is not None
    assert (embed.place, embed.page, embed.to_root) == ("embed/table/calm/", "compare/calm/", "../../../")
    assert 'id="calm.a"' in embed.html
    assert 'id="calm.note.a"' in embed.html
    assert '<li id="fn:w">' in embed.html
    assert "More of the page" not in embed.html
    assert embed.cited == (("citation_title", "Calm"),)


def test_links_lead_out_of_the_frame() -> None:
    """To the same places, beside the frame; those to what is shown stay within it."""
    embed = embed_of(TABLE, "Calm", "compare/calm/", HEAD)
    assert embed is not None
    out = 'target="_blank" rel="noopener">'
    assert f'<a href="../../../teas/a/" {out}' in embed.html
    assert f'<a href="../../../references/w/" {out}' in embed.html
    assert f'<a href="../../../compare/calm/#appraised-here" {out}' in embed.html
    assert f'<a href="https://doi.org/1" {out}' in embed.html
    assert '<a href="#fn:w">' in embed.html


def test_pages_about_something_else_are_not_embedded() -> None:
    """A chapter shows a table, too, but it is at home elsewhere."""
    assert embed_of(TABLE, "Calm", "chapters/calm/", HEAD) is None
    assert embed_of("<p>No table.</p>", "Calm", "compare/calm/", HEAD) is None


def test_a_claim_is_a_script_that_no_text_can_end() -> None:
    """It names the claim, where its card stands, and the card."""
    script = claim_embed('<p><a href="../../x/">X</a></p>', "c-n001", "sources/s/1/")
    assert "</p>" not in script
    id_, page, card = json.loads("[" + script.removeprefix("reviewClaim(").removesuffix(")\n") + "]")
    assert (id_, page) == ("c-n001", "sources/s/1/#c-n001")
    assert card == '<p><a href="../../sources/x/" target="_blank" rel="noopener">X</a></p>'
