"""In: a review that is read and validated again; out: that a record is made anew when, and only when, its file or kind is."""

from __future__ import annotations

from pathlib import Path

from sitegen.read.review_files import Known, read_review
from sitegen.validate.known import KnownRecords
from sitegen.validate.records import Records, validate


def _by_id(records: Records) -> dict[str, object]:
    found = {record.value.id: record for record in records.entities}
    return found | {record.value.id: record for record in records.by_folder["claims"]}


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_records_of_files_that_did_not_change_are_those_of_before(tiny: Path) -> None:
    """One entity is edited, then its kind: all others are the same values; what is known is equal to what is made anew."""
    read, known = Known(), KnownRecords()

    def look() -> tuple[dict[str, object], list[str]]:
        records, problems = validate(read_review(tiny, read)[0], known)
        anew, found = validate(read_review(tiny)[0])
        assert problems == found
        assert _by_id(records) == _by_id(anew)
        return _by_id(records), [problem.code for problem in problems]

    before, _ = look()
    same, _ = look()
    assert all(same[id_] is before[id_] for id_ in before)

    _edit(tiny / "data/tea/north-tea.yml", "name: North tea", "name: Northern tea")
    after, _ = look()
    assert [id_ for id_ in before if after[id_] is not before[id_]] == ["north-tea"]

    _edit(tiny / "data/kinds/tea.yml", "properties:", "properties:\n  taste: {type: string}")
    kinds, _ = look()
    teas = {path.stem for path in (tiny / "data/tea").glob("*.yml")}
    assert {id_ for id_ in before if kinds[id_] is not after[id_]} == teas

    _edit(tiny / "data/tea/north-tea.yml", "name: Northern tea", "nmae: Northern tea")
    for _ in range(2):  # what is wrong is said each time
        gone, codes = look()
        assert "unknown-field" in codes
        assert "north-tea" not in gone
