"""In: a seed; out: a review on a subject that nobody thought of, and that it builds with no line of Python.

The kinds, fields of every type that may be declared, relations, measures, units, topics, claims, a comparison and a page
are made up; nothing of them is in the generator. Every field, relation, number and cell must be on its page.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sitegen.pipeline import Prepared, build, load, prepare
from sitegen.problems import as_text
from sitegen.validate.schemas import PROPERTY

SEEDS = (1, 2, 3)
_SYLLABLES = "ba den fi gor hul ki lam mo nus pe rol sa tev ulm wik zor".split()
_TEXT = "a rule of the guild · <b>no markup</b> & *no stars* | no bar"


@dataclass
class Invented:
    """A review that was made up: its kinds with their fields, its entities with their values."""

    kinds: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    entities: dict[str, tuple[str, str, dict[str, Any]]] = field(default_factory=dict)
    numbers: dict[str, tuple[str, str, str]] = field(default_factory=dict)


def _word(dice: random.Random, used: set[str]) -> str:
    while True:
        word = "".join(dice.sample(_SYLLABLES, 3))
        if word not in used:
            used.add(word)
            return word


def _field(dice: random.Random, type_: str, kinds: list[str]) -> dict[str, Any]:
    schemas: dict[str, dict[str, Any]] = {
        "string": {"type": "string", "minLength": 1, "maxLength": 200},
        "choice": {"type": "string", "enum": ["no", "0x1F", "1.10", "blue"]},
        "pattern": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "integer": {"type": "integer", "minimum": -5, "maximum": 5000},
        "number": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 99},
        "boolean": {"type": "boolean"},
        "relation": {"type": "string", "refers-to": dice.choice(kinds), "inverse": "Named by"},
        "relations": {
            "type": "array",
            "items": {"type": "string", "refers-to": dice.choice(kinds)},
            "inverse": "Listed by",
            "minItems": 1,
            "maxItems": 9,
            "uniqueItems": True,
        },
        "texts": {"type": "array", "items": {"type": "string"}},
        "object": {
            "type": "object",
            "properties": {"depth": {"title": "Depth", "type": "number"}, "wet": {"type": "boolean"}},
            "required": ["depth"],
        },
    }
    return {"title": f"The {type_} of it", "description": "Made up.", **schemas[type_]}


FIELDS = ("string", "choice", "pattern", "integer", "number", "boolean", "relation", "relations", "texts", "object")


def _value(dice: random.Random, type_: str, schema: dict[str, Any], by_kind: dict[str, list[str]]) -> Any:
    targets = by_kind.get(schema.get("refers-to") or schema.get("items", {}).get("refers-to", ""), [])
    return {
        "string": _TEXT,
        "choice": "no",
        "pattern": "YES",
        "integer": dice.randint(1000, 5000),
        "number": 2.50,
        "boolean": False,
        "relation": targets and dice.choice(targets),
        "relations": targets and dice.sample(targets, dice.randint(1, len(targets))),
        "texts": ["one", "two: three", "null"],
        "object": {"depth": 7.25, "wet": True},
    }[type_]


def invent(root: Path, seed: int) -> Invented:
    """Write a whole review into a folder. JSON is YAML: nothing has to be known of how editors write it."""
    dice, used, its = random.Random(seed), set[str](), Invented()
    names = [_word(dice, used) for _ in range(dice.randint(3, 5))]
    by_kind = {kind: [_word(dice, used) for _ in range(dice.randint(2, 4))] for kind in names}

    def write(path: str, value: Any) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        (root / path).write_text(text, encoding="utf-8")

    for order, kind in enumerate(names):
        fields = {f"{type_}-field": _field(dice, type_, names) for type_ in FIELDS}
        its.kinds[kind] = fields
        head = {
            "id": kind,
            "name": kind,
            "plural": f"{kind.title()}en",
            "section": f"{kind}-en",
            "describes": "Made up.",
        }
        write(f"data/kinds/{kind}.yml", {**head, "order": order, "properties": fields, "required": ["string-field"]})
        for entity in by_kind[kind]:
            values = {f"{type_}-field": _value(dice, type_, fields[f"{type_}-field"], by_kind) for type_ in FIELDS}
            its.entities[entity] = (kind, entity.title(), values)
            write(f"data/{kind}/{entity}.yml", {"id": entity, "name": entity.title(), **values})
    measures, units = ([_word(dice, used) for _ in range(3)] for _ in range(2))
    claims, passages = [], []
    for number, (entity, (_, name, _)) in enumerate(its.entities.items(), 1):
        value, measure = dice.choice(["7", "12.5", "1204", "0.25"]), dice.choice(measures)
        unit = units[measures.index(measure)]
        says = f"Of {name} the almanac holds {{n}}."
        part = {"measure": measure, "value": float(value) if "." in value else int(value), "unit": unit}
        stated = {"population": name, "endpoint": "not stated", "denominator": "not stated"}
        claim = {"id": f"c-q{number:03d}", "at": f"almanac:1.p{number}", "about": [entity], "topic": "matter"}
        claims.append({**claim, "says": says, "short": "{n}", "quantities": {"n": {**part, **stated}}, "cites": []})
        passages.append(
            {
                "locator": f"1.p{number}",
                "section": "1",
                "type": "paragraph",
                "numbers": [{"value": part["value"], "written": value}],
            }
        )
        its.numbers[entity] = (f"{float(value):,.2f}".rstrip("0").rstrip("."), unit, measure)
    write("data/claims/almanac/1.yml", claims)
    source = {
        "id": "almanac",
        "label": "Almanac 1901",
        "reference": "almanac1901",
        "type": "almanac",
        "about": "All of it.",
    }
    write("data/sources/almanac.yml", {**source, "sections": [{"id": "1", "title": "1. All"}], "passages": passages})
    write("references.bib", "@misc{almanac1901,\n author = {{The Guild}},\n title = {{Almanac}},\n year = {1901},\n}\n")
    columns = [{"id": name, "title": f"Column {name}", "field": name} for name in its.kinds[names[0]]]
    columns += [{"id": f"m-{m}", "title": f"Measure {m}", "quantity": {"measure": m}} for m in measures]
    table = {"id": "side", "title": "Side by side", "caption": "All.", "row-heading": "Thing", "columns": columns}
    write("data/comparisons/side.yml", {**table, "rows": {"kind": names[0]}})
    listed = [{"id": one, "name": one.title(), "describes": "Made up."} for one in measures]
    pattern = dice.choice(["{} ell", "{}°"])
    write(
        "data/vocabulary.yml",
        {
            "topics": [{"id": "matter", "name": "Matter", "describes": "All."}],
            "measures": listed,
            "units": [{"id": one, "name": one, "pattern": pattern} for one in units],
        },
    )
    info = {
        "id": "guild",
        "title": "A guild",
        "short-title": "A guild",
        "description": "All.",
        "authors": ["The Guild"],
    }
    edition = {"edition": {"number": "2026.1", "date": "2026-01-02"}, "disclaimer": "Made up."}
    license_ = {"license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}}
    place = {"language": "en", "address": "https://example.org/guild/", "repository": "", "contact": ""}
    write("data/review.yml", {**info, **place, **license_, **edition})
    head = "---\nid: home\ntitle: Home\ndescription: All.\ngroup: home\n---\n\n"
    write("docs/index.md", head + "All of the guild[@almanac1901].\n\n{{ table('side') }}\n")
    write(
        "mkdocs.yml", "site_name: A guild\nsite_dir: build/site\nstrict: true\ntheme: material\nplugins:\n  - review\n"
    )
    return its


def _pages(prepared: Prepared) -> dict[str, str]:
    return {document.path: document.markdown for document in prepared.documents}


def test_every_type_of_field_is_tried() -> None:
    """A type that is added to what kinds may declare is added here."""
    types = {_field(random.Random(0), type_, ["x"])["type"] for type_ in FIELDS}
    assert types == set(PROPERTY["properties"]["type"]["enum"])
    said = {key for type_ in FIELDS for key in _field(random.Random(0), type_, ["x"])}
    assert set(PROPERTY["properties"]) <= said


@pytest.mark.parametrize("seed", SEEDS)
def test_a_review_on_anything_is_rendered(tmp_path: Path, seed: int) -> None:
    """Its data is in order; every field is on its page, every relation on the other side, every number where it belongs."""
    its = invent(tmp_path, seed)
    assert as_text(load(tmp_path)[1]) == ""
    pages = _pages(prepare(tmp_path))
    for entity, (kind, name, values) in its.entities.items():
        page = pages[f"{kind}-en/{entity}.md"]
        assert page.startswith(f"# {name} {{#top}}")
        for type_ in FIELDS:
            title = re.escape(f"The {type_} of it")
            assert re.search(rf"^\| {title} \| [^|\s]", page.replace("\\|", "¦"), re.M), (entity, type_)
        assert "| Depth: 7.25; wet: yes |" in page
        for target in {values["relation-field"], *values["relations-field"]}:
            other = pages[f"{its.entities[target][0]}-en/{target}.md"]
            assert f"]({'' if its.entities[target][0] == kind else f'../{kind}-en/'}{entity}.md)" in other
        assert its.numbers[entity][0] in page
        assert f"[{name}]({entity}.md)" in pages[f"{kind}-en/index.md"]
    assert "mapping of Depth (depth): number; wet: true or false" in pages["data-dictionary/index.md"]
    first = next(iter(its.kinds))
    table = pages["compare/side.md"]
    for entity, (kind, name, _) in its.entities.items():
        if kind == first:
            assert name in table
            assert its.numbers[entity][0] in table


@pytest.mark.long
@pytest.mark.slow
def test_a_review_on_anything_is_built(tmp_path: Path) -> None:
    """Site, book, downloads and all checks of them."""
    its = invent(tmp_path, 4)
    build(tmp_path)
    site = tmp_path / "build/site"
    for entity, (kind, _, _) in its.entities.items():
        assert (site / f"{kind}-en/{entity}/index.html").is_file()
    for file in ("review.pdf", "review.epub", "data/side.csv"):
        assert (site / "downloads" / file).stat().st_size > 500
