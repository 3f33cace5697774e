"""In: the moves and the built site; out: at the former address of each file a copy of it, for Markdown a line that leads on."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from ..compose.alongside import follow
from ..model.ledger import Move
from ..render.markdown import relative


def leave_copies(moves: Iterable[Move], site: Path) -> None:
    """Pages lead on by themselves; a file cannot, so that it stands at both addresses. What is there is left alone."""
    moves = tuple(moves)
    for move in moves:
        file = site / move.from_
        if "#" in move.from_ or move.from_.endswith("/") or file.exists():
            continue
        to = follow(moves, move.from_)
        if move.from_.endswith("index.md"):
            file.parent.mkdir(parents=True, exist_ok=True)
            text = _line(move, to) if to is None or (site / to).is_file() else ""
            file.write_text(text, encoding="utf-8", newline="\n") if text else None
        elif to is not None and (site / to).is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site / to, file)


def _line(move: Move, to: str | None) -> str:
    """The Markdown twin of a page that moved: its links would lead nowhere from here, so that it only leads on."""
    if to is None:
        return f"# Withdrawn\n\n{move.withdrawn}\n" if move.withdrawn else ""
    return f"# Moved\n\nThis page has moved to [{to}]({relative(move.from_, to, '')}).\n"
