"""In: the table of claims as spreadsheets and people change it; out: that it comes back whole, or is told by its cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sitegen.cli import review

Rows = list[list[str]]
FIRST, SECOND = "data/claims/leaf-notes/1.yml", "data/claims/leaf-notes/2.yml"


def _run(*words: str, root: Path) -> tuple[int, str]:
    done = CliRunner().invoke(review, ["claims", *words, "--root", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output.replace(f"{root}/", "")


@pytest.fixture
def table(tiny: Path) -> Path:
    """The tiny review's claims as exported; a claim has its words on two lines, and a number with a zero at its end."""
    file = tiny / FIRST
    text = file.read_text(encoding="utf-8").replace("value: 2,", "value: 2.0,")
    file.write_text(
        text.replace("  topic: growing", '  topic: growing\n  note: "Two\\nlines; “here”"', 1), encoding="utf-8"
    )
    path = tiny / "claims.csv"
    assert _run("export", str(path), root=tiny)[0] == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # Excel reads UTF-8 by this mark
    return path


def _rows(table: Path) -> Rows:
    return list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))


def _text(rows: Rows, delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def _back(table: Path, data: bytes) -> tuple[int, str, bool]:
    """What the import of these bytes says, and whether the data is as before."""
    root = table.parent
    before = {file: file.read_bytes() for file in root.rglob("data/**/*.yml")}
    table.write_bytes(data)
    code, said = _run("import", str(table), root=root)
    return code, said, before == {file: file.read_bytes() for file in root.rglob("data/**/*.yml")}


def _cell(rows: Rows, row: int, name: str, text: str) -> Rows:
    rows[row][rows[0].index(name)] = text
    return rows


def _in_lists(rows: Rows) -> Rows:
    lists = [rows[0].index(name) for name in ("about", "cites")]
    return [[cell.replace("; ", ";") if at in lists else cell for at, cell in enumerate(row)] for row in rows]


def _without_column(rows: Rows, name: str) -> Rows:
    place = rows[0].index(name)
    return [row[:place] + row[place + 1 :] for row in rows]


@pytest.mark.parametrize(
    "saved",
    [
        lambda rows: _text(rows).encode("utf-8-sig"),
        lambda rows: _text(rows, end="\n").encode(),
        lambda rows: _text(rows, ";").encode("utf-8-sig"),
        lambda rows: ("sep=;\r\n" + _text(rows, ";")).encode(),
        lambda rows: _text(rows, "\t").encode("utf-16"),
        lambda rows: _text([[*row, "", ""] for row in rows]).encode(),
        lambda rows: _text([*rows, [""] * len(rows[0]), []]).encode(),
        lambda rows: _text([row[::-1] for row in rows]).encode(),
        lambda rows: _text([rows[0], *sorted(rows[1:], key=lambda row: row[5])]).encode(),
        lambda rows: _text([rows[0], *rows[:0:-1]]).encode(),
        lambda rows: _text(rows).replace(",2.0,", ",2,").encode(),
        lambda rows: _text(_in_lists(rows)).encode(),
        lambda rows: _text(rows).replace("\nlines", "\r\nlines").encode(),
        lambda rows: _text(_without_column(rows, "horizon")).encode(),
    ],
    ids=[
        *("as it was", "line feeds", "semicolons", "sep", "UTF-16 with tabs", "empty columns", "empty rows", "turned"),
        *(
            "sorted",
            "upside down",
            "a zero less",
            "lists without blanks",
            "line breaks of Windows",
            "an empty column less",
        ),
    ],
)
def test_what_a_spreadsheet_does_to_the_form_changes_nothing(table: Path, saved: Callable[[Rows], bytes]) -> None:
    """Not a byte of the data, and nothing is complained of."""
    code, said, same = _back(table, saved(_rows(table)))
    assert (code, said, same) == (0, "All claims are as they were; nothing was written.\n", True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: _cell(rows, 1, "value", "2,5"), "`value` is '2,5', with a comma (cell N2)"),
        (
            lambda rows: _cell(rows, 1, "value", "02. Mai"),
            "'02. Mai', which a spreadsheet makes of other numbers (cell N2)",
        ),
        (lambda rows: _cell(rows, 1, "short", "5-Feb"), "`short` is '5-Feb'"),
        (lambda rows: _cell(rows, 1, "value", "1.2E+11"), "the spreadsheet shortened the number (cell N2)"),
        (
            lambda rows: _cell(rows, 1, "says", "A â€“ plant"),
            "the letters of `says` were read in another encoding (cell F2)",
        ),
        (lambda rows: _without_column(rows, "note"), "the column `note` is missing, in which c-n001"),
        (lambda rows: _without_column(rows, "says"), "the column `says` is missing"),
        (lambda rows: [[*row, "x" if at else ""] for at, row in enumerate(rows)], "'x' stands below no heading"),
        (lambda rows: [[*row, row[8]] for row in rows], "is there twice"),
        (lambda rows: _cell(rows, 1, "id", ""), "the row has no `id`"),
    ],
)
def test_what_would_lose_something_is_told(table: Path, change: Callable[[Rows], Rows], told: str) -> None:
    """By row and column, and nothing is written."""
    code, said, same = _back(table, _text(change(_rows(table))).encode())
    assert (code, same) == (1, True)
    assert told in said
    assert "Nothing was written." in said


def test_another_encoding_is_told_by_row(table: Path) -> None:
    """Saved for Windows, quotes and dashes are no UTF-8."""
    code, said, same = _back(table, _text(_rows(table)).encode("cp1252"))
    assert (code, same) == (1, True)
    assert said == "claims.csv:3: not UTF-8: save it as “CSV UTF-8”. Nothing was written.\n"


def test_a_row_that_is_gone_takes_nothing_along(table: Path) -> None:
    """A table may hold a part of the claims; what has no row stays, is named, and goes when that is asked for."""
    rows = [row for row in _rows(table) if row[1] != "c-s001"]
    code, said, same = _back(table, _text(rows).encode())
    assert (code, same) == (0, True)
    assert "Without a row, and left as they are (--remove takes them out): c-s001" in said
    code, said = _run("import", str(table), "--remove", root=table.parent)
    assert "Taken out, since their rows are gone: c-s001" in said
    assert not any("id: c-s001" in file.read_text("utf-8") for file in table.parent.rglob("data/claims/**/*.yml"))


def test_a_row_that_is_new_stands_below_the_one_above(table: Path) -> None:
    """And the rest of the file is as it was."""
    rows = _rows(table)
    new = [*rows[1]]
    for name in rows[0][rows[0].index("short") :]:
        new[rows[0].index(name)] = "none" if name == "cites" else ""
    new[1], new[rows[0].index("says")] = "c-n009", "A new “statement” – here."
    code, said, _ = _back(table, _text([*rows[:2], new, *rows[2:]], ";").encode())
    assert code == 0, said
    text = (table.parent / FIRST).read_text(encoding="utf-8")
    assert "A new “statement” – here." in text
    assert text.index("c-n001") < text.index("c-n009")
    assert "value: 2.0," in text


def test_a_claim_can_go_to_another_file(table: Path) -> None:
    """It is then in the other one only."""
    rows = _rows(table)
    for row in rows[1:]:
        row[0] = SECOND if row[1] == "c-n001" else row[0]
    code, said, same = _back(table, _text(rows).encode())
    assert not same, (code, said)
    held = [file for file in table.parent.rglob("data/claims/**/*.yml") if "id: c-n001" in file.read_text("utf-8")]
    assert [file.relative_to(table.parent).as_posix() for file in held] == [SECOND]
