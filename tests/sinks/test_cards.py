"""A section's cards are cut out of its page whole, and lead where they led there."""

from __future__ import annotations

import json
from pathlib import Path

from sitegen.sinks.cards import cards_in, write_cards
from sitegen.sinks.place import Place

PAGE = """<h1>x</h1>
<div class="claim-card">
<h3 id="c-a1b2">Claim c-a1b2<a class="headerlink" href="#c-a1b2">¶</a></h3>
<p id="p">It says <a href="../x/">so</a>.<sup id="fnref:k"><a href="#fn:k">[1]</a></sup></p>
<div class="finding finding-high"><div><p>Wrong.</p></div></div>
<div class="shown-on"><p>Shown on: <a href="y">y</a></p></div>
</div>
<div class="claim-card">
<h3 id="c-c3d4">Claim</h3>
<p>Other</p>
</div>
<div>end</div>"""


def test_a_card_is_whole_and_has_no_anchors() -> None:
    """Its finding is in it; its heading, notes, ids and the pages that show it are not."""
    found = cards_in(PAGE)
    assert list(found) == ["c-a1b2", "c-c3d4"]
    assert found["c-a1b2"] == (
        '<p>It says <a href="../x/">so</a>.</p>\n<div class="finding finding-high"><div><p>Wrong.</p></div></div>'
    )
    assert found["c-c3d4"] == "<p>Other</p>"


def test_a_page_without_cards_gives_none() -> None:
    """Most pages have none."""
    assert cards_in("<div><p>x</p></div>") == {}


def test_the_script_names_its_page(tmp_path: Path) -> None:
    """The script lies under the path of its page, and holds the page's address and the cards as JSON."""
    for url in ("sources/a/1/", "sources/a/1.html", "sources/a/1/index.html"):
        write_cards(Place(tmp_path), url, {"c-a1b2": "<p>x</p>"})
        text = (tmp_path / "assets/cards/sources/a/1.js").read_text(encoding="utf-8")
        page, cards = json.loads(f"[{text.removeprefix('reviewCards(').strip().removesuffix(')')}]")
        assert (page, cards) == (url, {"c-a1b2": "<p>x</p>"})
        assert "</" not in text
