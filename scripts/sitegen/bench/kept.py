"""In: Measured, and a folder; out: a file a size in that folder, and all sizes that were measured before, read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .compare import Texts
from .generate import Made
from .measure import Measured
from .run import Run

#: Why an engine was not run that nobody asked for.
NOT_WANTED = "left out of this run"


def write(measured: Measured, folder: Path) -> Path:
    """Everything, each single run among it; an older file of this size is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{measured.made.entities}.json"
    text = json.dumps(_rounded(asdict(measured)), ensure_ascii=False, indent=1)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return file


def read(folder: Path, seed: int) -> tuple[Measured, ...]:
    """What was measured with this seed, the smallest size first; each at its own time, maybe on its own machine."""
    found = [_measured(json.loads(file.read_text(encoding="utf-8"))) for file in folder.glob("[0-9]*.json")]
    return tuple(sorted((its for its in found if its.seed == seed), key=lambda its: its.made.entities))


def skipped(earlier: tuple[Measured, ...], size: int) -> Mapping[str, str]:
    """What did not finish with fewer entities is not tried with more."""
    found: dict[str, str] = {}
    for its in earlier:
        if its.made.entities < size:
            for name, why in its.unfinished.items():
                if why == NOT_WANTED:
                    continue
                known = why if why.startswith("not tried") else f"not tried: {why} with {its.made.entities} entities"
                found[name] = known
    return found


def _measured(told: Mapping[str, Any]) -> Measured:
    return Measured(
        **{
            **told,
            "made": Made(**told["made"]),
            "ours": _runs(told["ours"]),
            "stock": _runs(told["stock"]),
            "texts": _texts(told["texts"]) if told["texts"] else None,
            "more": {name: Run(**its) for name, its in told["more"].items()},
            "others": {name: _texts(its) for name, its in told["others"].items()},
            "stages": tuple(told.get("stages", ())),
        }
    )


def _runs(told: list[Mapping[str, float]]) -> tuple[Run, ...]:
    return tuple(Run(**its) for its in told)


def _texts(told: Mapping[str, Any]) -> Texts:
    return Texts(**{**told, "differences": tuple(told["differences"])})


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {name: _rounded(its) for name, its in value.items()}
    return [_rounded(its) for its in value] if isinstance(value, list | tuple) else value
