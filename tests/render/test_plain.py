"""In: templates that are no Markdown; out: that what is compiled once serves every language."""

from __future__ import annotations

from pathlib import Path

from sitegen.render.plain import filled


def test_a_filter_of_a_fixed_text_is_asked_each_time(tmp_path: Path) -> None:
    """Two books in two languages, made by one process: the second does not get the words of the first."""
    (tmp_path / "title.j2").write_text('{{ "Edition" | say }} {{ number }}', encoding="utf-8")
    made = [
        filled([tmp_path], "title.j2", {"number": "2026.1"}, {"say": words.get}).strip()
        for words in ({"Edition": "Edition"}, {"Edition": "Ausgabe"})
    ]
    assert made == ["Edition 2026.1", "Ausgabe 2026.1"]
