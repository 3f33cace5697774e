"""In: a question of an older review; out: that it is read under the present names, and new mistakes are still named."""

from __future__ import annotations

from pathlib import Path

from sitegen.pipeline import load
from sitegen.problems import as_text


def _questions(root: Path, line: str) -> str:
    file = root / "data/questions/calm.yml"
    text = file.read_text(encoding="utf-8")
    kept = [old for old in text.splitlines() if not old.startswith("  subject:")]
    file.write_text("\n".join([kept[0], kept[1], line, *kept[2:]]) + "\n", encoding="utf-8")
    return as_text(load(root)[1])


def test_a_former_name_is_read(tiny: Path) -> None:
    """`therapy` was what `subject` is now: the data of an older review says the same."""
    assert _questions(tiny, "  therapy: north-tea") == ""
    review, _ = load(tiny)
    assert review is not None
    assert next(iter(review.questions.values())).subject == "north-tea"


def test_an_id_under_a_former_name_is_checked(tiny: Path) -> None:
    """The place of a mistake is where it stands."""
    said = _questions(tiny, "  therapy: nroth-tea")
    assert "unknown-id: `subject` names the entity 'nroth-tea'" in said
    assert "data/questions/calm.yml:3:12" in said


def test_the_core_types_name_no_field_of_medicine() -> None:
    """Kinds are data: no field of a core type is called after one of ours."""
    kinds = {path.stem for path in (Path(__file__).resolve().parents[2] / "data/kinds").glob("*.yml")}
    from sitegen.validate.schemas import RECORD_TYPES, SINGLE_FILES, schema_of

    fields = {
        name
        for type_ in (*RECORD_TYPES.values(), *SINGLE_FILES.values())
        for part in (schema_of(type_), *schema_of(type_).get("$defs", {}).values())
        for name in part.get("properties", {})
    }
    assert not fields & kinds
