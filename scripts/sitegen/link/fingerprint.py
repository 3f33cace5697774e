"""In: a claim; out: its fingerprint, which changes when what it says or one of its numbers does."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..model.claim import Claim


def fingerprint(claim: Claim) -> str:
    """Eight characters of what the claim says and of its quantities; its place and its works do not count."""
    said = json.dumps([claim.says, {name: _plain(its) for name, its in claim.quantities.items()}], sort_keys=True)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:8]


def _plain(value: Any) -> Any:
    """Without what is not stated, so that a new optional field of quantities changes nothing."""
    fields = getattr(value, "__struct_fields__", None)
    if fields is None:
        return [_plain(part) for part in value] if isinstance(value, tuple) else str(value)
    return {field: _plain(part) for field in fields if (part := getattr(value, field)) not in (None, ())}
