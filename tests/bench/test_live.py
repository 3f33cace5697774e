"""In: a stand-in for a live preview; out: that the seconds from an edit to its page are counted, and that patience ends."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sitegen.bench.live import seconds_to_see

pytestmark = pytest.mark.slow
_PREVIEW = """
import http.server, pathlib, sys
_, root, _, address = sys.argv[2:6]
class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"page " + {shown})
host, port = address.split(":")
http.server.HTTPServer((host, int(port)), Pages).serve_forever()
"""
_FILE = 'pathlib.Path(root, "data/claims/s/1.yml").read_bytes()'


@pytest.mark.parametrize(("shown", "seen"), [(_FILE, True), ('b"nothing new"', False)])
def test_an_edit_is_waited_for(tmp_path: Path, shown: str, seen: bool) -> None:
    """Seconds when the page shows the edit, nothing when it never does."""
    claims = tmp_path / "review" / "data" / "claims" / "s"
    claims.mkdir(parents=True)
    (claims / "1.yml").write_text('- id: c-0001\n  at: "s:1.p1"\n  says: Tea calms.\n', encoding="utf-8")
    command = [sys.executable, "-c", _PREVIEW.replace("{shown}", shown)]
    taken = seconds_to_see(tmp_path / "review", command, 5.0 if seen else 1.5)
    assert (taken is not None) is seen
