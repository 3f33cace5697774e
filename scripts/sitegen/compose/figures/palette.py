"""In: nothing; out: the colors of figures by role, for light and for dark pages; the first series follow Okabe and Ito."""

from __future__ import annotations

#: What a shape can be painted with. A role is told by shape, place or words too, never by color alone.
LIGHT = {
    "paper": "#ffffff",  # what the drawing stands on
    "panel": "#f6f4ee",  # a field set off from it
    "grid": "#dcd7cb",
    "rule": "#76827f",  # lines that carry meaning: axes, arrows, outlines
    "ink": "#18242a",
    "soft": "#4a565b",
    "on": "#ffffff",  # words upon a series' color
    "c1": "#0a5c9e",
    "c2": "#c04a00",
    "c3": "#00784a",
    "c4": "#963c7d",
    "c5": "#7a5c00",
    "c6": "#5b4bb0",
    "t1": "#d8eaf5",  # the same, pale, for fields that words stand on
    "t2": "#fbe4d5",
    "t3": "#d5efe6",
    "t4": "#f4dfec",
    "t5": "#f3e9c6",
    "t6": "#e5e1f6",
    "flag": "#b0122b",
}
DARK = {
    "paper": "#12191c",
    "panel": "#1a2327",
    "grid": "#34434a",
    "rule": "#8fa0a6",
    "ink": "#e9eeee",
    "soft": "#b9c5c9",
    "on": "#0d1315",
    "c1": "#5cb6ea",
    "c2": "#f59a5c",
    "c3": "#4cc9a0",
    "c4": "#e09acb",
    "c5": "#dcbd4e",
    "c6": "#aea2f0",
    "t1": "#12384c",
    "t2": "#4a2a14",
    "t3": "#0f3d31",
    "t4": "#472438",
    "t5": "#3d3310",
    "t6": "#302a58",
    "flag": "#ff8a93",
}
#: How many series can be told apart.
SERIES = 6


def series(index: int) -> str:
    """The color of a series; after the last one they begin anew, told apart by their shapes."""
    return f"c{index % SERIES + 1}"
