"""In: the real pip-audit and npm, asking servers on this machine; out: `make audit` finds, leaves and refuses what it has to.

No list of weaknesses is asked. The entry below is from the public database of the Python Packaging Authority
(vulns/jinja2/PYSEC-2021-66.yaml), in the form in which OSV gives it out.
"""

from __future__ import annotations

import datetime
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import audit
import pytest
from write_lock_files import LOCKS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 21)
WEAK = {
    "id": "PYSEC-2021-66",
    "aliases": ["CVE-2020-28493"],
    "details": "A regular expression of urlize takes too long for some texts.",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI", "purl": "pkg:pypi/jinja2"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.11.3"}]}],
        }
    ],
}
ADVISORY = {
    "id": 1,
    "url": "https://github.com/advisories/GHSA-r683-j2x4-v87g",
    "title": "node-fetch forwards secure headers to untrusted sites",
    "severity": "high",
    "vulnerable_versions": "<3.1.1",
}


class Lists(ThreadingHTTPServer):
    """A server that answers like OSV and like the registry of npm, and remembers what was asked."""

    def __init__(self) -> None:
        self.weak: dict[tuple[str, str], dict[str, Any]] = {}
        self.weak_npm: dict[str, list[dict[str, Any]]] = {}
        self.silent = False
        self.asked: set[tuple[str, str]] = set()
        super().__init__(("127.0.0.1", 0), Answers)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    """One question."""

    server: Lists

    def do_POST(self) -> None:
        """Say what is known about a package."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.silent:
            self.send_error(405)
            return
        if self.path == "/v1/query":
            question = json.loads(content)
            its = (question["package"]["name"], question["version"])
            self.server.asked.add(its)
            answer: Any = {"vulns": [self.server.weak[its]]} if its in self.server.weak else {}
        else:
            answer = self.server.weak_npm
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """npm wants to know all versions of what needs a weak package; without an answer it takes the locked one."""
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Lists]:
    """The server, with nothing against anything yet; no proxy stands before it."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Lists() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("npm_config_registry", server.address)
        monkeypatch.setenv("npm_config_fetch_retries", "0")
        monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock file with one package that has a weakness and one that has none."""
    file = tmp_path / "requirements.txt"
    sums = f"--hash=sha256:{'0' * 64}"
    file.write_text(f"jinja2==2.11.2 \\\n    {sums}\nsix==1.17.0 \\\n    {sums}\n", encoding="utf-8")
    return file


def _leave(monkeypatch: pytest.MonkeyPatch, id_: str, package: str, until: str) -> None:
    monkeypatch.setitem(audit.EXCEPTIONS, id_, (package, "no text of others is given to it", until))


def test_a_weakness_is_found_left_and_found_again(
    lists: Lists, lock: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted one fails; an exception by any of its names holds until its day."""
    osv = f"{lists.address}/v1/query"
    lists.weak["jinja2", "2.11.2"] = WEAK
    assert not audit.is_clean(lock, TODAY, osv)
    assert "jinja2 2.11.2: PYSEC-2021-66, CVE-2020-28493; mended in 2.11.3\n" in capsys.readouterr().out
    _leave(monkeypatch, "CVE-2020-28493", "jinja2", str(TODAY))
    assert audit.is_clean(lock, TODAY, osv)
    assert not audit.is_clean(lock, TODAY + datetime.timedelta(days=1), osv)


def test_no_answer_is_not_a_clean_one(lists: Lists, lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that refuses, for both kinds of lock files, and one that is not there."""
    lists.silent = True
    assert not audit.is_clean(lock, TODAY, f"{lists.address}/v1/query")
    assert not audit.is_clean(ROOT / "package-lock.json", TODAY)
    assert capsys.readouterr().out.count("no answer: ") == 2


def test_a_weakness_of_an_npm_package_is_found_and_left(
    lists: Lists, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """npm itself cannot leave one; what needs a weak package is not counted again."""
    lists.weak_npm = {"node-fetch": [ADVISORY]}
    assert audit.is_clean(ROOT / "package-lock.json", TODAY)  # ours is newer
    for name in ("package.json", "package-lock.json"):
        text = (ROOT / name).read_text(encoding="utf-8")
        older = re.sub(r'("node_modules/node-fetch": \{\s+"version": )"[^"]+"', r'\1"3.0.0"', text)
        (tmp_path / name).write_text(older, encoding="utf-8")
    capsys.readouterr()
    assert not audit.is_clean(tmp_path / "package-lock.json", TODAY)
    found = [line for line in capsys.readouterr().out.splitlines() if "GHSA" in line]
    assert found == ["node-fetch <3.1.1: GHSA-r683-j2x4-v87g, node-fetch forwards secure headers to untrusted sites"]
    _leave(monkeypatch, "GHSA-r683-j2x4-v87g", "node-fetch", str(TODAY))
    assert audit.is_clean(tmp_path / "package-lock.json", TODAY)


def test_every_locked_package_is_asked_about(lists: Lists) -> None:
    """With its version, whatever machine it is for; nothing is planted, so nothing is found."""
    locked: set[tuple[str, str]] = set()
    for name in LOCKS:
        assert audit.is_clean(ROOT / name, TODAY, f"{lists.address}/v1/query")
        text = (ROOT / name).read_text(encoding="utf-8")
        locked |= set(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", text, re.M))
    assert lists.asked == locked
