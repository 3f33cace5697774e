"""In: nothing; out: Page, Target and the other values that templates are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ..cite.work import HowToCite, Work
from ..model.vocabulary import ReviewInfo
from ..on_demand import Each, Whole
from .roles import role_of_page

if TYPE_CHECKING:  # these are made of what is defined here
    from .changes import Changes
    from .courses import CourseView
    from .figures.view import FigureView
    from .finding_views import AppraisalView
    from .link_pictures import LinkPicture
    from .metadata import Head


class Target(msgspec.Struct, frozen=True):
    """Something to link to: a page's path, an anchor on it (or none), and the words of the link."""

    title: str
    path: str
    anchor: str = ""


@dataclass(frozen=True)
class Page:
    """A page to be rendered: where it lives, the templates to try in order, and what they are given."""

    path: str
    title: str
    description: str
    role: role_of_page
    templates: tuple[str, ...]
    context: Mapping[str, Any] = field(repr=False)
    edit: str | None = None

    @property
    def target(self) -> Target:
        """A link to this page."""
        return Target(self.title, self.path)


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation: a page, or a heading with entries below it."""

    title: str
    path: str | None = None
    children: tuple[NavItem, ...] = ()


class QuantityView(msgspec.Struct, frozen=True):
    """A quantity as a page shows it: its text, and what was measured in whom."""

    name: str
    text: str
    measure: str
    details: tuple[tuple[str, str], ...]


class AppraisalMark(msgspec.Struct, frozen=True):
    """What stands at a claim that is appraised, wherever it is shown: how severe, what, and where it is told whole."""

    id: str
    severity: str
    title: str
    claim: str
    target: Target

    @property
    def words(self) -> str:
        """The mark in words, for who cannot see it, and where there is room."""
        return f"Appraisal, {self.severity}: {self.title}"


class ClaimView(msgspec.Struct, frozen=True):
    """A claim as a page shows it; `works` are those it cites, each with its number in the source's own list.

    `marked` is the text with each mention of an entity marked, as `compose/mentions.py` does it.
    """

    id: str
    text: str
    marked: str
    cites: tuple[str, ...]
    works: tuple[tuple[str, Target], ...]
    unlisted: tuple[int, ...]
    passage: str
    card: Target
    source: Target
    topic: str
    about: tuple[Target, ...]
    quantities: tuple[QuantityView, ...]
    also_at: tuple[str, ...]
    note: str | None
    reading: str
    appraisals: tuple[AppraisalMark, ...] = ()


#: Every claim as pages show it, by id.
Views = Mapping[str, ClaimView]


class Entry(msgspec.Struct, frozen=True):
    """One statement in a cell: its words (plain and marked) or links, the works cited, and the claims behind it.

    `measured` is the quantity that it prints, as its claim's id and its name there. Claims that are `counted` only are
    not marked on a page: there may be fifty.
    """

    text: str
    marked: str = ""
    targets: tuple[Target, ...] = ()
    cites: tuple[str, ...] = ()
    claims: tuple[Target, ...] = ()
    measured: tuple[str, str] | None = None
    counted: tuple[str, ...] = ()
    appraisals: tuple[AppraisalMark, ...] = ()

    @property
    def words(self) -> str:
        """What it says, without marks."""
        return ", ".join(filter(None, (self.text, *(target.title for target in self.targets))))


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table with its permanent anchor; without entries it says what an empty cell means.

    `sort` is its lowest and its highest number, or its date. A gap is an empty cell of a map of evidence.
    """

    id: str
    entries: tuple[Entry, ...]
    empty: str
    sort: str = ""
    notes: tuple[Target, ...] = ()
    is_gap: bool = False

    @property
    def is_stacked(self) -> bool:
        """Whether its statements are counts, one below the other."""
        return len(self.entries) > 1 and bool(self.entries[0].counted)

    @property
    def is_prose(self) -> bool:
        """Whether it holds sentences, which want a wider column than numbers and names."""
        return sum(len(entry.text) for entry in self.entries) > 60

    @property
    def words(self) -> str:
        """What it says, without marks."""
        return "; ".join(entry.words for entry in self.entries) or self.empty


#: How the values of a column compare.
sort_of_column = Literal["text", "number", "date"]


@dataclass(frozen=True)
class Head:
    """A column's heading: its id, its words, how its values compare, whether readers filter by them."""

    id: str
    title: str
    sort: sort_of_column = "text"
    filter: bool = False
    notes: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a table with its permanent anchor, what it is named by, and the group that it stands in."""

    id: str
    header: Target
    cells: tuple[Cell, ...]
    others: tuple[Target, ...] = ()
    group: str = ""
    notes: tuple[Target, ...] = ()

    @property
    def name(self) -> str:
        """What the row is named by, in words."""
        return ", ".join(target.title for target in (self.header, *self.others))


@dataclass(frozen=True)
class Footnote:
    """A footnote of a table: its permanent anchor, the letter of its mark, its words."""

    id: str
    mark: str
    text: str


@dataclass(frozen=True)
class Table:
    """A comparison as a value: what every sink and export shows; `sorted_by` is a column and an order."""

    id: str
    title: str
    caption: str
    row_heading: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    home: Target
    group: Head | None = None
    notes: tuple[Footnote, ...] = ()
    sorted_by: tuple[str, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of the columns after the first."""
        return tuple(head.title for head in self.heads)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows by group, in order; without groups it is one, without a name."""
        names = tuple(dict.fromkeys(row.group for row in self.rows))
        return tuple((name, tuple(row for row in self.rows if row.group == name)) for name in names)


@dataclass(frozen=True)
class MovedPart:
    """A published anchor that left its page: where it is now, or why it is gone."""

    anchor: str
    to: Target | None
    reason: str


@dataclass(frozen=True)
class Site:
    """All that is rendered: identity, pages, navigation, each work's text by key, tables, tooltips, figures."""

    info: ReviewInfo
    pages: tuple[Page, ...]
    navigation: tuple[NavItem, ...]
    references: Mapping[str, str]
    tables: Sequence[Table]
    tooltips: Mapping[str, str]
    #: Short id → where `p/<id>/` leads.
    short: Mapping[str, Target] = field(default_factory=dict)
    #: A page's path → the parts that left it.
    moved: Mapping[str, tuple[MovedPart, ...]] = field(default_factory=dict)
    #: Each appraisal as pages tell it whole, by id.
    appraisals: Mapping[str, AppraisalView] = field(default_factory=dict)
    figures: Sequence[FigureView] = ()
    courses: Sequence[CourseView] = ()
    #: Each work by key in the formats of reference managers; in words, what the audit found and whether it was retracted.
    works: Mapping[str, Work] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    #: A page's path → how it is cited.
    citing: Mapping[str, HowToCite] = field(default_factory=dict)
    changes: Sequence[Changes] = ()
    #: A page's path → what it tells programs of itself, and the way to it.
    heads: Mapping[str, Head] = field(default_factory=dict)
    #: A page's path → the card that a preview of a link to it shows.
    link_pictures: Mapping[str, LinkPicture] = field(default_factory=dict)
    #: English phrase → the phrase of the review's language; empty in English.
    strings: Mapping[str, str] = field(default_factory=dict)

    def let_go(self) -> None:
        """Hold no longer what the templates were given: all pages are written. Who asks has it made again."""
        for page in self.pages:
            if isinstance(page.context, Whole):
                page.context.let_go()

    def let_go_head(self, path: str) -> None:
        """Hold no longer what a page tells programs: it is written."""
        if isinstance(self.heads, Each):
            self.heads.let_go(path)
