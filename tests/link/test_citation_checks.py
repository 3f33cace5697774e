"""In: a citation in a text of data, however it is written; out: that one which does not resolve is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.pipeline import load


@pytest.mark.parametrize("sign", ["@", "\\x40", "\\u0040", "\\U00000040"])
def test_a_citation_written_by_an_escape_is_one(tiny: Path, sign: str) -> None:
    """Files without `@` are not looked through; an escape of YAML is one."""
    file = tiny / "data" / "claims" / "leaf-notes" / "1.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  says:")
    file.write_text(f'{text[:start]}  note: "As told [{sign}nowhere2020]."\n{text[start:]}', encoding="utf-8")
    assert [problem.code for problem in load(tiny)[1] if problem.weight == "error"] == ["unknown-citation"]
