"""In: what MkDocs and its plugins log; out: their warnings, each once a reader's broken page."""

from __future__ import annotations

import logging


class Warnings(logging.Handler):
    """Collects what MkDocs and its plugins warn about; each is a page that a reader would find broken."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.messages.append(record.getMessage())
