"""In: what MkDocs and its plugins log; out: their warnings, each once a reader's broken page, or a setting's problem."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import Location, Problem, SourceText

#: Material's plugins color parts of their messages.
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_SETTING = re.compile(r"Config value '(?P<name>[\w-]+)[^']*': ")


class Warnings(logging.Handler):
    """Collects what MkDocs and its plugins warn about; each is a page that a reader would find broken."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.messages.append(_COLOR.sub("", record.getMessage()).strip())


@contextmanager
def warnings_of(name: str) -> Iterator[list[str]]:
    """What a logger's programs warn about meanwhile."""
    handler, logger = Warnings(), logging.getLogger(name)
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


@contextmanager
def as_of(epoch: str) -> Iterator[None]:
    """Whatever asks for the date of the build meanwhile is told this one."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = epoch
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def setting_problems(root: Path, messages: Iterable[str]) -> list[Problem]:
    """What MkDocs says of the settings, each at its setting."""
    written = root / "mkdocs.yml"
    text = written.read_text(encoding="utf-8", errors="replace") if written.is_file() else ""
    file = SourceText.of("mkdocs.yml", text)
    problems: list[Problem] = []
    for message in dict.fromkeys(messages):
        named = _SETTING.match(message)
        said = message[named.end() :] if named else message
        place = _place_of(file, named["name"]) if named else Location(file)
        sentence = said.replace(f"{root}/", "").replace(str(root), ".").strip() or "MkDocs stops without a word"
        problems.append(Problem("site-build", place, f"`{named['name']}`: {sentence}" if named else sentence))
    return problems


def _place_of(file: SourceText, setting: str) -> Location:
    """Where the file gives a setting; its first line when it does not."""
    for number, line in enumerate(file.lines, start=1):
        if line.startswith(f"{setting}:"):
            return Location(file, number, 1, len(setting))
    return Location(file)
