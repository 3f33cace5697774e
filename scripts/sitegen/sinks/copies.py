"""In: the moves and the built site; out: at the former address of each file a copy of it, for Markdown a line that leads on."""

from __future__ import annotations

from collections.abc import Iterable

from ..compose.alongside import follow
from ..model.ledger import Move
from ..render.links import relative
from .place import Place


def leave_copies(moves: Iterable[Move], place: Place) -> None:
    """Pages lead on by themselves; a file cannot, so that it stands at both addresses. What is there is left alone."""
    moves, site = tuple(moves), place.folder
    for move in moves:
        file = site / move.from_
        if "#" in move.from_ or move.from_.endswith("/") or file.exists():
            continue
        to = follow(moves, move.from_)
        if move.from_.endswith("index.md"):
            text = _line(move, to) if to is None or (site / to).is_file() else ""
            place.put_text(move.from_, text) if text else None
        elif to is not None and (site / to).is_file():
            place.put(move.from_, (site / to).read_bytes())


def _line(move: Move, to: str | None) -> str:
    """The Markdown twin of a page that moved: its links would lead nowhere from here, so that it only leads on."""
    if to is None:
        return f"# Withdrawn\n\n{move.withdrawn}\n" if move.withdrawn else ""
    return f"# Moved\n\nThis page has moved to [{to}]({relative(move.from_, to, '')}).\n"
