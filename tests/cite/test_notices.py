"""In: the tiny review with a retraction planted as evidence; out: that it is shown and exported wherever the work is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitegen.pipeline import prepare
from sitegen.render.notes import note_of

pytestmark = pytest.mark.slow

RETRACTION = """- id: e-n900
  type: index
  title: "Retraction: Valleys"
  address: https://example.org/retraction
  seen: 2026-01-01
  found: The journal took the paper back.
  confidence: high
  verdict: context
  relation: retraction
  reason: The notice names the title and the journal of the work.
  works: [valley2021]
"""


def test_a_retraction_is_shown_and_exported(tiny: Path) -> None:
    """On the page of the work, in the list, on the card; in all three formats with where and when it was seen."""
    (tiny / "data" / "evidence" / "notices.yml").write_text(RETRACTION, encoding="utf-8")
    prepared = prepare(tiny)
    documents = {document.path: document.markdown for document in prepared.documents}
    words = "Retracted: Retraction: Valleys (https://example.org/retraction, seen 2026-01-01)."
    assert '!!! warning "Retracted"' in documents["references/valley2021.md"]
    for path in ("references/valley2021.md", "references/index.md"):
        assert "Retracted: Retraction: Valleys" in documents[path]
    assert "Retracted" not in documents["references/hill2020.md"]
    assert "Retracted" in note_of(prepared.site, "valley2021", "teas/north-tea.md")
    for ending in ("bib", "ris", "json"):
        assert prepared.files[f"downloads/references.{ending}"].count(words) == 1
    items = {item["id"]: item for item in json.loads(prepared.files["downloads/references.json"])}
    assert items["valley2021"]["note"] == words
    assert "note" not in items["hill2020"]
