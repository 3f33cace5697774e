"""In: facts of pages as an earlier check noted them; out: that they spare the reading, and hide nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitegen.check import pages
from sitegen.check.facts import Facts, facts_in, noted
from sitegen.check.links import addresses_in, elements_with_links, links_of
from sitegen.check.pages import check_pages, read_site

ADDRESS = "https://example.org/teas/"
_PAGE = """<!doctype html>
<html lang="en">
<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"><title>T</title></head>
<body>
<article><p id="{id}">Text. <a href="{href}">There</a> <a href="https://elsewhere.org/">Out</a></p></article>
</body>
</html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages that link to each other."""
    for name, id_, href in (("index.html", "a", "north/#b"), ("north/index.html", "b", "../#a")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(_PAGE.format(id=id_, href=href), encoding="utf-8")
    return tmp_path


def _facts(site: Path) -> dict[str, Facts]:
    facts: dict[str, Facts] = {}
    assert check_pages(read_site(site, ADDRESS), facts) == []
    return facts_in(json.loads(json.dumps(noted(facts, "ground"))), "ground")


def _sentences(site: Path, known: dict[str, Facts]) -> list[tuple[str, int, str]]:
    found = check_pages(read_site(site, ADDRESS, known))
    return [(problem.code, problem.location.line, problem.sentence) for problem in found]


def test_a_page_of_the_same_bytes_is_not_read_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was noted stands for the page; a changed page alone is read."""
    known = _facts(site)
    assert sorted(fact.places for fact in known.values()) == [("index.html\na",), ("north/index.html\nb",)]
    read: list[str] = []
    real = pages._facts_at_once
    monkeypatch.setattr(pages, "_facts_at_once", lambda name, *its: read.append(name) or real(name, *its))
    assert _sentences(site, known) == []
    assert read == []
    page = site / "north" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Text.", "Another text."), encoding="utf-8")
    assert _sentences(site, known) == []
    assert read == ["north/index.html"]


def test_what_a_known_page_links_to_is_looked_for_each_time(site: Path) -> None:
    """Told as of a page that was read: with its line, in the same words."""
    known = _facts(site)
    page = site / "north" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace('id="b"', 'id="c"'), encoding="utf-8")
    assert _sentences(site, known) == _sentences(site, {}) != []
    page.unlink()
    assert _sentences(site, known) == _sentences(site, {}) != []


def test_a_page_with_a_problem_is_noted_by_none(site: Path) -> None:
    """It is read again until it is in order."""
    (site / "odd").mkdir()
    (site / "odd" / "index.html").write_text(_PAGE.format(id='o"><b id="o', href="../#a"), encoding="utf-8")
    facts: dict[str, Facts] = {}
    assert [problem.code for problem in check_pages(read_site(site, ADDRESS), facts)] == ["double-id"]
    assert len(facts) == 2


@pytest.mark.parametrize(
    "note",
    [
        None,
        [],
        {},
        {"of": "ground"},
        {"of": "ground", "words": ["a"], "pages": {"x": [[0], [0], [9]]}},
        {"of": "ground", "words": ["a"], "pages": {"x": [[0], [0]]}},
        {"of": "ground", "words": ["a"], "pages": [1]},
        {"of": "another", "words": ["a"], "pages": {"x": [[0], [0], [0]]}},
    ],
)
def test_a_note_of_another_form_or_program_is_none(note: object) -> None:
    """Nothing of it is believed."""
    assert facts_in(note, "ground") == {}


def test_addresses_are_those_of_the_links_with_lines(built_tiny) -> None:
    """Found in another way, and also in what pages of ours do not have."""
    pages_of_ours = [file.read_bytes() for file in sorted(built_tiny.site.rglob("*.html"))]
    odd = (
        b'<p style="background:url(a.png)" id=x><a href=b xlink:href="c">d</a><object data=e></object><table><td headers="f g">'
        b'<meta http-equiv=Refresh content="0; url=h"><meta property="og:url" content="i"><meta name=og:image content=j>'
        b'<img srcset="k 1x, l 2x" src="m"><style>@import "n"; p {background: url(o)}</style><svg><use xlink:href="#p"/></svg>'
        b'<form action=q><button formaction=r aria-labelledby="s  t">u</button></form><video poster=v data=w></video>'
    )
    for raw in (*pages_of_ours, odd):
        root = pages._parsed(raw)
        linked = [link.href for element in elements_with_links(root, raw) for link in links_of(element)]
        assert sorted(addresses_in(root, raw)) == sorted(linked)
    assert len(linked) > 18
