"""In: a site of a few files; out: that what a browser loads is counted packed, and the page in the middle is taken."""

from __future__ import annotations

from pathlib import Path

from sitegen.bench.reader import weights


def test_a_first_search_and_the_page_in_the_middle(tmp_path: Path) -> None:
    """Names, one part of words, one of texts: the largest of each."""
    for name, text in {
        "search/names.js": "n" * 5000,
        "search/words-0.js": "w" * 100,
        "search/words-1.js": "".join(map(str, range(2000))),
        "search/texts-0.js": "t" * 3000,
        "a/index.html": "a" * 10,
        "b/index.html": "b" * 30,
        "c/index.html": "c" * 900,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = weights(tmp_path, ["a", "b", "c"])
    assert found["a page"] == 30
    assert found["a page, packed"] < 30
    assert 1000 < found["a first search, packed"] < 8000
