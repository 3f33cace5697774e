"""In: nothing; out: what the made-up review is about: its identity, kinds, topics, measures, units."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]

#: What data/review.yml says.
IDENTITY: Record = {
    "id": "made-up",
    "title": "A made-up review for measuring",
    "short-title": "Made-up review",
    "description": "A made-up review; nothing in it is a fact.",
    "authors": ["The Testers"],
    "language": "en",
    "address": "https://example.org/made-up/",
    "repository": "",
    "contact": "",
    "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "edition": {"number": "2026.1", "date": "2026-01-02"},
    "disclaimer": "Made up. Not advice.",
}

#: Of ten entities: three agents, two targets, two conditions, two trials, one method.
_TEN = "agent target agent condition trial agent target condition trial method".split()

TOPICS: tuple[Record, ...] = (
    {"id": "mechanism", "name": "How it works", "describes": "What it does and by which way."},
    {"id": "efficacy", "name": "Efficacy", "describes": "What good it does."},
    {"id": "safety", "name": "Safety", "describes": "What harm it does."},
    {"id": "use", "name": "Use", "describes": "How and for whom it is used."},
    {"id": "cost", "name": "Cost", "describes": "What it costs."},
    {"id": "outlook", "name": "Outlook", "describes": "What may come."},
)
MEASURES: tuple[Record, ...] = (
    {"id": "response-rate", "name": "Response rate", "describes": "The share of those treated who responded."},
    {"id": "patients", "name": "Patients", "describes": "How many took part."},
    {"id": "follow-up", "name": "Follow-up", "describes": "How long they were followed."},
    {"id": "price", "name": "Price", "describes": "What a treatment costs."},
)
#: Each unit with the measure that it is used for.
UNITS: tuple[Record, ...] = (
    {"id": "percent", "name": "percent", "pattern": "{}%", "measure": "response-rate"},
    {"id": "patients", "name": "patients", "pattern": "{} patients", "measure": "patients"},
    {"id": "months", "name": "months", "pattern": "{} months", "measure": "follow-up"},
    {"id": "usd", "name": "US dollars", "pattern": "${}", "measure": "price"},
)


def vocabulary() -> Record:
    """The closed lists, as data/vocabulary.yml has them."""
    units = [{key: value for key, value in unit.items() if key != "measure"} for unit in UNITS]
    return {"topics": list(TOPICS), "measures": list(MEASURES), "units": units}


def kind_at(index: int) -> str:
    """The kind of the entity at this place."""
    return _TEN[index % len(_TEN)]


def _relation(title: str, kind: str, inverse: str) -> Record:
    return {"title": title, "type": "array", "items": {"type": "string", "refers-to": kind}, "inverse": inverse}


def _choice(title: str, *values: str) -> Record:
    return {"title": title, "type": "string", "enum": list(values)}


def _kind(order: int, id_: str, plural: str, properties: Record, *columns: Record) -> Record:
    return {
        "id": id_,
        "name": id_,
        "plural": plural,
        "section": plural.lower(),
        "describes": f"Made-up {plural.lower()}.",
        "order": order,
        "properties": properties,
        "required": list(properties),
        "columns": list(columns),
    }


def _field(name: str, title: str) -> Record:
    return {"id": name, "title": title, "field": name}


_RATE = {"id": "rate", "title": "Response rate", "quantity": {"measure": "response-rate"}}
_PATIENTS = {"id": "patients", "title": "Patients", "quantity": {"measure": "patients"}}
_EFFICACY = {"id": "efficacy", "title": "Efficacy", "claims": {"topic": "efficacy"}}
_SAFETY = {"id": "safety", "title": "Safety", "claims": {"topic": "safety"}}

#: The kinds; `columns` are those of its comparisons and no part of the kind's file.
KINDS: tuple[Record, ...] = (
    _kind(
        1,
        "agent",
        "Agents",
        {
            "targets": _relation("Targets", "target", "Agents that act on it"),
            "conditions": _relation("Conditions", "condition", "Agents used for it"),
            "route": _choice("Route", "by mouth", "by vein", "under the skin"),
        },
        _field("targets", "Targets"),
        _RATE,
        _EFFICACY,
        _SAFETY,
    ),
    _kind(
        2,
        "target",
        "Targets",
        {"place": _choice("Place", "membrane", "nucleus")},
        _field("place", "Place"),
        _RATE,
        _EFFICACY,
    ),
    _kind(
        3,
        "condition",
        "Conditions",
        {"course": _choice("Course", "acute", "chronic")},
        _field("course", "Course"),
        _RATE,
        _SAFETY,
    ),
    _kind(
        4,
        "trial",
        "Trials",
        {
            "agents": _relation("Agents", "agent", "Trials"),
            "conditions": _relation("Conditions", "condition", "Trials"),
            "status": _choice("Status", "planned", "running", "closed"),
        },
        _field("agents", "Agents"),
        _PATIENTS,
        _RATE,
        _EFFICACY,
    ),
    _kind(
        5,
        "method",
        "Methods",
        {"conditions": _relation("Conditions", "condition", "Methods")},
        _PATIENTS,
        _EFFICACY,
        _SAFETY,
    ),
)
