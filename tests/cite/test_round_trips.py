"""In: odd works; out: that pybtex, rispy and citation-js read the exports with equal counts, titles, years, first authors."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string
from sitegen.cite.latex import plain
from sitegen.cite.work import Work, bibtex_file, csl_file, ris_file, work_of
from sitegen.problems import SourceText
from sitegen.read.bibliography import references_of

ROOT = Path(__file__).resolve().parents[2]
#: Accents as LaTeX and as they are, a particle, a group, no end of the list, in press, odd pages, a DOI with marks.
ODD = r"""
@article{mueller2020, author = {M{\"u}ller, J{\'e}r{\^o}me and Ångström, Åsa}, title = {{CO$_2$ and the {\O}re}},
  journal = {J. Odd}, year = {2020}, volume = {3}, number = {2}, pages = {e12345},
  doi = {10.1002/(SICI)1097-0258(1998)17:1<1::AID-X>3.0.CO;2-Q}}
@book{gogh1999, author = {van Gogh, Vincent}, title = {{Letters}}, publisher = {Press}, year = {1999}}
@techreport{who2021, author = {{World Health Group and Friends}}, title = {{A Report}}, institution = {World Health Group},
  year = {2021}}
@article{press, author = {Hill, Ann and others}, title = {{Soon}}, journal = {J. Odd}, year = {2026}, note = {In press}}
@incollection{part, author = {de la Cruz, Ana}, editor = {Hill, Bo}, title = {{A Part}}, booktitle = {The Whole},
  year = {2011}, pages = {S12--S19}, month = may}
"""


@dataclass(frozen=True)
class Read:
    """What a reader understood of a work."""

    title: str
    year: str
    first: str


def _works() -> list[Work]:
    read, problems = references_of(SourceText.of("references.bib", ODD), ODD)
    assert problems == []
    return [
        work_of(its.reference, ("Retracted: Notice (https://doi.org/10.1234/n, seen 2026-01-01).",)) for its in read
    ]


EXPECTED = {
    Read("CO₂ and the Øre", "2020", "Müller"),
    Read("Letters", "1999", "van Gogh"),
    Read("A Report", "2021", "World Health Group and Friends"),
    Read("Soon", "2026", "Hill"),
    Read("A Part", "2011", "de la Cruz"),
}


def test_pybtex_reads_the_bibtex() -> None:
    """Also the notice of a retraction, in the field that every style prints."""
    entries = parse_string(bibtex_file(_works()), "bibtex").entries
    found = set()
    for entry in entries.values():
        person = entry.persons["author"][0]
        name = plain(" ".join([*person.prelast_names, *person.last_names]))
        found.add(Read(plain(entry.fields["title"]), entry.fields["year"], name))
        assert "Retracted: Notice" in entry.fields["note"]
    assert found == EXPECTED
    assert entries["mueller2020"].fields["pages"] == "e12345"


def test_rispy_reads_the_ris() -> None:
    """A group ends in a comma, so that it stays whole."""
    records = rispy.loads(ris_file(_works()))
    assert {
        Read(
            record["title"] if "title" in record else record["primary_title"],
            record["year"][:4],
            _first(record["authors"][0]),
        )
        for record in records
    } == EXPECTED
    assert all(any("Retracted: Notice" in note for note in record["notes"]) for record in records)
    assert {record.get("start_page") for record in records} >= {"e12345", "S12"}


def _first(name: str) -> str:
    return name.partition(",")[0]


def test_the_csl_json_says_the_same() -> None:
    """Particles stand inside the family name, which is where Zotero looks."""
    items = json.loads(csl_file(_works()))
    found = {
        Read(
            item["title"],
            str(item["issued"]["date-parts"][0][0]),
            item["author"][0].get("family") or item["author"][0]["literal"],
        )
        for item in items
    }
    assert found == EXPECTED
    assert all("Retracted: Notice" in item["note"] for item in items)


def _first_of(item: dict) -> str:
    return item["author"][0].get("family") or item["author"][0]["literal"]


_SCRIPT = """
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris')
const data = require('fs').readFileSync(0, 'utf8')
const items = new Cite(data, { forceType: process.argv[1] }).data
console.log(JSON.stringify(items.map(its => [its.title, String(its.issued['date-parts'][0][0]),
  [its.author[0]['non-dropping-particle'], its.author[0].family || its.author[0].literal].filter(Boolean).join(' ')])))
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["@bibtex/text", "@ris/file", "@csl/list+text"])
def test_citation_js_reads_all_three(form: str) -> None:
    """The reader that many web tools use."""
    node = shutil.which("node")
    assert node, "node is missing; `make programs` says how to get it"
    works = _works()
    text = {"@bibtex/text": bibtex_file, "@ris/file": ris_file, "@csl/list+text": csl_file}[form](works)
    if form.startswith("@csl"):
        form = "@else/json"
    command = [node, "-e", _SCRIPT, form]
    result = subprocess.run(command, input=text, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    found = {Read(_plain(title), year, name.rstrip(",")) for title, year, name in json.loads(result.stdout)}
    assert found == EXPECTED


def _plain(title: str) -> str:
    """citation-js gives low numbers as HTML."""
    return title.replace("<sub>2</sub>", "₂").replace('<span class="nocase">', "").replace("</span>", "")
