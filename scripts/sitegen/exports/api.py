"""In: a Review and its Site; out: api/*.json: every claim, entity, comparison and work, and the schemas of the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from ..compose.addresses import claim_target, entity_path, reference_target, web_path
from ..compose.page import Site, Table, Target
from ..compose.text import filled, printed, quantity_text
from ..model.claim import Claim, Quantity
from ..model.entity import Entity
from ..model.json_text import indented
from ..model.review import Review
from ..model.summary import Summary
from ..validate.schemas import PUBLISHED, editor_schemas
from .deposit import deposit_files
from .findings import finding_files, marks_on

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def api_files(review: Review, site: Site, address: str) -> Mapping[str, str]:
    """Every file of the interface, by path; lists in the order in which pages show them."""
    claims = [_claim(review, claim, address) for claim in review.claims.values()]
    entities = [_entity(review, entity, address) for entity in review.entities.values()]
    citing: dict[str, list[str]] = {key: [] for key in review.references}
    for claim in review.claims.values():
        for key in dict.fromkeys(claim.cites):
            citing[key].append(claim.id)
    files: dict[str, Any] = {
        "api/claims.json": claims,
        "api/entities.json": entities,
        "api/comparisons.json": [_comparison(table, address) for table in site.tables],
        "api/references.json": [
            _reference(review, key, text, citing[key], address) for key, text in site.references.items()
        ],
    }
    files |= finding_files(review, site, address)
    schemas = editor_schemas(list(review.kinds.values()), address)
    files |= {f"{PUBLISHED}{name}": schema for name, schema in schemas.items()}
    texts = {path: indented(value) + "\n" for path, value in files.items()}
    return texts | deposit_files(review, address)


def web_address(address: str, target: Target) -> str:
    """Where a target lives on the site."""
    return address + web_path(target)


def _claim(review: Review, claim: Claim, address: str) -> dict[str, Any]:
    source, _, locator = claim.at.partition(":")
    return {
        "id": claim.id,
        "text": filled(review, claim, claim.says),
        "source": source,
        "passage": locator,
        "section": review.passages[claim.at].section,
        "also_at": list(claim.also_at),
        "topic": claim.topic,
        "about": list(claim.about),
        "cites": list(claim.cites),
        "cites_unlisted": list(claim.cites_unlisted),
        "quantities": {name: _quantity(review, quantity) for name, quantity in claim.quantities.items()},
        "note": claim.note,
        "appraisals": marks_on(review, claim.id),
        "address": web_address(address, claim_target(review, claim, claim.id)),
    }


def _quantity(review: Review, quantity: Quantity) -> dict[str, Any]:
    stated = {name: _plain(value) for name, value in msgspec.structs.asdict(quantity).items() if value is not None}
    return {"text": quantity_text(review, quantity), **stated}


def _plain(value: Any) -> Any:
    """Numbers of the data as JSON numbers; a decimal keeps its digits."""
    return value if isinstance(value, str) else json.loads(_ENCODER.encode(value))


def _entity(review: Review, entity: Entity, address: str) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": [{"name": alias.name, "type": alias.type} for alias in entity.core.aliases],
        "fields": {name: _plain(value) for name, value in entity.fields.items()},
        "stated_by": {name: list(claims) for name, claims in entity.core.stated_by.items()},
        "summary": _summary(review, entity.core.summary),
        "claims": list(review.claims_about.get(entity.id, ())),
        "address": web_address(address, Target(entity.name, entity_path(review, entity))),
    }


def _summary(review: Review, summary: Summary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    return {"text": printed(review, summary.text), "claims": list(summary.claims)}


def _comparison(table: Table, address: str) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "caption": table.caption,
        "columns": [table.row_heading, *table.columns],
        "rows": [
            {
                "id": row.id,
                "name": row.header.title,
                "cells": [
                    {
                        "id": cell.id,
                        "entries": [
                            {
                                "text": entry.text or ", ".join(target.title for target in entry.targets),
                                "cites": list(entry.cites),
                                "claims": [claim.anchor for claim in entry.claims],
                                "appraisals": [mark.id for mark in entry.appraisals],
                            }
                            for entry in cell.entries
                        ],
                        "empty": None if cell.entries else cell.empty,
                    }
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
        "address": web_address(address, table.home),
    }


def _reference(review: Review, key: str, text: str, claims: list[str], address: str) -> dict[str, Any]:
    reference = review.references[key]
    return {
        "key": key,
        "type": reference.type,
        "title": reference.title,
        "year": reference.year or None,
        "authors": list(reference.authors),
        "text": text,
        "cited_by_claims": claims,
        "address": web_address(address, reference_target(key, key)),
    }
