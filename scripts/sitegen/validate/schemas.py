"""In: a core type or a kind; out: the one JSON Schema that validation, editors and the data dictionary share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec

from ..model.appraisal import Appraisal
from ..model.audit import CitationAudit
from ..model.chapter import ChapterHead
from ..model.claim import Claim
from ..model.comparison import Comparison
from ..model.course import Course
from ..model.direction import Directions
from ..model.edition import Editions
from ..model.entity import EntityCore, Kind
from ..model.evidence import Evidence
from ..model.figure import Figure
from ..model.glossary import Glossary, Timeline
from ..model.ledger import Ledger
from ..model.living import Checklist
from ..model.question import Question
from ..model.reading import Reading
from ..model.source import Source
from ..model.vocabulary import ReviewInfo, Vocabulary

#: The schema that the types are written in; also what a kind's properties must be.
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

#: Where schemas are published, below the site's address.
PUBLISHED = "api/schemas/"

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_NUMBER: Schema = {"type": "number"}

#: What a field of a kind may say: the part of JSON Schema that generator, editors and data dictionary understand,
#: and two words of ours, `refers-to` and `inverse`.
PROPERTY: Schema = {
    "title": "Property",
    "description": "A field of a kind, as JSON Schema.",
    "type": "object",
    "properties": {
        "title": {**_TEXT, "description": "The field's name on pages."},
        "description": {**_TEXT, "description": "What the field means, for the data dictionary and editors."},
        "type": {"enum": ["string", "integer", "number", "boolean", "array", "object"]},
        "enum": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
        "refers-to": {**_TEXT, "description": "The kind whose entities' ids the value takes."},
        "inverse": {**_TEXT, "description": "The wording of the relation seen from the other side."},
        "items": {"$ref": "#/$defs/Property"},
        "properties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Property"}},
        "required": {"type": "array", "items": {"type": "string"}},
        "pattern": {**_TEXT, "description": "A regular expression that the text fits."},
        "minLength": _COUNT,
        "maxLength": _COUNT,
        "minItems": _COUNT,
        "maxItems": _COUNT,
        "uniqueItems": {"type": "boolean"},
        "minimum": _NUMBER,
        "maximum": _NUMBER,
        "exclusiveMinimum": _NUMBER,
        "exclusiveMaximum": _NUMBER,
    },
    "additionalProperties": False,
}

#: What each folder of data/ holds; every other folder is a kind's. `""` stands for the files right in data/.
RECORD_TYPES: dict[str, type] = {
    "sources": Source,
    "kinds": Kind,
    "claims": Claim,
    "comparisons": Comparison,
    "readings": Reading,
    "appraisals": Appraisal,
    "evidence": Evidence,
    "citation-audit": CitationAudit,
    "questions": Question,
    "directions": Directions,
    "courses": Course,
    "figures": Figure,
}
#: The folders whose files hold a list of records each.
LIST_FOLDERS = ("claims", "readings", "appraisals", "evidence", "citation-audit", "questions")
SINGLE_FILES: dict[str, type] = {
    "data/review.yml": ReviewInfo,
    "data/vocabulary.yml": Vocabulary,
    "data/glossary.yml": Glossary,
    "data/timeline.yml": Timeline,
    "data/checklist.yml": Checklist,
    "data/ledger/moved.yml": Ledger,
    "data/editions.yml": Editions,
}


@cache
def schema_of(type_: type) -> Schema:
    """The JSON Schema of a core type, with no null: a field that is not known is left out, never empty."""
    (schema,), definitions = msgspec.json.schema_components([type_], ref_template="#/$defs/{name}")
    name = schema["$ref"].rpartition("/")[2]
    definitions = {key: _clean(value) for key, value in definitions.items()}
    if type_ is Kind:
        definitions["Kind"]["properties"]["properties"]["additionalProperties"] = {"$ref": "#/$defs/Property"}
        definitions["Property"] = PROPERTY
    return {"$schema": DIALECT, **definitions.pop(name), **({"$defs": definitions} if definitions else {})}


def list_schema(type_: type) -> Schema:
    """The schema of a file that holds a list of records, as the files of claims do."""
    item = dict(schema_of(type_))
    definitions = {**item.pop("$defs", {}), type_.__name__: item}
    item.pop("$schema")
    return {"$schema": DIALECT, "type": "array", "items": {"$ref": f"#/$defs/{type_.__name__}"}, "$defs": definitions}


def entity_schema(kind: Kind) -> Schema:
    """The schema of an entity: what every entity has, and the fields that its kind declares."""
    core = schema_of(EntityCore)
    return {
        **core,
        "title": kind.name,
        "description": kind.describes,
        "properties": {**core["properties"], **{name: _closed(field) for name, field in kind.properties.items()}},
        "required": [*core["required"], *kind.required],
    }


def _closed(field: Schema) -> Schema:
    """A mapping that declares its fields has no others, as everywhere: a misspelled one would be ignored."""
    closed = dict(field)
    if "items" in field:
        closed["items"] = _closed(field["items"])
    if "properties" in field:
        closed["properties"] = {name: _closed(inner) for name, inner in field["properties"].items()}
        closed["additionalProperties"] = False
    return closed


def editor_schemas(kinds: list[Kind], address: str = "") -> dict[str, Schema]:
    """Every schema that editors use, by file name: one a folder, one a kind, one a single file.

    Where the site's address is given, each names its own as `$id`, where it is published.
    """
    found = {
        f"{path.rpartition('/')[2].removesuffix('.yml')}.json": schema_of(type_) for path, type_ in SINGLE_FILES.items()
    }
    found["source.json"] = schema_of(Source)
    found["kind.json"] = schema_of(Kind)
    found |= {f"{folder}.json": list_schema(RECORD_TYPES[folder]) for folder in LIST_FOLDERS}
    found["comparison.json"] = schema_of(Comparison)
    found["course.json"] = schema_of(Course)
    found["figure.json"] = schema_of(Figure)
    found["directions.json"] = schema_of(Directions)
    found["page.json"] = schema_of(ChapterHead)
    found |= {f"{kind.id}.json": entity_schema(kind) for kind in kinds}
    if not address:
        return found
    return {name: {"$id": f"{address}{PUBLISHED}{name}", **schema} for name, schema in found.items()}


def _clean(schema: Any) -> Any:
    """Drop null and defaults that msgspec writes for optional fields; a Decimal is a number in YAML."""
    if isinstance(schema, list):
        return [_clean(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "decimal":
        kept = {key: value for key, value in schema.items() if key not in ("format", "type")}
        return {"type": "number", **kept}
    schema = {key: _clean(value) for key, value in schema.items()}
    options = schema.get("anyOf")
    if isinstance(options, list):
        options = [option for option in options if option != {"type": "null"}]
        if len(options) == 1:
            # What a field says of itself goes before what its type says.
            schema = {**options[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    if "default" in schema and schema["default"] in (None, [], {}):
        del schema["default"]
    return schema


def schema_files(kinds: Iterable[Kind], address: str) -> Mapping[str, str]:
    """The schemas by which editors check while they write, by the name of their file."""
    schemas = editor_schemas(list(kinds), address)
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}
