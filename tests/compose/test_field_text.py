"""In: values of fields of a kind; out: how pages say them: parts under their titles, entities by name."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from sitegen.compose.table_cells import field_text, has_parts
from sitegen.model.writing import Writing

PLACE = {"type": "string", "refers-to": "place", "title": "Where"}
OVEN = {"type": "object", "properties": {"place": PLACE, "hot": {"type": "boolean", "title": "Hot"}}}
REVIEW: Any = SimpleNamespace(
    entities={"mill": SimpleNamespace(name="The mill")},
    writing=Writing(point=",", group=".", say={"yes": "ja"}.get),  # type: ignore[arg-type]
)


@pytest.mark.parametrize(
    ("value", "schema", "said"),
    [
        ({"place": "mill", "hot": True}, OVEN, "Where: The mill; Hot: ja"),
        ([{"place": "mill"}, {"hot": True}], {"type": "array", "items": OVEN}, "Where: The mill; Hot: ja"),
        ({"size": Decimal("1250.50")}, {"type": "object"}, "size: 1250,50"),
        (1998, {"type": "integer"}, "1998"),
        (["a", "b"], {"type": "array", "items": {"type": "string"}}, "a; b"),
    ],
)
def test_a_value_in_words(value: Any, schema: dict[str, Any], said: str) -> None:
    """No key of the data where there is a title, no id where there is a name, and the marks of the language."""
    assert field_text(REVIEW, value, schema) == said


def test_what_has_parts() -> None:
    """An object, and a list of them."""
    assert has_parts(OVEN)
    assert has_parts({"type": "array", "items": OVEN})
    assert not has_parts(PLACE)
