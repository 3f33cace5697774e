"""In: the review's folder; out: its live preview."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve


def serve_site(root: Path, address: str | None) -> None:
    """Live preview: every edit in data, templates, docs and references.bib shows in the browser."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # Not strict: a warning is printed, and the page still shows.
    mkdocs_serve(str(root / "mkdocs.yml"), livereload=True, dev_addr=address, strict=False)
