"""In: the moves of the ledger and every published address; out: the moves with those of what belongs to each moved page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.ledger import Move
from .addresses import alongside


def with_belongings(moves: tuple[Move, ...], published: Iterable[str]) -> tuple[Move, ...]:
    """A page takes along what is published of its Markdown, files and short address, unless a move of its own says otherwise."""
    known = frozenset(published)
    found = {move.from_: move for move in moves}
    for move in moves:
        for its in _belongings(move):
            if its.from_ in known and its.from_ != its.to:
                found.setdefault(its.from_, its)
    return tuple(found.values())


def _belongings(move: Move) -> Iterator[Move]:
    """A file goes where the new page has its like; a page with nothing of the sort there leads to the new page."""
    if "#" in move.from_ or not move.from_.endswith("/"):
        return
    page = (move.to or "").partition("#")[0]
    there = alongside(page) if move.to and page.endswith("/") else {}
    for what, place in alongside(move.from_).items():
        if move.to is None:
            yield Move(from_=place, withdrawn=move.withdrawn)
        elif place.startswith("p/"):
            yield Move(from_=place, to=move.to)
        elif what in there:
            yield Move(from_=place, to=there[what])
        elif place.endswith("/"):
            yield Move(from_=place, to=move.to)


def follow(moves: Iterable[Move], address: str) -> str | None:
    """Where the moves lead from an address in the end; None for what was withdrawn, or goes in a circle."""
    gone = {move.from_: move.to for move in moves}
    for _ in range(len(gone) + 1):
        if address not in gone:
            return address
        if (to := gone[address]) is None:
            return None
        address = to
    return None
