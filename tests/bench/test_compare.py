"""In: built pages that differ a little; out: that what was lost is found and what is explained is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitegen.bench.compare import compare_sites

PAGE = """<!doctype html><html><body><nav>menu</nav><article class="md-content">
<h1 id="t">Tea<a class="headerlink" href="#t">¶</a></h1>
<p>It calms.{first} Most say so. It is cheap.{second}</p>
<table><tr><td>one</td><td>two</td></tr></table>
<div class="footnote"><hr/><ol>{notes}</ol></div>
</article></body></html>"""
FIRST, SECOND = ('<sup id="fnref:{}"><a class="footnote-ref" href="#fn">{}</a></sup>'.format(key, "{}") for key in "ab")
NOTE = '<li id="fn:{0}"><p>Work {0}.&#160;<a class="footnote-backref" href="#fnref:{0}">↩</a></p></li>'


def _site(folder: Path, page: str, *, pages: tuple[str, ...] = ("tea/index.html",)) -> Path:
    for name in pages:
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(page, encoding="utf-8")
    docs = [{"location": name.removesuffix("index.html"), "title": "Tea", "text": "It calms."} for name in pages]
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text(json.dumps({"docs": docs}), encoding="utf-8")
    names = {"entries": [["", 0, [[entry["title"], entry["location"]] for entry in docs]]], "statements": 0, "texts": 0}
    (folder / "search" / "names.js").write_text(f'reviewSearch.part("names",{json.dumps(names)})', encoding="utf-8")
    return folder


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    """A site with a page that has two footnotes, as stock MkDocs writes it."""
    notes = NOTE.format("a") + NOTE.format("b")
    page = PAGE.format(first=FIRST.format(1), second=SECOND.format(2), notes=notes)
    return _site(tmp_path / "stock", page)


def _ours(**changed: str) -> str:
    notes = NOTE.format("b") + NOTE.format("a")
    given = {"first": FIRST.format("[2]"), "second": SECOND.format("[1]"), "notes": notes}
    return PAGE.format(**given | changed)


def test_what_is_explained_is_no_difference(tmp_path: Path, stock: Path) -> None:
    """Marks in brackets and notes in another order say the same."""
    texts = compare_sites(_site(tmp_path / "ours", _ours()), stock)
    assert texts.differences == ()
    assert (texts.pages, texts.words, texts.marks) == (1, 11, 2)


def test_a_missing_sentence_is_found(tmp_path: Path, stock: Path) -> None:
    """A sentence that only the stock page has is named with its place."""
    page = _ours().replace(" Most say so.", "")
    (difference,) = compare_sites(_site(tmp_path / "ours", page), stock).differences
    assert difference == (
        "tea/index.html: 3 words of stock not in ours, 0 of ours not in stock; "
        "from word 4: ours “It is cheap. one two”, stock “Most say so. It is cheap. one two”"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"notes": NOTE.format("b")}, "tea/index.html: 1 footnotes only in stock, the first: Work a."),
        ({"second": ""}, "tea/index.html: 1 footnote marks in ours, 2 in stock"),
    ],
)
def test_missing_notes_and_marks_are_found(tmp_path: Path, stock: Path, change: dict[str, str], expected: str) -> None:
    """A note that is not listed, or not marked in the text, is a difference."""
    assert compare_sites(_site(tmp_path / "ours", _ours(**change)), stock).differences == (expected,)


def test_swapped_cells_are_found(tmp_path: Path, stock: Path) -> None:
    """The same words in another order are a difference."""
    page = _ours().replace("one", "two ", 1).replace("<td>two</td>", "<td>one</td>")
    (difference,) = compare_sites(_site(tmp_path / "ours", page), stock).differences
    assert "0 words of stock not in ours" in difference
    assert "ours “two one”, stock “one two”" in difference


def test_a_missing_page_is_found(tmp_path: Path, stock: Path) -> None:
    """A page that only one site has, or only one search knows, is a difference."""
    ours = _site(tmp_path / "ours", _ours(), pages=("tea/index.html", "cup/index.html"))
    names = ours / "search" / "names.js"
    names.write_text('reviewSearch.part("names",{"entries":[],"statements":0,"texts":0})', encoding="utf-8")
    assert compare_sites(ours, stock).differences == (
        "cup/index.html: only in our site",
        "tea/: only the stock search finds it",
    )
