"""In: the claims as they are; out: what of a table a spreadsheet changed unasked, and the claims with what it left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from .columns import CLAIM, NUMERIC, QUANTITY, nested

Claims = Mapping[str, Sequence[Mapping[str, Any]]]

#: What spreadsheets make of `1-2`, `3/4` or `1.10`.
_MONTH = r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sept?|o[ck]t|nov|de[cz])[a-zä]*\.?"
DATE = re.compile(
    rf"\d{{1,2}}[-. ]+{_MONTH}(?:[-. ]+\d{{2,4}})?|{_MONTH}[- ]\d{{2}}|\d{{1,2}}([./-])\d{{1,2}}\1\d{{2,4}}|"
    r"\d{4}-\d\d-\d\d[ T]00:00(?::00)?",
    re.I,
)
#: A number as spreadsheets shorten it, and one with a comma.
POWER = re.compile(r"-?\d+(?:[.,]\d+)?E[+-]?\d+", re.I)
COMMA = re.compile(r"-?\d+,\d+")


def misread(text: str) -> bool:
    """Whether letters of UTF-8 were read as those of Windows: `Ã¤` for `ä`, `â€“` for `–`."""
    if text.isascii():
        return False
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False


@dataclass(frozen=True)
class Present:
    """Every text of the claims, and for each column the claims that have something in it."""

    texts: frozenset[str]
    filled: Mapping[str, set[str]]

    @classmethod
    def of(cls, claims: Claims) -> Present:
        """Of the claims of each file."""
        filled: dict[str, set[str]] = {}
        texts: set[str] = set()
        for claim in (claim for its in claims.values() for claim in its):
            for column, value in _cells(claim):
                filled.setdefault(column, set()).add(str(claim.get("id", "")))
                texts.add(value)
        return cls(frozenset(texts), filled)


def _cells(claim: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, is_list in CLAIM:
        if claim.get(name) is not None:
            yield name, "; ".join(claim[name]) if is_list else str(claim[name])
    for key, quantity in (claim.get("quantities") or {}).items():
        yield "quantity", str(key)
        for name, is_list in QUANTITY:
            *path, last = nested(name)
            inside = quantity.get(path[0]) or {} if path else quantity
            if inside.get(last) is not None:
                yield name, "; ".join(inside[last]) if is_list else str(inside[last])


def merged(
    before: Sequence[Mapping[str, Any]], table: Sequence[dict[str, Any]], moved: Collection[str], removing: bool
) -> tuple[list[dict[str, Any]], list[str]]:
    """The claims of a file as the table has them, in their present order, and what has no row in it.

    That stays as it is unless it is to be removed, or was `moved`: the table has it in another file. A number that only
    lost a zero is the number that was there.
    """
    new = {claim["id"]: claim for claim in table}
    old = {str(claim.get("id", "")): claim for claim in before}
    without = [id_ for id_ in old if id_ not in new and id_ not in moved]
    found: list[dict[str, Any]] = []
    for id_, was in old.items():
        if id_ in new:
            claim = _like(was, new[id_])
            quantities, there = claim.get("quantities") or {}, was.get("quantities") or {}
            gone = [name for name in there if name not in quantities]
            without += [f"{id_}.{name}" for name in gone]
            if there and not removing:
                kept = {name: quantities.get(name, value) for name, value in there.items()}
                claim["quantities"] = (
                    kept | quantities | {name: quantities[name] for name in kept if name in quantities}
                )
            found.append(claim)
        elif not removing and id_ not in moved:
            found.append(dict(was))
    for place, claim in enumerate(table):
        if claim["id"] not in old:
            above = table[place - 1]["id"] if place else None
            at = next((at for at, its in enumerate(found, 1) if its["id"] == above), 0 if place == 0 else len(found))
            found.insert(at, claim)
    return found, without


def _like(was: Mapping[str, Any], now: Any, field: str = "") -> Any:
    """What is now, its fields in their former order, its numbers as they were written when they are the same."""
    if isinstance(now, dict) and isinstance(was, Mapping):
        names = [name for name in was if name in now] + [name for name in now if name not in was]
        return {name: _like(was.get(name), now[name], name) for name in names}
    if field in _NUMBERS and isinstance(was, str) and isinstance(now, str):
        try:
            return was if Decimal(was) == Decimal(now) else now
        except InvalidOperation:
            return now
    return now


_NUMBERS = frozenset(name.rpartition("-")[2] for name in NUMERIC)
