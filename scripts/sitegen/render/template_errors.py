"""In: an error that came out of a template; out: the same as a Problem at the template's own line."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

import jinja2

from ..problems import Location, Problem, SourceText


def template_problem(error: Exception, folders: Sequence[Path], more: str = "") -> Problem | None:
    """An error of a template as a problem at its line; None for one that is none of a template."""
    if isinstance(error, UnicodeDecodeError):
        return _unreadable(folders)
    message = f"there is no template '{error.name}'" if isinstance(error, jinja2.TemplateNotFound) else str(error)
    if isinstance(error, jinja2.TemplateSyntaxError):
        found = [folder / (error.name or "") for folder in folders if (folder / (error.name or "")).is_file()]
        return _at_template(
            found[0] if found else Path(error.filename or "?"), folders, error.lineno, f"{message}{more}"
        )
    inside = [str(folder) for folder in folders]
    frames = traceback.extract_tb(error.__traceback__)
    # The innermost frame that lies in a template; Jinja gives it the template's own line.
    its = [frame for frame in frames if any(frame.filename.startswith(folder) for folder in inside)]
    return _at_template(Path(its[-1].filename), folders, its[-1].lineno or 1, f"{message}{more}") if its else None


def _at_template(path: Path, folders: Sequence[Path], line: int, message: str) -> Problem:
    inside = [path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder)]
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    file = SourceText.of(f"templates/{inside[0] if inside else path.name}", text)
    shown = file.lines[line - 1] if line <= len(file.lines) else ""
    column = len(shown) - len(shown.lstrip()) + 1
    at = Location(file, min(line, len(file.lines)), column, max(1, len(shown.strip())))
    return Problem("template-error", at, message or "the template fails without a word")


def _unreadable(folders: Sequence[Path]) -> Problem | None:
    """The first template that is no UTF-8 text."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".j2", ".html") and path.is_file():
                try:
                    path.read_text(encoding="utf-8")
                except UnicodeDecodeError as error:
                    at = Location(SourceText(f"templates/{path.relative_to(folder).as_posix()}", ()))
                    sentence = f"the byte 0x{error.object[error.start]:02X} is not UTF-8"
                    return Problem("unreadable-file", at, sentence, "UTF-8 text")
    return None
