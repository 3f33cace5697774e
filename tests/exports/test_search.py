"""In: the tiny review; out: what its search finds first, and that full text is cut into parts that a query can name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sitegen.exports.search import _as_read
from sitegen.exports.search_parts import _steps
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


def _entries(names: Any) -> dict[str, list[Any]]:
    """Each entry with all its parts, by its address."""
    found = {}
    for folder, kind, its in names["entries"]:
        for name, end, *more in its:
            rest = name.lower().replace(" ", "-") + "/" if end == 0 else end
            others, topics, rows = [*more, *([], -1, [])[len(more) :]]
            found[folder + rest] = [
                name,
                names["kinds"][kind],
                others,
                names["sets"][topics] if topics >= 0 else [],
                rows,
            ]
    return found


def _unpacked(steps: list[Any]) -> list[tuple[int, int]]:
    """Texts with what the word weighs in each, as search.js reads them."""
    found: list[tuple[int, int]] = []
    for step in steps:
        if isinstance(step, list):
            start = found[-1][0]
            found += [(start + more, step[1]) for more in range(1, step[0] + 1)]
        elif step < 0:
            found[-1] = (found[-1][0], -step)
        else:
            found.append(((found[-1][0] if found else -1) + step, 10))
    return found


@pytest.mark.parametrize(
    ("postings", "steps"),
    [
        ([(0, 10), (1, 10), (4, 17)], [1, 1, 3, -17]),
        ([(3, 31), *((number, 21) for number in range(10, 90))], [4, -31, 7, -21, [79, 21]]),
        ([(number, 10) for number in range(5)], [1, [4, 10]]),
        ([(number, 10) for number in range(4)], [1, 1, 1, 1]),
    ],
)
def test_texts_with_a_word_are_written_as_steps(postings: list[tuple[int, int]], steps: list[Any]) -> None:
    """Whatever is written is read back the same; runs are counted."""
    assert _steps(*map(list, zip(*postings, strict=True))) == steps
    assert _unpacked(steps) == postings


@pytest.mark.slow
def test_every_name_and_page_is_among_the_first_names(tiny_root: Path) -> None:
    """Entities with their other names, topics and rows; chapters, tables, pages."""
    parts = _parts(tiny_root)
    names = parts["names"]
    entries = _entries(names)
    title, kind, others, topics, rows = entries["teas/north-tea/"]
    assert (title, kind, others) == ("North tea", "Tea", ["Hill leaf"])
    assert [names["topics"][topic][0] for topic in topics] == ["effect", "growing"]
    assert 0 in rows
    title, place, columns = names["tables"][0]
    assert (title, place) == ("Calm by tea", "compare/calm-by-tea/#calm-by-tea.")
    assert names["columns"][columns] == [["color", "Color"], ["share", "Felt calm"], ["words", "In words"]]
    assert "" in entries
    assert {"Chapter", "Section of a chapter", "Comparison", "Page"} <= {kind for _, kind, *_ in entries.values()}
    notes = [note for number in range(len(entries)) for note in parts.get(f"notes-{number}", ())]
    assert len(notes) == len(entries)
    assert notes[list(entries).index("compare/calm-by-tea/")].startswith("The share of drinkers")


@pytest.mark.slow
def test_every_text_is_found_by_each_of_its_words(tiny_root: Path) -> None:
    """A word stands in the part whose bounds hold it: claims and works by number, then entries by what is said of them."""
    parts = _parts(tiny_root)
    names = parts["names"]
    bounds, count = names["bounds"], names["texts"]
    texts = [text for number in range(count) for text in parts.get(f"texts-{number}", ())]
    notes = [note for number in range(10_000) for note in parts.get(f"notes-{number}", ())]
    assert len(texts) == count > names["statements"] > 0
    assert {names["kinds"][kind] for _, _, kind, _ in texts[names["statements"] :]} == {"Work cited"}
    for number, said in enumerate([*(said for _, _, _, said in texts), *notes]):
        for word in words_of(said):
            part = max(index for index, bound in enumerate(bounds) if bound <= word)
            assert number in dict(_unpacked(parts[f"words-{part}"][word]))


def test_what_is_shown_of_a_chapter_reads_as_on_its_page() -> None:
    """No space before a comma that follows a link or a citation; characters that are written as signs are themselves."""
    text = (
        "They know [an antigen](../a.md#c-1), *a molecule* [@one; @two], and `kill` 3 &lt; 4 \\* 5 cells&#64;home.{: .x }\n\n"
        "<!-- a note --><p>One.</p><p>Two.</p>\n\n| a | b |\n\n- First.\n- Second."
    )
    assert (
        _as_read(text)
        == "They know an antigen, a molecule, and kill 3 < 4 * 5 cells@home. One. Two. - First. - Second."
    )
