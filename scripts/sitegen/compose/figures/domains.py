"""In: the declaration of a domain diagram; out: molecules as blocks in layers, column by column, and the data behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...link.pointers import targets_of
from ...model.figure import DomainColumn, Domains, Part, Place
from ..addresses import entity_target
from .measure import BOLD, REGULAR, text_width, wrapped
from .palette import SERIES
from .shapes import (
    LABEL,
    LEADING,
    SMALL,
    Box,
    Circle,
    Drawing,
    Linked,
    Shape,
    Words,
    arrow,
    height_of,
    line,
    lines_of,
)
from .values import DataRow, DataTable, Facts, plain

_BLOCK, _STEM = 34.0, 9.0
#: For the name of a layer, above its blocks.
_TITLE = 26.0
#: A column is not drawn narrower; where there is no room for all, they stand in several bands.
_LEAST = 148.0
_UNKNOWN = "not stated"


@dataclass(frozen=True)
class _Block:
    """A block: its words, the entity that gives it its color, the claims behind it; one `or` the next, or with it."""

    label: str
    entity: str | None
    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class _Sheet:
    """What every part of a band needs to know; a single column stands `alone`, its words beside it."""

    facts: Facts
    spec: Domains
    columns: Sequence[DomainColumn]
    width: float
    alone: bool
    colors: dict[str | None, int]

    @property
    def step(self) -> float:
        """From one column to the next."""
        return self.width / len(self.columns)

    @property
    def middles(self) -> list[float]:
        """The middle of each column."""
        if self.alone:
            return [self.width * 0.2]
        return [self.step * (index + 0.5) for index in range(len(self.columns))]

    @property
    def block(self) -> float:
        """How wide a block is."""
        return min(132.0, self.width * 0.36 if self.alone else self.step - 16)

    @property
    def room(self) -> float:
        """For the words below a column."""
        return self.width - 8 if self.alone else self.step - 16


@dataclass(frozen=True)
class _Layer:
    """The blocks of a column in one place: rows from top to bottom; the blocks of a row are alternatives."""

    rows: tuple[tuple[_Block, ...], ...]

    @property
    def height(self) -> float:
        """How high it is, stems between the blocks included."""
        return len(self.rows) * (_BLOCK + _STEM)


def _layers(facts: Facts, spec: Domains, column: DomainColumn) -> list[_Layer]:
    return [_layer(facts, place, column) for place in spec.places]


def _layer(facts: Facts, place: Place, column: DomainColumn) -> _Layer:
    shared = [_block(facts, part) for part in place.parts]
    own = [block for block in _own(facts, place, column) if block.entity not in {part.entity for part in place.parts}]
    if place.own is not None and not _own(facts, place, column):
        own = [_Block(_UNKNOWN, None, "", ())]
    rows = ((tuple(own),) if own else ()) if column.joined == "or" else tuple((block,) for block in own)
    return _Layer((*rows, *((block,) for block in shared)))


def _block(facts: Facts, part: Part) -> _Block:
    return _Block(facts.name(part.entity, part.label), part.entity, facts.filled(part.says or ""), part.claims)


def _own(facts: Facts, place: Place, column: DomainColumn) -> list[_Block]:
    """What the column's entity names in the field that the place asks for, with the claims that state it."""
    entity = facts.review.entities[column.entity]
    if place.own is None or place.own not in entity.fields:
        return []
    schema = facts.review.kinds[entity.kind].properties[place.own]
    claims = entity.core.stated_by.get(place.own, ())
    found = []
    for _, target, _ in targets_of(entity.fields[place.own], schema):
        its = tuple(claim for claim in claims if target in facts.review.claims[claim].about) or claims
        found.append(_Block(facts.review.entities[target].name, target, "", its))
    return found


def _colors(facts: Facts, spec: Domains) -> dict[str | None, int]:
    """Each entity that is a block has one color in the whole figure."""
    blocks = [block for c in spec.columns for layer in _layers(facts, spec, c) for row in layer.rows for block in row]
    named = dict.fromkeys(block.entity or block.label for block in blocks if block.label != _UNKNOWN)
    return {name: index % SERIES + 1 for index, name in enumerate(named)}


def draw(facts: Facts, spec: Domains, width: float) -> Drawing:
    """Bands of columns, one below the other."""
    bands = -(-len(spec.columns) // max(1, int(width // _LEAST)))
    fitting = -(-len(spec.columns) // bands)
    shapes: list[Shape] = []
    y = 0.0
    for start in range(0, len(spec.columns), fitting):
        band, y = _band(facts, spec, spec.columns[start : start + fitting], y, width)
        shapes += band
        y += 26
    return Drawing(width, y - 22, tuple(shapes))


def _band(
    facts: Facts, spec: Domains, columns: Sequence[DomainColumn], y: float, width: float
) -> tuple[list[Shape], float]:
    """Some columns side by side, and where the band ends."""
    sheet = _Sheet(facts, spec, columns, width, len(spec.columns) == 1, _colors(facts, spec))
    back: list[Shape] = []
    front: list[Shape] = []
    if not sheet.alone:
        names = [wrapped(facts.review.entities[c.entity].name, sheet.step - 14, LABEL, BOLD) for c in columns]
        for x, name in zip(sheet.middles, names, strict=True):
            lines = enumerate(name)
            front += [Words(x, y + 15 + n * LABEL * LEADING, t, "ink", LABEL, BOLD, "middle") for n, t in lines]
        y += max(len(name) for name in names) * LABEL * LEADING + 14
    ends = [0.0] * len(columns)
    inside = False
    for place in spec.places:
        layers = [_layer(facts, place, column) for column in columns]
        height = max(layer.height for layer in layers) + _TITLE
        if place.wall is not None:
            back += [Box(0, y, width, height, "t5"), line((0, y), (width, y), "c5", 1.2)]
            back.append(line((0, y + height), (width, y + height), "c5", 1.2))
        elif inside:
            back.append(Box(0, y, width, height + 10, "panel"))
        x, anchor = (width - 10, "end") if sheet.alone else (8, "start")
        front.append(Words(x, y + 16, place.wall or place.label, "soft", SMALL, anchor=anchor))  # type: ignore[arg-type]
        for index, (column, layer) in enumerate(zip(columns, layers, strict=True)):
            top = y + _TITLE + (0 if inside or place.wall else height - _TITLE - layer.height)
            front += _stack(sheet, column, layer, sheet.middles[index], top, ends[index])
            ends[index] = top + layer.height - _STEM if layer.rows else ends[index]
        inside = inside or place.wall is not None
        y += height
    y += 10
    if any(column.sends for column in columns):
        for column, x, end in zip(columns, sheet.middles, ends, strict=True):
            front += _sends(facts, column, x, end, y + 24)
        y += 54
    return [*back, *front, *_below(sheet, y)], y + max((_height_below(sheet, column) for column in columns), default=0)


def _below(sheet: _Sheet, y: float) -> list[Shape]:
    """What is said of each column, below it; it leads to its claim."""
    found: list[Shape] = []
    for column, x in zip(sheet.columns, sheet.middles, strict=True):
        if column.says:
            says = sheet.facts.filled(column.says)
            at, anchor = (4.0, "start") if sheet.alone else (x, "middle")
            texts = lines_of(says, at, y + 17, sheet.room, fill="soft", size=SMALL, anchor=anchor)  # type: ignore[arg-type]
            cards = [sheet.facts.views[claim].card for claim in column.claims]
            found += [Linked(cards[0], says, texts)] if cards else texts
    return found


def _height_below(sheet: _Sheet, column: DomainColumn) -> float:
    return height_of(sheet.facts.filled(column.says), sheet.room, SMALL) + 10 if column.says else 0.0


def _stack(sheet: _Sheet, column: DomainColumn, layer: _Layer, x: float, y: float, from_y: float) -> list[Shape]:
    """The blocks of one column in one place, joined by stems, the first to what stands above at `from_y`."""
    shapes: list[Shape] = []
    top = y
    for number, row in enumerate(layer.rows):
        start = top - _STEM if number else from_y
        if start:
            shapes.append(line((x, start), (x, top + (_BLOCK if len(row) > 1 else 0)), "rule", 2.2))
        gap = 24.0 if len(row) > 1 else 0.0
        own = (sheet.block - gap * (len(row) - 1)) / len(row)
        for index, block in enumerate(row):
            left = x - sheet.block / 2 + index * (own + gap)
            if index:
                back = Box(left - gap + 4, top + 7, gap - 8, _BLOCK - 14, "panel")
                shapes += [back, Words(left - gap / 2, top + _BLOCK / 2 + 4.3, "or", "soft", SMALL, anchor="middle")]
            shapes.append(_box(sheet, column, block, left, top, own))
            if sheet.alone and block.says:
                shapes += _beside(block, left + own, top, sheet.width)
        top += _BLOCK + _STEM
    return shapes


def _box(sheet: _Sheet, column: DomainColumn, block: _Block, x: float, y: float, width: float) -> Shape:
    number = sheet.colors.get(block.entity or block.label)
    fill, stroke, dash = (f"t{number}", f"c{number}", "") if number else ("", "rule", "4 3")
    weight = BOLD if number else REGULAR
    size = SMALL if text_width(block.label, LABEL, weight) > width - 8 else LABEL
    lines = wrapped(block.label, width - 6, size, weight)
    first = y + _BLOCK / 2 + size * 0.34 - (len(lines) - 1) * size * 1.08 / 2
    texts = tuple(
        Words(x + width / 2, first + n * size * 1.08, text, "ink" if number else "soft", size, weight, "middle")
        for n, text in enumerate(lines)
    )
    name = sheet.facts.review.entities[column.entity].name
    spoken = f"{block.label}, in {name}"
    target = entity_target(sheet.facts.review, column.entity)
    if block.claims:
        target = sheet.facts.views[block.claims[0]].card
    return Linked(target, spoken, (Box(x, y, width, _BLOCK, fill, stroke, 1.6, 7, dash), *texts))


def _beside(block: _Block, x: float, y: float, width: float) -> list[Shape]:
    """What a block does, at its right."""
    room = width - x - 22
    height = height_of(block.says, room, SMALL)
    first = y + _BLOCK / 2 - height / 2 + SMALL
    return [
        line((x + 3, y + _BLOCK / 2), (x + 14, y + _BLOCK / 2), "rule"),
        *lines_of(block.says, x + 20, first, room, size=SMALL),
    ]


def _sends(facts: Facts, column: DomainColumn, x: float, top: float, y: float) -> list[Shape]:
    """What a column gives off: an arrow, and drops with their names."""
    shapes: list[Shape] = []
    for part in column.sends:
        label = facts.name(part.entity, part.label)
        drops = tuple(Circle(x + dx, y + dy, r, "c2") for dx, dy, r in ((-9, -4, 3.2), (0, 2, 3.8), (9, -3, 3.0)))
        words = Words(x, y + 21, label, "ink", SMALL, BOLD, "middle")
        parts = (*arrow(((x, top + 2), (x, y - 9)), "c2", 1.8), *drops, words)
        spoken = f"{facts.review.entities[column.entity].name} gives off: {label}"
        shapes.append(Linked(facts.views[part.claims[0]].card, spoken, parts))
    return shapes


def table(facts: Facts, figure: str, spec: Domains) -> DataTable:
    """Each block with its place and the claims behind it."""
    rows: list[DataRow] = []
    for column in spec.columns:
        name = facts.entity_entry(column.entity, None)
        for place, layer in zip(spec.places, _layers(facts, spec, column), strict=True):
            for row in layer.rows:
                label = " or ".join(block.label for block in row)
                claims = tuple(dict.fromkeys(claim for block in row for claim in block.claims))
                rows.append(
                    DataRow(
                        f"{figure}.{column.entity}.{len(rows)}",
                        ((name,), plain(place.label), plain(label), facts.claim_entries(claims) or plain("no claim")),
                        facts.is_doubted(claims),
                    )
                )
        for part in column.sends:
            label = facts.name(part.entity, part.label)
            cells = ((name,), plain("Given off"), plain(label), facts.claim_entries(part.claims))
            rows.append(DataRow(f"{figure}.{column.entity}.{len(rows)}", cells, facts.is_doubted(part.claims)))
    return DataTable(("What", "Where", "Part", "Stated by"), tuple(rows))
