"""In: a review whose records come and go; out: that an id that was ever issued is given to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen import new


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance draws n001, n002, n003 … in turn."""
    letters = (letter for number in range(1, 20) for letter in f"n{number:03}")
    monkeypatch.setattr(new.secrets, "choice", lambda alphabet: next(letters))


@pytest.mark.usefixtures("drawn")
def test_an_id_in_use_is_not_given(tiny: Path) -> None:
    """The tiny review has the claims c-n001 and c-n002."""
    assert new.fresh_ids(tiny, 2, "claim") == ["c-n003", "c-n004"]


@pytest.mark.usefixtures("drawn")
def test_an_id_is_not_given_again_after_its_record_is_gone(tiny: Path) -> None:
    """The list of published addresses remembers it, and so does a move."""
    for file in [*tiny.rglob("data/**/*.yml"), *tiny.rglob("docs/**/*.md")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("c-n001", "c-zzzz").replace("c-n002", "c-yyyy"), encoding="utf-8")
    (tiny / "data/ledger").mkdir()
    (tiny / "data/ledger/published.txt").write_text("sources/leaf-notes/1/#c-n001\n", encoding="utf-8")
    (tiny / "data/ledger/moved.yml").write_text(
        'moves:\n  - {from: "sources/leaf-notes/2/#c-n002", withdrawn: the source was corrected}\n', encoding="utf-8"
    )
    assert new.fresh_ids(tiny, 1, "claim") == ["c-n003"]


@pytest.mark.usefixtures("drawn")
def test_a_released_edition_remembers_its_ids(tiny: Path) -> None:
    """Its snapshot names every claim that it had."""
    (tiny / "data/editions").mkdir()
    (tiny / "data/editions/2026.1.json").write_text('{"claims": {"c-n003": "It grows."}}', encoding="utf-8")
    assert new.fresh_ids(tiny, 1, "claim") == ["c-n004"]


@pytest.mark.usefixtures("drawn")
def test_ids_of_another_sort_do_not_matter(tiny: Path) -> None:
    """The tiny review has the evidence e-n001, and no more."""
    assert new.fresh_ids(tiny, 1, "evidence") == ["e-n002"]
