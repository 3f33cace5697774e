"""In: MkDocs' events and a prepared review; out: its site, built or previewed. The only room that imports MkDocs."""

from __future__ import annotations

from .configured import configuration, markdown_engine
from .events import ReviewPlugin
from .keys import tools
from .site import build_site

__all__ = ["ReviewPlugin", "build_site", "configuration", "markdown_engine", "tools"]
