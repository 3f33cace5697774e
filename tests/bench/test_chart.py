"""In: seconds at sizes; out: a chart whose lines lie where they should, and edits that change one thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from sitegen.bench.chart import chart
from sitegen.bench.edits import EDITS
from sitegen.bench.generate import generate

_SVG = "{http://www.w3.org/2000/svg}"


def test_ten_times_the_seconds_is_one_step_up() -> None:
    """Axes go by powers of ten; each line has its name, no two names lie on each other."""
    drawn = etree.fromstring(chart("Seconds & sizes", {"slow": [(10, 10), (100, 100)], "quick": [(10, 1), (100, 99)]}))
    points = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in drawn.iter(f"{_SVG}circle")]
    assert len(points) == 4
    (_, first), (_, second) = points[:2]
    assert first - second == pytest.approx(points[2][1] - first)
    names = {text.text: float(text.get("y")) for text in drawn.iter(f"{_SVG}text")}
    assert abs(names["slow"] - names["quick"]) >= 16


def test_a_single_size_is_drawn() -> None:
    """One point a line."""
    assert chart("One", {"ours": [(10, 1.0)]}).count("<circle") == 1


@pytest.mark.slow
def test_each_edit_changes_what_it_says(tmp_path: Path) -> None:
    """A claim, a work, a template, and nothing else."""
    generate(tmp_path, 10, 1, "site_name: X\n")

    def files() -> dict[str, bytes]:
        return {str(file.relative_to(tmp_path)): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    changed = []
    for edit in EDITS.values():
        before = files()
        edit(tmp_path)
        changed.append({name.split("/")[0] for name, content in files().items() if before.get(name) != content})
    assert changed == [set(), {"data"}, {"references.bib"}, {"templates"}]
