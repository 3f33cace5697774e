"""In: nothing; out: the columns of the table of claims, and how a cell is written so that no spreadsheet runs it.

A row is a claim, or a further quantity of the claim above it, with the same `id` and nothing else in the claim's columns.
Lists are written with `; ` between. `none` in `cites` says that the source cites nothing there; an empty cell says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Between the parts of a list. No id, key or number holds it.
BETWEEN = "; "
NONE = "none"
#: A spreadsheet runs what begins so as a formula; an apostrophe before it keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")

#: The claim's columns in order: field, and whether it is a list.
CLAIM: Sequence[tuple[str, bool]] = (
    ("at", False),
    ("about", True),
    ("topic", False),
    ("says", False),
    ("short", False),
    ("cites", True),
    ("cites-unlisted", True),
    ("also-at", True),
    ("note", False),
)
#: The quantity's columns: its name, then its fields; `interval-low` is the field `low` of its `interval`.
QUANTITY: Sequence[tuple[str, bool]] = (
    ("measure", False),
    ("value", False),
    ("low", False),
    ("high", False),
    ("bound", False),
    ("unit", False),
    ("population", False),
    ("endpoint", False),
    ("denominator", False),
    ("of", True),
    ("interval-low", False),
    ("interval-high", False),
    ("interval-level", False),
    ("n", False),
    ("time", False),
    ("comparator", False),
    ("country", False),
    ("currency", False),
    ("year", False),
    ("perspective", False),
    ("horizon", False),
    ("derived-from", True),
    ("derived-how", False),
    ("derived-digits", False),
)
COLUMNS = ("file", "id", *(name for name, _ in CLAIM), "quantity", *(name for name, _ in QUANTITY))
#: Fields of claims and quantities that are written as numbers.
NUMERIC = frozenset(("value", "low", "high", "interval-low", "interval-high", "n", "derived-digits", "cites-unlisted"))


def nested(column: str) -> tuple[str, ...]:
    """Where a column's value stands in a quantity."""
    head, _, rest = column.partition("-")
    return (head, rest) if head in ("interval", "derived") and rest else (column,)


def guarded(text: str) -> str:
    """A cell's text as it stands in the file."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text of a cell of the file."""
    return cell[1:] if cell.startswith("'") else cell
