"""In: the schemas of the tiny review; out: that each is valid, names its published address, and checks what editors write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import pytest
from ruamel.yaml import YAML
from sitegen.exports.api import api_files
from sitegen.pipeline import load, rendered
from sitegen.validate.schemas import DIALECT, PUBLISHED, editor_schemas

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://teas.invalid/review/"
_SETTING = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.M)


@pytest.fixture(scope="module")
def schemas(tiny_root: Path) -> dict[str, dict]:
    """Every schema of the tiny review, as it is published."""
    review, _ = load(tiny_root)
    assert review is not None
    return editor_schemas(list(review.kinds.values()), ADDRESS)


def test_each_has_its_own_address(schemas: dict[str, dict]) -> None:
    """`$id` is where the site has it; no two have the same."""
    assert {schema["$id"] for schema in schemas.values()} == {f"{ADDRESS}{PUBLISHED}{name}" for name in schemas}


def test_each_fits_the_metaschema(schemas: dict[str, dict]) -> None:
    """JSON Schema itself has nothing against it, and every reference resolves inside it."""
    for name, schema in schemas.items():
        assert schema["$schema"] == DIALECT, name
        plain = json.loads(json.dumps(schema))
        jsonschema_rs.meta.validate(plain)
        jsonschema_rs.validator_for(plain)


def test_the_site_has_them_where_they_say(tiny_root: Path) -> None:
    """The file at each address has that address."""
    review, _ = load(tiny_root)
    assert review is not None
    files = api_files(review, rendered(tiny_root).site, ADDRESS)
    published = {path: json.loads(text) for path, text in files.items() if path.startswith(PUBLISHED)}
    assert len(published) > 15
    assert all(schema["$id"] == ADDRESS + path for path, schema in published.items())


def _written() -> Iterator[tuple[Path, str]]:
    for folder in (ROOT, ROOT / "scripts/sitegen/starter", *ROOT.glob("examples/*/")):
        for file in sorted((folder / "data").rglob("*.yml")):
            found = _SETTING.search(file.read_text(encoding="utf-8"))
            if found:
                yield file, (file.parent / found[1]).resolve().relative_to(folder.resolve()).as_posix()


def test_the_editors_line_leads_to_a_schema_that_fits() -> None:
    """The line at the head of a file names the schema that `review build` writes, and the file is valid by it.

    Editors read YAML 1.2, in which `on` is a word. One file of each sort is enough: `review validate` reads them all."""
    core = editor_schemas([])
    seen: set[str] = set()
    for file, path in _written():
        folder, name = path.rsplit("/", 1)
        assert folder == "build/schemas", file
        if name not in core or name in seen:
            continue
        text = file.read_text(encoding="utf-8").replace("@title@", '"A"').replace("@id@", "a")
        value = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
        assert list(jsonschema_rs.iter_errors(core[name], value)) == [], file
        seen.add(name)
    assert len(seen) > 12
