"""In: the tiny review and the real one; out: that every number of a table and its downloads equals its claim's quantity."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sitegen.compose.text import quantity_text
from sitegen.exports.tables import FOLDER, plain, safe
from sitegen.pipeline import prepare


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _quantities(built: Any) -> list[tuple[str, str, str, Any]]:
    """Every cell that prints a quantity: its table, its anchor, the words, the quantity."""
    review, site = built.prepared.review, built.prepared.site
    return [
        (table.id, cell.id, entry.text, review.claims[entry.measured[0]].quantities[entry.measured[1]])
        for table in site.tables
        for row in table.rows
        for cell in row.cells
        for entry in cell.entries
        if entry.measured is not None
    ]


def _ends(quantity: Any) -> list[Decimal]:
    numbers = [n for n in (quantity.value, quantity.low, quantity.high) if n is not None]
    return [min(numbers), max(numbers)]


def test_every_number_on_a_page_is_its_quantity(built: Any) -> None:
    """The built HTML, read back: each cell shows its quantities, and sorts by their lowest and highest end."""
    found = _quantities(built)
    assert found
    pages: dict[str, Any] = {}
    ends: dict[str, list[Decimal]] = {}
    for table, cell, text, quantity in found:
        assert text == quantity_text(built.prepared.review, quantity)
        page = pages.setdefault(table, html.parse(str(built.page(f"compare/{table}.md"))).getroot())
        shown = page.get_element_by_id(cell)
        assert text in " ".join(shown.text_content().split()), cell
        ends.setdefault(cell, []).extend(_ends(quantity))
        ends[cell] = [min(ends[cell]), max(ends[cell])]
    for cell, wanted in ends.items():
        page = pages[cell.split(".")[0]]
        assert [Decimal(part) for part in page.get_element_by_id(cell).get("data-sort").split()] == wanted, cell


def test_every_number_of_a_download_is_its_quantity(built: Any) -> None:
    """The CSV of a table, its CSV of statements and its JSON hold the same numbers as the claims."""
    for table, cell, text, quantity in _quantities(built):
        low, high = _ends(quantity)
        lines = _rows((built.site / FOLDER / f"{table}-statements.csv").read_text(encoding="utf-8"))
        (line,) = [one for one in lines if one["address"].endswith(f"#{cell}") and one["text"] == safe(text)][:1]
        assert (Decimal(line["low"]), Decimal(line["high"]), line["unit"]) == (low, high, quantity.unit)
        assert line["claim"]
        assert line["passage"]
        row, column = cell.rpartition(".")[::2]
        wide = {one["id"]: one for one in _rows((built.site / FOLDER / f"{table}.csv").read_text(encoding="utf-8"))}
        assert text in wide[row][column]
        assert Decimal(wide[row][f"{column}.low"]) <= low
        assert Decimal(wide[row][f"{column}.high"]) >= high
        whole = json.loads((built.site / FOLDER / f"{table}.json").read_text(encoding="utf-8"), parse_float=Decimal)
        entries = next(one for one in whole["rows"] if one["id"] == row)["cells"][column]["entries"]
        assert (text, low, high) in [
            (one["text"], one["quantity"]["low"], one["quantity"]["high"]) for one in entries if "quantity" in one
        ]


def test_every_row_of_a_table_is_in_its_files(built: Any) -> None:
    """As many lines as rows, each with its claims, sources, passages, citations, appraisals and address."""
    for table in built.prepared.site.tables:
        lines = _rows((built.site / FOLDER / f"{table.id}.csv").read_text(encoding="utf-8"))
        assert [line["id"] for line in lines] == [row.id for row in table.rows]
        for line, row in zip(lines, table.rows, strict=True):
            assert {"claim", "source", "passage", "citation", "appraisal", "address"} <= set(line)
            assert line["address"].endswith(f"#{row.id}")
            assert [line[head.id] for head in table.heads] == [safe(cell.words) for cell in row.cells]
        text = (built.site / FOLDER / f"{table.id}.csv").read_text(encoding="utf-8")
        # One line a record: the browser picks the rows that are shown by their lines.
        assert len(text.splitlines()) == len(lines) + 1


def test_a_changed_number_would_be_found(tiny: Path) -> None:
    """The comparison above sees a number that is not the claim's."""
    before = prepare(tiny).files[f"{FOLDER}/calm-by-tea.csv"]
    file = tiny / "data/claims/leaf-notes/2.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("low: 60", "low: 61"), encoding="utf-8")
    sources = tiny / "data/sources/leaf-notes.yml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("value: 60", "value: 61"), encoding="utf-8")
    after = prepare(tiny).files[f"{FOLDER}/calm-by-tea.csv"]
    assert "60–70%" in before
    assert "61–70%" in after
    assert "60–70%" not in after


@pytest.mark.parametrize("text", ["=1+1", "+1 more", "-x", "@all", "\ttab", "\rreturn"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe; a number stays one."""
    assert safe(text) == f"'{text}"
    assert safe("-1.5") == "-1.5"
    assert safe("60–70%") == "60–70%"


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''@x", "-1.5", "＝1", "'tis", "", "\t=1", "60–70%", "'-1.5"])
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    """No cell is a formula, and no text is lost or taken for another one."""
    assert plain(safe(text)) == text
    assert safe(text) == text or safe(text).startswith("'")


def test_a_hostile_name_is_no_formula(tiny: Path) -> None:
    """Also when it comes from the data."""
    file = tiny / "data/tea/south-tea.yml"
    text = file.read_text(encoding="utf-8").replace("name: South tea", 'name: "=HYPERLINK(1)"')
    file.write_text(text, encoding="utf-8")
    lines = _rows(prepare(tiny).files[f"{FOLDER}/calm-by-tea.csv"])
    assert [line["name"] for line in lines] == ["'=HYPERLINK(1)", "North tea"]


@pytest.mark.slow
def test_the_data_package_validates(built: Any) -> None:
    """Frictionless reads every file by its description and finds nothing wrong; a spoiled file it does find."""
    import frictionless  # here, since it takes a second to load

    with frictionless.system.use_context(trusted=True):
        package = frictionless.Package(str(built.site / FOLDER / "datapackage.json"))
        assert {resource.name for resource in package.resources} >= {table.id for table in built.prepared.site.tables}
        report = package.validate()
        assert report.valid, report.flatten(["title", "message"])[:5]


@pytest.mark.slow
def test_a_spoiled_file_of_the_package_is_found(built_copy: Path) -> None:
    """The validation above would see a word where a number belongs."""
    import frictionless

    folder = built_copy / "build" / "site" / FOLDER
    file = folder / "calm-by-tea.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",60,70,", ",sixty,70,"), encoding="utf-8")
    with frictionless.system.use_context(trusted=True):
        assert not frictionless.Package(str(folder / "datapackage.json")).validate().valid
