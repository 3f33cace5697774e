"""In: a recorded answer on loopback; out: that `review refs --check` proposes what it says, and changes no data."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner
from sitegen.cite.proposals import likeness
from sitegen.cli import review
from sitegen.sinks.swap import digest

#: As Crossref answers: a work by its DOI, with what it was changed by, and works by words.
_CHANGED = {"DOI": "10.1234/notice", "type": "retraction", "label": "Retraction", "source": "publisher"}
WORKS = {
    "10.1234/hills.2020": {"DOI": "10.1234/hills.2020", "title": ["Hills and their leaves"], "updated-by": [_CHANGED]}
}
FOUND = {"Valleys": [{"DOI": "10.1234/other", "title": ["Rivers"]}, {"DOI": "10.1234/valleys", "title": ["Valleys"]}]}


class _Recorded(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        doi = unquote(parts.path.removeprefix("/works").strip("/"))
        words = " ".join(parse_qs(parts.query).get("query.bibliographic", [""]))
        items = next((found for title, found in FOUND.items() if title in words), [])
        answer = WORKS.get(doi) if doi else {"total-results": len(items), "items-per-page": 3, "items": items}
        content = json.dumps({"status": "ok", "message": answer}).encode()
        self.send_response(200 if answer is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def crossref() -> Iterator[str]:
    """The address of the recorded answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Recorded)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _asked(root: Path, address: str) -> list[tuple[str, str, str]]:
    output = root.parent / "proposals.json"
    words = ["refs", "--check", "--root", str(root), "--address", address, "--output", str(output)]
    result = CliRunner().invoke(review, words)
    assert result.exit_code == 0, result.output
    assert "nothing in data or references.bib was changed" in result.output
    found = json.loads(output.read_text(encoding="utf-8"))
    assert all(one["seen"] and one["address"].startswith("https://doi.org/") for one in found)
    return [(one["key"], one["what"], one["value"]) for one in found]


def test_a_retraction_and_a_doi_are_proposed(tiny: Path, crossref: str) -> None:
    """What the work was changed by, and the DOI of the one title that is the same; data stay byte for byte."""
    before = digest(tiny)
    assert _asked(tiny, crossref) == [
        ("hill2020", "retraction", "10.1234/notice"),
        ("valley2021", "doi", "10.1234/valleys"),
    ]
    assert digest(tiny) == before


def test_a_doi_of_another_work_and_one_that_is_not_there(tiny: Path, crossref: str, monkeypatch) -> None:
    """A DOI that leads elsewhere is as bad as one that leads nowhere."""
    monkeypatch.setitem(WORKS, "10.1234/hills.2020", {"DOI": "10.1234/hills.2020", "title": ["Ponds"]})
    assert _asked(tiny, crossref)[0] == ("hill2020", "another-title", "10.1234/hills.2020")
    monkeypatch.delitem(WORKS, "10.1234/hills.2020")
    assert _asked(tiny, crossref)[0] == ("hill2020", "doi-not-found", "10.1234/hills.2020")


def test_without_an_answer_it_says_so(tiny: Path) -> None:
    """No traceback, no file."""
    words = ["refs", "--check", "--root", str(tiny), "--address", "http://127.0.0.1:9"]
    result = CliRunner().invoke(review, words)
    assert result.exit_code == 1
    assert "gave no answer that can be read" in result.output
    assert not (tiny / "build").exists()


def test_without_check_it_counts_and_asks_nobody(tiny: Path) -> None:
    """The network is for --check alone."""
    result = CliRunner().invoke(review, ["refs", "--root", str(tiny)])
    assert result.output == "3 works; 1 with a DOI, 0 with a PubMed number.\n"


def test_titles_are_alike_whatever_case_and_marks_they_have() -> None:
    """Letters and digits count; two empty titles are not the same work."""
    assert likeness("Hills, and: leaves", "HILLS AND LEAVES") == 1
    assert likeness("Hills and leaves", "Rivers") < 0.6
    assert likeness("", "") == 0
