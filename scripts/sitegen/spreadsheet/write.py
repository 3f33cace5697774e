"""In: claims as text, lists and mappings; out: a file of claims as an editor would write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_SAFE = re.compile(r"[A-Za-z0-9À-ɏ](?:[\wÀ-ɏ ./·–()%;+-]*[\wÀ-ɏ.)%])?")
_TYPED = re.compile(
    r"[-+]?[\d_.]*([eE][-+]?\d+)?|0[xob][\da-f]+|true|false|null|yes|no|on|off|y|n|\d{4}-\d\d-\d\d.*", re.I
)
_NUMBERS = frozenset(("value", "low", "high", "n", "digits", "cites-unlisted"))
_HEAD = "# yaml-language-server: $schema=../../../build/schemas/claims.json\n"


def file_of(claims: list[dict[str, Any]], before: str = "") -> str:
    """The whole file; the comments at the head of the one before stay."""
    head = "".join(line + "\n" for line in _comments(before)) or _HEAD
    return head + "".join(_claim(claim) for claim in claims)


def _comments(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line


def _claim(claim: dict[str, Any]) -> str:
    lines = []
    for name, value in claim.items():
        if name == "quantities" and value:
            lines.append("quantities:")
            lines += [f"  {inner}: {_flow(quantity)}" for inner, quantity in value.items()]
        else:
            lines.append(f"{name}: {_flow(value, name)}")
    return "".join(f"{'- ' if place == 0 else '  '}{line}\n" for place, line in enumerate(lines))


def _flow(value: Any, field: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(inner, name)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, field) for inner in value) + "]"
    if field in _NUMBERS:
        return str(value)
    plain = _SAFE.fullmatch(value) and not _TYPED.fullmatch(value)
    return value if plain else json.dumps(value, ensure_ascii=False)
