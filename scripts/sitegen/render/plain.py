"""In: a template that is no Markdown, and values; out: its text, nothing escaped: the template names a filter for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from ..problems import ProblemsFound
from .compiled import Compiled
from .template_errors import template_problem

#: One for each language: Jinja works out a filter of a fixed text, such as a heading, while it compiles.
_COMPILED: dict[object, Compiled] = defaultdict(Compiled)


def filled(
    folders: Sequence[Path], name: str, context: Mapping[str, Any], filters: Mapping[str, Callable[..., str]]
) -> str:
    """The template with its values; what is wrong with it is raised as a problem."""
    loader = jinja2.FileSystemLoader([str(folder) for folder in folders])
    # Typst and Markdown are escaped by filters of their own; until 2027-11-21
    environment = jinja2.Environment(  # nosec B701
        loader=loader,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{%#",
        comment_end_string="#%}",
        bytecode_cache=_COMPILED[filters.get("say")],
    )
    environment.filters |= filters
    try:
        return environment.get_template(name).render(context)
    except Exception as error:
        problem = template_problem(error, folders)
        if problem is None:
            raise
        raise ProblemsFound([problem]) from error
