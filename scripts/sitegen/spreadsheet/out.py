"""In: the files of claims as nodes; out: all claims as one CSV, which the import reads back without loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from ..read.nodes import Node
from .columns import BETWEEN, CLAIM, COLUMNS, NONE, QUANTITY, guarded, nested

Plain = Any  # text, lists and mappings of text


def plain(node: Node) -> Plain:
    """A node's value without its places."""
    if isinstance(node.value, dict):
        return {name: plain(inner) for name, inner in node.value.items()}
    return [plain(inner) for inner in node.value] if isinstance(node.value, list) else node.value


def csv_of(files: Mapping[str, list[dict[str, Plain]]]) -> str:
    """The table; files and claims in the order given."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for file, claims in files.items():
        for claim in claims:
            for row in _rows(claim):
                writer.writerow({name: guarded(text) for name, text in {"file": file, **row}.items()})
    return out.getvalue()


def _rows(claim: dict[str, Plain]) -> Iterator[dict[str, str]]:
    first = {"id": claim["id"]} | {name: _cell(claim, name, is_list) for name, is_list in CLAIM}
    quantities = list((claim.get("quantities") or {}).items())
    for place, (name, quantity) in enumerate(quantities or [("", {})]):
        row = dict(first) if place == 0 else {"id": claim["id"]}
        yield row | {"quantity": name} | {column: _inside(quantity, column, many) for column, many in QUANTITY}


def _inside(quantity: dict[str, Plain], column: str, is_list: bool) -> str:
    *path, last = nested(column)
    for step in path:
        quantity = quantity.get(step) or {}
    return _cell(quantity, last, is_list)


def _cell(record: dict[str, Plain], name: str, is_list: bool) -> str:
    value = record.get(name)
    if value is None:
        return ""
    return (BETWEEN.join(value) or NONE) if is_list else str(value)
