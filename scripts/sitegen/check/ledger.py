"""In: the built site, every published address, the moves of the ledger; out: addresses that lead nowhere any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from ..model.ledger import Move
from ..problems import Location, Problem, SourceText, nearest_of
from ..read.published import Published
from .pages import BuiltSite

_MOVED = "data/ledger/moved.yml"
#: The works that a page cites, in files beside the page: they go with it.
_BESIDE = re.compile(r"(?!downloads/)(?:.+/)?references\.(?:bib|ris|json)")
#: Files whose addresses nobody links to: they change with the theme and with each build.
_OWN = ("assets/", "downloads/previews/", "oembed/", "search/", "v/", "404.html", "sitemap.xml", "_headers")


class Addresses(Set[str]):
    """Every address of the built site: pages, their anchors, and files to download. None is written out to be looked for."""

    def __init__(self, built: BuiltSite):
        self._built = built

    def __contains__(self, address: object) -> bool:
        place, mark, anchor = str(address).partition("#")
        file = f"{place}index.html" if not place or place.endswith("/") else place
        if file not in self._built.files or not _is_linked(place) or place.endswith("index.html"):
            return False
        page = self._built.pages.get(file)
        return page is not None and anchor in page.anchors if mark else bool(place)

    def __iter__(self) -> Iterator[str]:
        for file in sorted(self._built.files):
            place = file.removesuffix("index.html") if file.endswith("index.html") else file
            if _is_linked(place):
                if place:
                    yield place
                page = self._built.pages.get(file)
                yield from (f"{place}#{anchor}" for anchor in sorted(page.anchors if page else ()))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> set[str]:  # type: ignore[override]
        return set(it)


def _is_linked(place: str) -> bool:
    return not place.startswith(_OWN) and not _BESIDE.fullmatch(place)


def check_ledger(built: BuiltSite, published: Published, moves: tuple[Move, ...]) -> list[Problem]:
    """Each published address is still there, or the ledger says where it went; what it says holds."""
    there = Addresses(built)
    gone = {move.from_: move for move in moves}
    problems = list(_wrong_moves(gone, there, built))
    if problems:  # each published address that goes that way would be reported, too
        return problems
    for address in published.lines:
        lost = _lost(address, there, gone)
        if lost is not None:
            near = nearest_of(lost, there)
            sentence = f"the published address '{address}' is no longer there"
            if lost != address:
                sentence = f"the published address '{address}' would lead to '{lost}', which is not there"
            fix = f"bring it back, or say in {_MOVED} where it went: `- {{from: {address}, to: …}}`"
            problems.append(Problem("address-lost", published.place(address), sentence, nearest=near, fix=fix))
    return problems


def _lost(address: str, there: Set[str], gone: Mapping[str, Move]) -> str | None:
    """The address at which a reader who follows a published one ends up with nothing; None when they find it."""
    for _ in range(len(gone) + 1):
        page, mark, anchor = address.partition("#")
        move = gone.get(address) or (gone.get(page) if mark else None)
        if move is None or move.to is None:
            return None if move is not None or address in there else address
        address = f"{move.to}#{anchor}" if mark and move.from_ == page and "#" not in move.to else move.to
    return address


def _wrong_moves(gone: Mapping[str, Move], there: Set[str], built: BuiltSite) -> Iterator[Problem]:
    for address, move in gone.items():
        page, _, anchor = address.partition("#")
        is_file = bool(page) and not anchor and not page.endswith("/")
        if is_file and move.to is not None and (move.to.endswith("/") or "#" in move.to):
            sentence = f"'{address}' is a file, and '{move.to}' is none; a copy of it cannot stand at the old address"
            yield _problem(sentence, fix="name the file that took its place, or say why it was withdrawn")
        elif move.to is not None and _lost(move.to, there, gone) is not None:
            sentence = f"'{address}' is said to have moved to '{move.to}', which is not there"
            yield _problem(sentence, nearest_of(move.to, there))


def _problem(sentence: str, near: str | None = None, fix: str | None = None) -> Problem:
    return Problem("bad-move", Location(SourceText(_MOVED, ())), sentence, nearest=near, fix=fix)
