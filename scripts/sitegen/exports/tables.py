"""In: a Review and its Site; out: downloads/data/: each comparison as CSV and JSON, and a description of the files.

A spreadsheet runs a cell that begins with one of `= + - @`, also full-width ones, or with a tab or a line break as a
formula. Such a cell is written with an apostrophe before it, as OWASP advises ("CSV Injection"); so is one that would then
look the same, so that `plain` gives every text back as it was. The JSON holds every text as it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..compose.addresses import claim_target, passage_label
from ..compose.page import Cell, Entry, Row, Site, Table, Target
from ..model.citations import without_citations
from ..model.claim import Claim
from ..model.json_text import indented
from ..model.review import Review
from .api import web_address

FOLDER = "downloads/data"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_STATEMENT = (
    ("row", "The row's id; with the comparison's before it, its anchor."),
    ("name", "What the row is named by."),
    ("column", "The column's id."),
    ("column-title", "The column's heading."),
    ("text", "The statement as the table shows it."),
    ("low", "The number, or the lower end of a range."),
    ("high", "The number, or the upper end of a range."),
    ("bound", "How the source bounds the number: exact, about, up-to, at-least, more-than, less-than."),
    ("unit", "The unit of the number."),
    ("measure", "What is measured."),
    ("population", "Who or what was measured, as far as stated."),
    ("endpoint", "What exactly counted, as far as stated."),
    ("denominator", "Out of whom or what, as far as stated."),
)
_PROVENANCE = (
    ("claim", "The ids of the claims behind it."),
    ("source", "The sources of these claims."),
    ("passage", "Where the sources say so."),
    ("citation", "The works that the sources cite there: keys of references.bib."),
    ("appraisal", "The ids of what the editors note on these claims."),
    ("address", "The permanent address."),
)
_NUMERIC = ("low", "high")
_GUARDED = "A cell that a spreadsheet would take for a formula begins with an apostrophe."


def table_files(review: Review, site: Site, address: str) -> Mapping[str, str]:
    """The files of every comparison, by path, and datapackage.json, which describes them (Frictionless Data)."""
    files: dict[str, str] = {}
    resources: list[dict[str, Any]] = []
    say = review.writing.say
    for table in site.tables:
        for name, title, fields, rows in (
            (table.id, table.title, _fields(table, say), _wide(review, table, address)),
            (
                f"{table.id}-statements",
                say(f"{table.title}: one line a statement"),
                [_field(name, "", say(about)) for name, about in (*_STATEMENT, *_PROVENANCE)],
                _long(review, table, address),
            ),
        ):
            files[f"{FOLDER}/{name}.csv"] = _csv([field["name"] for field in fields], rows)
            resources.append(_resource(name, title, without_citations(table.caption), fields))
        files[f"{FOLDER}/{table.id}.json"] = _json(_as_value(review, table, address))
    if resources:
        files[f"{FOLDER}/datapackage.json"] = _json(_package(review, address, resources))
    return files


def safe(text: str) -> str:
    """The text as no spreadsheet takes it for a formula; a negative number stays a number."""
    if not text.lstrip("'").startswith(_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def plain(cell: str) -> str:
    """The text of a cell of such a file, as it was before: without the apostrophe that guards it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _fields(table: Table, say: Callable[[str], str]) -> list[dict[str, Any]]:
    fields = [_field("id", say("Row"), say("The row's permanent id.")), _field("name", table.row_heading, "")]
    if table.group is not None:
        fields.append(_field("group", table.group.title, say("The group that the row stands in.")))
    for head in table.heads:
        fields.append(_field(head.id, head.title, ""))
        if head.sort == "number":
            fields += [_field(f"{head.id}.{end}", say(f"{head.title}, {end} end"), "") for end in _NUMERIC]
    return fields + [_field(name, "", say(about)) for name, about in _PROVENANCE]


def _field(name: str, title: str, about: str) -> dict[str, Any]:
    type_ = "number" if name.rpartition(".")[2] in _NUMERIC else "string"
    texts = {"title": title, "description": about}
    return {"name": name, "type": type_, **{key: text for key, text in texts.items() if text}}


def _wide(review: Review, table: Table, address: str) -> Iterator[list[str]]:
    """The table as it is shown, one line a row; what stands behind its cells is joined."""
    for row in table.rows:
        line = [row.id, row.name, *([row.group] if table.group is not None else [])]
        for head, cell in zip(table.heads, row.cells, strict=True):
            line.append(review.writing.say(cell.words))
            if head.sort == "number":
                low, _, high = cell.sort.partition(" ")
                line += [low, high]
        entries = [entry for cell in row.cells for entry in cell.entries]
        yield [*line, *_provenance(review, entries), _address(table, row.id, address)]


def _long(review: Review, table: Table, address: str) -> Iterator[list[str]]:
    """One line a statement; an empty cell has a line that says what its being empty means."""
    for row in table.rows:
        for head, cell in zip(table.heads, row.cells, strict=True):
            for entry in cell.entries or (Entry(cell.empty),):
                yield [
                    row.id,
                    row.name,
                    head.id,
                    head.title,
                    review.writing.say(entry.words),
                    *_measured(review, entry),
                    *_provenance(review, [entry]),
                    _address(table, cell.id, address),
                ]


def _measured(review: Review, entry: Entry) -> list[str]:
    if entry.measured is None:
        return [""] * 8
    claim, name = entry.measured
    quantity = review.claims[claim].quantities[name]
    low = quantity.value if quantity.low is None else quantity.low
    high = quantity.value if quantity.high is None else quantity.high
    what = (quantity.bound, quantity.unit, quantity.measure)
    return [f"{low:f}", f"{high:f}", *what, quantity.population, quantity.endpoint, quantity.denominator]


def _claims(review: Review, entries: Sequence[Entry]) -> list[Claim]:
    ids = [id_ for entry in entries for id_ in (*(card.anchor for card in entry.claims), *entry.counted)]
    return [review.claims[id_] for id_ in dict.fromkeys(ids)]


def _provenance(review: Review, entries: Sequence[Entry]) -> list[str]:
    claims = _claims(review, entries)
    cites = [key for claim in claims for key in claim.cites]
    cites += [f"{claim.at.partition(':')[0]} no. {number}" for claim in claims for number in claim.cites_unlisted]
    parts = (
        [claim.id for claim in claims],
        [claim.at.partition(":")[0] for claim in claims],
        [place for claim in claims for place in (claim.at, *claim.also_at)],
        cites,
        [id_ for claim in claims for id_ in review.found.appraisals_of_claim.get(claim.id, ())],
    )
    return ["; ".join(dict.fromkeys(part)) for part in parts]


def _address(table: Table, anchor: str, address: str) -> str:
    return web_address(address, Target("", table.home.path, anchor))


def _csv(head: Sequence[str], rows: Iterator[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([safe(value) for value in row] for row in rows)
    return out.getvalue()


def _json(value: Any) -> str:
    return indented(value) + "\n"


def _as_value(review: Review, table: Table, address: str) -> dict[str, Any]:
    columns = [{"id": head.id, "title": head.title} for head in table.heads]
    return {
        "id": table.id,
        "title": table.title,
        "caption": table.caption,
        "address": web_address(address, table.home),
        "row_heading": table.row_heading,
        "group": table.group.title if table.group is not None else None,
        "columns": columns,
        "rows": [_row_value(review, table, row, address) for row in table.rows],
        "notes": [{"mark": note.mark, "text": note.text} for note in table.notes],
    }


def _row_value(review: Review, table: Table, row: Row, address: str) -> dict[str, Any]:
    cells = zip(table.heads, row.cells, strict=True)
    return {
        "id": row.id,
        "name": row.name,
        **({"group": row.group} if table.group is not None else {}),
        "address": _address(table, row.id, address),
        "cells": {head.id: _cell_value(review, cell, address) for head, cell in cells},
    }


def _cell_value(review: Review, cell: Cell, address: str) -> dict[str, Any]:
    return {
        "text": review.writing.say(cell.words),
        "stated": bool(cell.entries),
        "entries": [_entry_value(review, e, address) for e in cell.entries],
    }


def _entry_value(review: Review, entry: Entry, address: str) -> dict[str, Any]:
    quantity = None
    if entry.measured is not None:
        claim, name = entry.measured
        quantity = {"claim": claim, "name": name}
        numbers = dict(zip(("low", "high", "bound", "unit", "measure"), _measured(review, entry), strict=False))
        quantity |= {key: json.loads(text) if key in _NUMERIC else text for key, text in numbers.items()}
    return {
        "text": review.writing.say(entry.words),
        **({"quantity": quantity} if quantity else {}),
        "claims": [
            {
                "id": claim.id,
                "source": claim.at.partition(":")[0],
                "passage": claim.at.partition(":")[2],
                "where": review.writing.say(passage_label(review.source_at(claim.at), review.passages[claim.at])),
                "citation": list(claim.cites),
                "appraisal": list(review.found.appraisals_of_claim.get(claim.id, ())),
                "address": web_address(address, claim_target(review, claim, "")),
            }
            for claim in _claims(review, [entry])
        ],
    }


def _resource(name: str, title: str, about: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "title": title,
        "description": about,
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }


def _package(review: Review, address: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    info = review.info
    return {
        "name": info.id,
        "title": info.title,
        "description": f"{info.description} {review.writing.say(_GUARDED)}",
        "homepage": address,
        "version": info.edition.number,
        "created": f"{info.edition.date}T00:00:00Z",
        "licenses": [
            {"name": info.license.name.replace(" ", "-"), "title": info.license.name, "path": info.license.url}
        ],
        "contributors": [{"title": author.reading, "role": "author"} for author in info.people],
        "sources": [{"title": source.label} for source in review.sources.values()],
        "resources": resources,
    }
