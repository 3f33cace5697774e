"""The JSON interface says what the pages say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sitegen.pipeline import prepare

#: Each renders a whole review.
pytestmark = pytest.mark.slow


def test_every_claim_is_there_with_everything_that_a_client_needs(tiny: Path) -> None:
    """A claim carries id, text, source, passage, entities, citations, quantities and its address."""
    prepared = prepare(tiny)
    claims = {claim["id"]: claim for claim in json.loads(prepared.files["api/claims.json"])}
    assert set(claims) == set(prepared.review.claims)
    claim = claims["c-n002"]
    assert claim["text"] == "Of those who drank north tea, 60–70% felt calm."
    assert (claim["source"], claim["passage"]) == ("leaf-notes", "t1.r1.c1")
    assert claim["about"] == ["north-tea", "calm"]
    assert claim["cites"] == ["hill2020", "valley2021"]
    assert claim["quantities"]["share"]["low"] == 60
    assert claim["quantities"]["share"]["endpoint"] == "not stated"
    assert claim["address"] == "https://example.org/two-teas/sources/leaf-notes/2/#c-n002"


def test_addresses_follow_site_url(tiny: Path, monkeypatch) -> None:
    """SITE_URL overrides the address of data/review.yml, with or without its last slash."""
    monkeypatch.setenv("SITE_URL", "https://reader.example/teas")
    files = prepare(tiny).files
    for name in ("claims", "entities", "comparisons", "references"):
        for record in json.loads(files[f"api/{name}.json"]):
            assert record["address"].startswith("https://reader.example/teas/")


def test_comparisons_hold_each_cell(tiny: Path) -> None:
    """Every cell has its permanent id, its statements with citations and claims, or what an empty cell means."""
    found = json.loads(prepare(tiny).files["api/comparisons.json"])
    comparison = next(one for one in found if one["id"] == "calm-by-tea")
    cells = {cell["id"]: cell for row in comparison["rows"] for cell in row["cells"]}
    assert cells["calm-by-tea.north-tea.share"]["entries"] == [
        {"text": "60–70%", "cites": ["hill2020", "valley2021"], "claims": ["c-n002"], "appraisals": ["a-n001"]}
    ]
    assert cells["calm-by-tea.south-tea.color"] == {
        "id": "calm-by-tea.south-tea.color",
        "entries": [],
        "empty": "not stated",
    }


def test_schemas_are_published(tiny: Path) -> None:
    """Each kind and each type of record has its schema among the files."""
    names = {path for path in prepare(tiny).files if path.startswith("api/schemas/")}
    assert {f"api/schemas/{name}.json" for name in ("tea", "effect", "claims", "source", "kind", "readings")} <= names


def test_findings_are_there_with_their_numbers_printed(tiny: Path) -> None:
    """Appraisals, evidence, verdicts and questions; a claim names the appraisals that must stand beside it."""
    files = prepare(tiny).files
    appraisal = next(one for one in json.loads(files["api/appraisals.json"]) if one["id"] == "a-n001")
    assert "60–70%" in appraisal["finding"]
    assert "10%" in appraisal["finding"]
    assert appraisal["claims"] == ["c-n002", "c-s001"]
    assert appraisal["address"] == "https://example.org/two-teas/appraisal/contradiction/#a-n001"
    (evidence,) = json.loads(files["api/evidence.json"])
    assert evidence["seen_at"] == "https://example.org/hills"
    assert evidence["identifiers"] == {"doi": "10.1234/hills.2020"}
    verdicts = {(one["work"], one["claim"]): one["verdict"] for one in json.loads(files["api/citation-audit.json"])}
    assert verdicts["valley2021", "c-n002"] == "cannot-support"
    (question,) = json.loads(files["api/questions.json"])
    assert question["answers"][0]["appraisals"][0]["severity"] == "high"
    claims = {claim["id"]: claim for claim in json.loads(files["api/claims.json"])}
    assert [one["id"] for one in claims["c-n002"]["appraisals"]] == ["a-n001"]


def test_entities_carry_their_summary(tiny: Path) -> None:
    """A summary in plain words with its numbers printed, and the claims that it rests on; null where there is none."""
    entities = {entity["id"]: entity for entity in json.loads(prepare(tiny).files["api/entities.json"])}
    summary = entities["north-tea"]["summary"]
    assert "60–70% of those who drank north tea" in summary["text"]
    assert summary["claims"] == ["c-n001", "c-n002"]
    assert entities["south-tea"]["summary"] is None
