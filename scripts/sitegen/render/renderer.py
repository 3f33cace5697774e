"""In: the folders of templates, the table style of a sink, or of both, a language; out: what templates make of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..compose.page import Page
from ..language.language import ENGLISH, Language
from ..problems import Location, Problem, ProblemsFound, SourceText
from . import calls
from .compiled import Compiled
from .drawings import Drawings
from .escape import (
    attribute_text,
    cited_text,
    html_code,
    html_in_markdown,
    html_of_markup,
    id_text,
    inline_text,
    quoted_text,
    uncited_text,
    values_text,
)
from .known import Rendered
from .printing import PageByPage
from .template_errors import template_problem
from .templates import InLanguage, finalizing
from .ways import apart

#: How a sink writes comparison tables: the template that holds the macro `table`.
HTML_TABLES = "_table_html.md.j2"
PIPE_TABLES = "_table_pipe.md.j2"
#: Both ways at once, for pages that are made once for both sinks.
BOTH_TABLES = "_table_both.md.j2"
#: How the same sink shows questions.
_QUESTIONS = {
    HTML_TABLES: "_question_html.md.j2",
    PIPE_TABLES: "_question_pipe.md.j2",
    BOTH_TABLES: "_question_both.md.j2",
}
#: How the same sink shows figures.
_FIGURES = {
    HTML_TABLES: "_figure_html.md.j2",
    PIPE_TABLES: "_figure_pipe.md.j2",
    BOTH_TABLES: "_figure_both.md.j2",
}

_COMPILED = Compiled("markdown")


class Renderer:
    """The Jinja environment of one review: its own templates first, then the generator's.

    What is `known` was made by the same templates in the same language.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        tables: str,
        figures: str | None = None,
        language: Language = ENGLISH,
        known: Rendered | None = None,
    ):
        self._folders = folders
        self._known = known
        #: In how many ways it writes.
        self.ways = 2 if tables == BOTH_TABLES else 1
        self._links = calls.Links(language)
        loader = InLanguage(jinja2.FileSystemLoader([str(folder) for folder in folders]), language)
        self._environment = PageByPage(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=finalizing(language),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # Jinja's own `{#` begins a heading's id in Markdown: `## Facts {#facts}`.
            comment_start_string="{%#",
            comment_end_string="#%}",
            bytecode_cache=Compiled() if language else _COMPILED,
            auto_reload=False,  # it lives as long as pages are made once
        )
        self._environment.globals |= {
            "link": self._links.link,
            "href": self._links.href,
            "cite": calls.cite,
            "table_style": tables,
        }
        self._environment.globals |= {"marks": calls.marks, "shown_on": calls.shown_on, "outside": calls.outside}
        self._environment.globals |= {"both": calls.both}
        self._environment.globals |= {"figure_style": figures or _FIGURES[tables], "drawing": Drawings(folders).inline}
        self._environment.globals |= {"question_style": _QUESTIONS.get(tables, _QUESTIONS[HTML_TABLES])}
        self._environment.filters |= {"markdown": Markup, "id": id_text, "inline": inline_text, "quoted": quoted_text}
        self._environment.filters |= {"attribute": attribute_text}
        self._environment.filters |= {"html": html_in_markdown, "html_code": html_code, "raw_html": html_of_markup}
        self._environment.filters |= {"values": values_text, "cited": cited_text, "uncited": uncited_text}

    def page(self, page: Page, **more: Any) -> tuple[str, ...]:
        """The page's Markdown in each way; the same where it is known, as templates look at nothing else."""

        def make() -> str:
            return self.text(page.templates, page, {**page.context, **more})

        known = self._known
        return apart(make() if known is None else known.text(page.templates, page, more, make), self.ways)

    def text(self, names: Sequence[str], page: Page, context: Mapping[str, Any]) -> str:
        """What the first of these templates that exists makes for a page, in all ways."""
        self._links.begin(page.path)
        try:
            return self._environment.made(names, {**context, "page": page})
        except jinja2.TemplatesNotFound as error:
            at = Location(SourceText(f"templates/{names[-1]}", ()))
            raise ProblemsFound(
                [Problem("template-error", at, f"there is no template {' or '.join(names)}")]
            ) from error
        except Exception as error:
            problem = template_problem(error, self._folders, f" (while making {page.path})")
            if problem is None:
                raise
            raise ProblemsFound([problem]) from error
