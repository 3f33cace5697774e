"""In: two groups of kinds; out: which of their entities claims name together, as curves, and the data behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ...model.figure import Network
from ..addresses import entity_target
from ..page import Entry
from .measure import BOLD, wrapped
from .palette import series
from .shapes import LABEL, LEADING, SMALL, Circle, Drawing, Linked, Path, Shape, Words, path
from .values import DataRow, DataTable, Facts, plain

_NARROW = 500


@dataclass(frozen=True)
class Link:
    """An entity of the first group and one of the second, and the claims that are about both."""

    left: str
    right: str
    claims: tuple[str, ...]


def links(facts: Facts, spec: Network) -> list[Link]:
    """The pairs that most claims are about; of equals, the first by id."""
    review = facts.review
    found: dict[tuple[str, str], list[str]] = {}
    for claim in review.claims.values():
        about = dict.fromkeys(claim.about)
        for left in about:
            for right in about:
                if review.entities[left].kind in spec.kinds and review.entities[right].kind in spec.others:
                    found.setdefault((left, right), []).append(claim.id)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Link(left, right, tuple(claims)) for (left, right), claims in ordered[: spec.links]]


def _orders(found: list[Link]) -> tuple[list[str], list[str]]:
    """Both groups in an order in which few curves cross: each by the middle of its partners, a few times over."""
    lefts = list(dict.fromkeys(link.left for link in found))
    rights = list(dict.fromkeys(link.right for link in found))
    for _ in range(6):
        rights = _by_middle(rights, {(link.right, link.left): len(link.claims) for link in found}, lefts)
        lefts = _by_middle(lefts, {(link.left, link.right): len(link.claims) for link in found}, rights)
    return lefts, rights


def _by_middle(members: list[str], weights: dict[tuple[str, str], int], partners: list[str]) -> list[str]:
    place = {partner: index / max(1, len(partners) - 1) for index, partner in enumerate(partners)}

    def middle(member: str) -> float:
        own = {partner: weight for (one, partner), weight in weights.items() if one == member}
        return sum(place[partner] * weight for partner, weight in own.items()) / sum(own.values())

    return sorted(members, key=lambda member: (round(middle(member), 6), member))


def draw(facts: Facts, spec: Network, width: float) -> Drawing:
    """The first group at the left, the second at the right, each pair joined by a curve as thick as its claims are many."""
    found = links(facts, spec)
    lefts, rights = _orders(found)
    narrow = width < _NARROW
    size = 12.0 if narrow else LABEL
    column = width * (0.33 if narrow else 0.31)
    names = {entity: facts.review.entities[entity].name for entity in (*lefts, *rights)}
    texts = {entity: wrapped(name, column - 4, size) for entity, name in names.items()}
    head = 36.0
    needed = [sum(max(26.0, len(texts[e]) * size * LEADING + 9) for e in side) for side in (lefts, rights)]
    height = max(needed)
    middles: dict[tuple[int, str], float] = {}
    for which, (side, own) in enumerate(zip((lefts, rights), needed, strict=True)):
        gap = (height - own) / max(1, len(side))
        y = head
        for entity in side:
            room = max(26.0, len(texts[entity]) * size * LEADING + 9) + gap
            middles[which, entity] = y + room / 2
            y += room
    x0, x1 = column + 14, width - column - 14
    totals = Counter[str]()
    for link in found:
        totals[link.left] += len(link.claims)
        totals[link.right] += len(link.claims)
    most = max(totals.values(), default=1)
    shapes: list[Shape] = [*_headings(facts, spec, x0 - 12, x1 + 12, size)]
    strongest = max((len(link.claims) for link in found), default=1)
    for link in sorted(found, key=lambda one: (len(one.claims), one.left, one.right)):
        y0, y1, bend = middles[0, link.left], middles[1, link.right], (x1 - x0) * 0.45
        curve = path("M", x0, y0, "C", x0 + bend, y0, x1 - bend, y1, x1, y1)
        thick = 1.2 + (7.0 if narrow else 9.0) * len(link.claims) / strongest
        shapes.append(Path(curve, "", series(lefts.index(link.left)), thick))
    for which, side, x, away in ((0, lefts, x0, -12.0), (1, rights, x1, 12.0)):
        for entity in side:
            color = "rule" if which else series(lefts.index(entity))
            middle = middles[which, entity]
            r = 3.5 + 4.5 * (totals[entity] / most) ** 0.5
            first = middle + size * 0.34 - (len(texts[entity]) - 1) * size * LEADING / 2
            label = [
                Words(x + away, first + n * size * LEADING, text, "ink", size, anchor="start" if which else "end")
                for n, text in enumerate(texts[entity])
            ]
            dot = Circle(x, middle, r, color, "paper", 1.5)
            shapes.append(Linked(entity_target(facts.review, entity), names[entity], (dot, *label)))
    return Drawing(width, head + height + 4, tuple(shapes))


def _headings(facts: Facts, spec: Network, left_x: float, right_x: float, size: float) -> list[Words]:
    """The kinds of both groups above them."""
    left, right = (
        " and ".join(facts.review.kinds[kind].plural for kind in kinds) for kinds in (spec.kinds, spec.others)
    )
    small = min(size, SMALL)
    texts = [wrapped(text, left_x, small, BOLD) for text in (left, right)]
    return [
        *(Words(left_x, 13 + n * small * LEADING, text, "soft", small, BOLD, "end") for n, text in enumerate(texts[0])),
        *(Words(right_x, 13 + n * small * LEADING, text, "soft", small, BOLD) for n, text in enumerate(texts[1])),
    ]


def table(facts: Facts, figure: str, spec: Network) -> DataTable:
    """Each pair with the number of its claims and the claims themselves."""
    rows = tuple(
        DataRow(
            f"{figure}.{link.left}.{link.right}",
            (
                (facts.entity_entry(link.left, None),),
                (facts.entity_entry(link.right, None),),
                plain(str(len(link.claims))),
                (Entry("", claims=tuple(facts.views[claim].card for claim in link.claims)),),
            ),
        )
        for link in links(facts, spec)
    )
    return DataTable(("First", "Second", "Claims about both", "Which"), rows)
