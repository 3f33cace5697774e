"""In: the tiny review; out: what its search finds first, and that full text is cut into parts that a query can name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sitegen.exports.search_words import words_of
from sitegen.pipeline import prepare


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CAR-T cells", ["car", "t", "cart", "cell"]),
        ("What is ALL, after all?", ["all"]),
        ("therapies for diseases", ["therapy", "diseas"]),
        ("Müller’s naïve TGF-β", ["muller", "muller", "naiv", "tgf", "β", "tgfβ"]),
        ("", []),
    ],
)
def test_words_are_what_readers_type(text: str, words: list[str]) -> None:
    """Hyphens, accents, plurals and capitals do not matter; words that say nothing stay out."""
    assert words_of(text) == words


def _parts(root: Path) -> dict[str, Any]:
    found = {}
    for path, text in prepare(root).files.items():
        if path.startswith("search/"):
            assert text.startswith("reviewSearch.part(")
            name, value = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
            assert path == f"search/{name}.js"
            found[name] = value
    return found


@pytest.mark.slow
def test_every_name_and_page_is_among_the_first_names(tiny_root: Path) -> None:
    """Entities with their other names, topics and rows; chapters, tables, works."""
    names = _parts(tiny_root)["names"]
    entries = {entry[1]: entry for entry in names["entries"]}
    title, _, kind, others, _, topics, rows = entries["teas/north-tea/"]
    assert (title, names["kinds"][kind], others) == ("North tea", "Tea", ["Hill leaf"])
    assert [names["topics"][topic][0] for topic in topics] == ["effect", "growing"]
    assert [0, "compare/calm-by-tea/#calm-by-tea.north-tea"] in rows
    assert names["tables"][0] == ["Calm by tea", [["color", "Color"], ["share", "Felt calm"], ["words", "In words"]]]
    kinds = {names["kinds"][entry[2]] for entry in entries.values()}
    assert {"Chapter", "Section of a chapter", "Comparison", "Work cited", "Page"} <= kinds


@pytest.mark.slow
def test_every_claim_is_found_by_each_of_its_words(tiny_root: Path) -> None:
    """A word stands in the part whose bounds hold it, with the numbers of the texts that have it."""
    parts = _parts(tiny_root)
    bounds = parts["names"]["bounds"]
    texts = [text for name in sorted(parts) if name.startswith("texts-") for text in parts[name]]
    assert len(texts) == parts["names"]["texts"]
    for number, (_, _, _, said) in enumerate(texts):
        for word in words_of(said):
            part = max(index for index, bound in enumerate(bounds) if bound <= word)
            assert number in parts[f"words-{part}"][word][::2]
