"""In: a review; out: that what archives ask for is what their schemas allow."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
import pytest
from msgspec import structs
from sitegen.exports.deposit import CITATION, DATACITE, deposit_files
from sitegen.model.review import Review
from sitegen.pipeline import load

ADDRESS = "https://example.org/two-teas/"


@pytest.fixture(scope="module")
def review(tiny_root: Path) -> Review:
    """The tiny review."""
    its, _ = load(tiny_root)
    assert its is not None
    return its


def test_citation_file_is_valid(review: Review, tmp_path: Path) -> None:
    """Against the schema of the Citation File Format, with a license of SPDX and with another."""
    own = structs.replace(review.info.license, name="Ours", url="https://example.org/license")
    other = replace(review, info=structs.replace(review.info, license=own, repository="https://example.org/r"))
    for place, its in enumerate((review, other)):
        file = tmp_path / f"{place}.cff"
        file.write_text(deposit_files(its, ADDRESS)[CITATION], encoding="utf-8")
    assert 'license: "CC-BY-4.0"' in (tmp_path / "0.cff").read_text(encoding="utf-8")
    assert "license-url: " in (tmp_path / "1.cff").read_text(encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("check-jsonschema")),
        "--builtin-schema",
        "vendor.citation-file-format",
    ]
    done = subprocess.run(
        [*command, "--force-filetype", "yaml", *map(str, sorted(tmp_path.glob("*.cff")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_datacite_record_is_valid(review: Review) -> None:
    """Against DataCite's own schema; the DOI comes from the archive."""
    spec = importlib.util.find_spec("datacite")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "schemas"
    schema = json.loads((folder / "datacite-v4.5.json").read_text(encoding="utf-8"))
    record = json.loads(deposit_files(review, ADDRESS)[DATACITE])
    retriever = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    validator = jsonschema_rs.validator_for(schema, retriever=lambda uri: retriever[uri.rpartition("/")[2]])
    assert [error.message for error in validator.iter_errors(record)] == []
    assert "doi" not in record
    broken = {**record, "creators": []}
    assert not validator.is_valid(broken)


def test_people_and_groups_are_deposited_as_what_they_are(review: Review) -> None:
    """A person with a family and a given name, of which archives make the citation; a group by its whole name."""
    files = deposit_files(review, ADDRESS)
    person, group = json.loads(files[DATACITE])["creators"]
    parts = {"givenName": "Ann Marie", "familyName": "Pot"}
    assert person == {"name": "Pot, Ann Marie", "nameType": "Personal", **parts}
    assert group == {"name": "The Testers", "nameType": "Organizational"}
    assert json.loads(files[DATACITE])["publisher"] == {"name": "Ann Marie Pot, The Testers"}
    assert '[{"family-names": "Pot", "given-names": "Ann Marie"}, {"name": "The Testers"}]' in files[CITATION]


def test_a_source_with_a_doi_is_what_the_review_is_made_from(review: Review) -> None:
    """And one without is not told as one."""
    assert "relatedIdentifiers" not in json.loads(deposit_files(review, ADDRESS)[DATACITE])
    leaf = review.references["leaf2025"]
    known = replace(
        review,
        references={**review.references, "leaf2025": replace(leaf, fields={**leaf.fields, "doi": "10.1234/leaf"})},
    )
    (related,) = json.loads(deposit_files(known, ADDRESS)[DATACITE])["relatedIdentifiers"]
    assert (related["relatedIdentifier"], related["relationType"]) == ("10.1234/leaf", "IsDerivedFrom")
