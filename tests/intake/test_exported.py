"""In: exports of reference managers; out: the entries that are proposed, and what is said of those that lack something."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sitegen.cli import review
from sitegen.intake.exported import entries, is_export, other_export
from sitegen.intake.references import Proposed, proposed
from sitegen.problems import SourceText
from sitegen.read.bibliography import references_of

BIBTEX = r"""
Exported from somewhere

@string{jl = "Journal of Leaves"}
@article{hill_hills_2020,
  title = {Hills and {CO}$_2$ in M{\"u}nchen},
  author = {Hill, Ann and {The Leaf Group} and others},
  journaltitle = jl,
  date = {2020-03-01},
  volume = {3}, issue = {1}, pages = {1-9},
  doi = {https://doi.org/10.1234/hills.2020},
  url = {https://example.org/hills},
  abstract = {Long {words}.},
  file = {C:\\files\\hills.pdf},
}
@Thesis{stream:2019, title = {Streams}, author = {Stream, Bo}, school = {Brook}, year = 2019}
@article{lost, title = {A title alone}, year = {2001}}
"""
RIS = """TY - JOUR
AU - Hill, Ann
AU - The Leaf Group,
TI - Hills & leaves: 100%
T2 - Journal of Leaves
PY - 2020/03/01/
VL - 3
IS - 1
SP - 1
EP - 9
DO - 10.1234/hills.2020
UR - https://example.org/hills
AB - A long abstract
that goes on
ER -

TY  - CHAP
AU  - Stream, Bo
ED  - Brook, Cy
T1  - Streams
BT  - A book of water
PB  - Press
PY  - 2019
SN  - 978-3-16-148410-0
"""


def _read(text: str, *taken: str) -> list[Proposed]:
    found, problems = entries(SourceText.of("list", text), text, taken)
    assert problems == []
    assert is_export(text)
    return found


def _valid(found: list[Proposed]) -> None:
    text = "\n".join(one.entry for one in found)
    assert references_of(SourceText.of("references.bib", text), text)[1] == []


def test_bibtex_of_another_dialect() -> None:
    """Fields of biblatex are renamed, what no page prints is left out, a key that can stay does."""
    hills, thesis, lost = found = _read(BIBTEX)
    for field in (
        "@article{hill_hills_2020,",
        "author = {Hill, Ann and {The Leaf Group} and others}",
        r"title = {{Hills and {CO}$_2$ in M{\"u}nchen}}",
        "journal = {Journal of Leaves}",
        "year = {2020}",
        "month = mar",
        "number = {1}",
        "pages = {1--9}",
        "doi = {10.1234/hills.2020}",
    ):
        assert field in hills.entry
    for name in ("abstract", "file", "url", "date"):
        assert f"  {name} =" not in hills.entry
    assert thesis.entry.startswith("@phdthesis{stream2019,")
    assert (lost.understood, lost.lacking) == (False, "no author, no journal")
    assert "@misc{lost," in lost.entry
    assert "note = {To complete: no author, no journal}" in lost.entry
    _valid(found)


def test_ris_as_journals_write_it() -> None:
    """One space or two before the dash, a record without its end, words over two lines, a group with a comma."""
    hills, chapter = found = _read(RIS, "hill2020")
    for field in (
        "@article{hill2020b,",
        "author = {Hill, Ann and {The Leaf Group}}",
        r"title = {{Hills \& leaves: 100\%}}",
        "journal = {Journal of Leaves}",
        "pages = {1--9}",
        "doi = {10.1234/hills.2020}",
    ):
        assert field in hills.entry
    for field in (
        "@incollection{stream2019,",
        "editor = {Brook, Cy}",
        "booktitle = {A book of water}",
        "isbn = {978-3",
    ):
        assert field in chapter.entry
    assert [one.lacking for one in found] == ["", ""]
    _valid(found)


def test_a_list_with_broken_lines() -> None:
    """In a list with numbers a line without one goes on from the line above."""
    text = "1. Hill A. Hills and\n   their leaves. J Leaves.\n2020;3(1):1-9.\n\n2. Words only 1999\n"
    first, second = proposed(text, [])
    assert (first.number, first.key, first.understood) == (1, "hill2020", True)
    assert second.number == 2


@pytest.mark.parametrize(
    ("begin", "name"),
    [
        ("PMID- 123\nTI  - x", "PubMed's own format"),
        ("<?xml version='1.0'?>", "XML"),
        ('[{"id": "x"}]', "JSON"),
        ("%0 Journal Article\n", "EndNote's own format"),
        ("[1] Hill A. A title.", ""),
        ("1. Hill A.", ""),
    ],
)
def test_what_is_not_read_is_named(begin: str, name: str) -> None:
    """So that somebody chooses another form of export instead of looking at a list of broken lines."""
    assert other_export(begin) == name


def _run(tiny: Path, text: str) -> tuple[int, str, str]:
    file = tiny / "list.txt"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(review, ["source", "references", str(file), "--root", str(tiny)])
    return done.exit_code, done.stdout, done.stderr


def test_a_work_that_is_there_is_not_proposed_again(tiny: Path) -> None:
    """It is known by its DOI; the source's own list gets the key that it has."""
    code, out, err = _run(tiny, BIBTEX.replace("hills.2020}", "hills.2020},"))
    assert code == 0
    assert "@article" not in out
    assert "references: {1: hill2020, 2: stream2019, 3: lost}" in out
    assert "In references.bib already, and not proposed again: 1 (hill2020)." in err
    assert "To complete: 3 (no author, no journal)." in err


def test_a_broken_file_is_told_by_line(tiny: Path) -> None:
    """And nothing is proposed, so that nothing half is appended."""
    code, out, err = _run(tiny, "@article{a, title = {x},\n@misc{b, title = {y}, year = {2020}}\n")
    assert (code, out) == (1, "")
    assert "list.txt:" in err
    assert err.endswith("Nothing is proposed.\n")
    assert _run(tiny, "\n\n")[2] == "list.txt holds no reference.\nNothing is proposed.\n"
    assert "export it as RIS or BibTeX" in _run(tiny, "PMID- 1\n")[2]
