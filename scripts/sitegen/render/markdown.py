"""In: a Site, templates, the table style of a sink, or of both; out: Documents, Markdown with `[@key]` citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..cite.work import FORMATS
from ..compose.addresses import list_of_works
from ..compose.mentions import BEGIN, END, MIDDLE
from ..compose.page import Page, Site, Target
from ..language.language import ENGLISH, Language
from ..language.site import language_in
from ..problems import Location, Problem, ProblemsFound, SourceText
from ..shelf import Shelf
from . import calls
from .compiled import Compiled
from .document import Document, laid
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
from .links import absolute, relative
from .marks import MarkWriter, mark_as_link, mark_with_name, numbered, shown_on, with_places
from .printing import CallsAtOnce, PrintsMarkup
from .template_errors import template_problem
from .templates import InLanguage, finalizing, linking
from .together import LISTS, Together, cited_keys, cited_on, mentioned_on
from .ways import apart, side_by_side

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
#: How each sink writes the mark of an appraisal.
_MARK_WRITERS: Mapping[str, tuple[MarkWriter, ...]] = {
    HTML_TABLES: (mark_with_name,),
    PIPE_TABLES: (mark_as_link,),
    BOTH_TABLES: (mark_with_name, mark_as_link),
}

_MENTION = re.compile(
    # Each begins with a letter, so that the text between is passed over at once; before the first line nothing was linked.
    rf"\n(?P<heading>#{{1,6}} )|\]\((?P<href>[^)\s#]+\.md)[^)]*\)"
    rf"|{BEGIN}(?P<target>[^{MIDDLE}]*){MIDDLE}(?P<words>[^{END}]*){END}"
)
_BLANK_LINES = re.compile(r"\n\n\n+")
#: Pages that tell who cites what; they are made when all others are.
_LATE = ("references", "work")


_COMPILED = Compiled("markdown")


class Renderer:
    """The Jinja environment of one review: its own templates first, then the generator's."""

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
        self._ways = 2 if tables == BOTH_TABLES else 1
        loader = InLanguage(jinja2.FileSystemLoader([str(folder) for folder in folders]), language)
        self._environment = jinja2.Environment(
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
        )
        self._environment.code_generator_class = PrintsMarkup
        self._environment.context_class = CallsAtOnce
        self._environment.globals |= {
            "link": linking(calls.link, language),
            "href": calls.href,
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
        """The page's Markdown from its first template that exists, in each way."""
        return apart(self._run(page.templates, page, more, {**page.context, "page": page, **more}), self._ways)

    def with_mentions(self, page: Page) -> tuple[str, ...]:
        """The same with its mentions linked, which where they stand decides, and the page's path."""

        def make() -> str:
            made = self._made(page.templates, {**page.context, "page": page}, page)
            return side_by_side(*(linked(text, page.path) for text in apart(made, self._ways)))

        known = self._known
        text = make() if known is None else known.text(("mentions", *page.templates), page, {}, make)
        return apart(text, self._ways)

    def after(self, page: Page, **context: Any) -> tuple[str, ...]:
        """What follows the page: its appraisals, where it is mentioned, what left it, how it is cited, its references."""
        return apart(self._run(("_after.md.j2",), page, context, {"page": page, **context}), self._ways)

    def _run(self, names: tuple[str, ...], page: Page, more: Mapping[str, Any], context: Mapping[str, Any]) -> str:
        """What the templates make of the values; the same where it is known, as templates look at nothing else."""
        if self._known is None:
            return self._made(names, context, page)
        return self._known.text(names, page, more, lambda: self._made(names, context, page))

    def _made(self, names: tuple[str, ...], context: Mapping[str, Any], page: Page) -> str:
        try:
            return self._environment.select_template(names).render(context)
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


def render(site: Site, folders: Sequence[Path], tables: str, known: Rendered | None = None) -> tuple[Document, ...]:
    """Render every page for one sink."""
    return render_ways(site, folders, tables, known)[0]


def render_ways(
    site: Site, folders: Sequence[Path], tables: str, known: Rendered | None = None
) -> tuple[tuple[Document, ...], ...]:
    """Render every page, then add what only all pages together know: who mentions and who cites it.

    Gives the pages in each way of writing: of both, for who writes `BOTH_TABLES`, HTML within Markdown first. What is
    `known` was rendered by the same templates in the same language.
    """
    renderer = Renderer(folders, tables, language=language_in(site.strings), known=known)
    writers = _MARK_WRITERS[tables]
    if known is not None:
        known.complete = False
    bodies: tuple[Shelf[str], ...] = tuple(Shelf() for _ in writers)

    def put(page: Page, texts: Sequence[str]) -> None:
        for shelf, text in zip(bodies, texts, strict=True):
            shelf[page.path] = text

    for page in site.pages:
        if page.role not in _LATE:
            put(page, renderer.with_mentions(page))
    pages = {page.path: page for page in site.pages}
    cited = cited_on(bodies[0], pages)
    mentioned = mentioned_on(bodies[0], pages)
    shown = shown_on(bodies[0], pages)
    for page in site.pages:
        if page.role in _LATE:
            put(page, renderer.page(page, **_citing(page, cited)))
    together = Together(cited, mentioned, shown)
    if known is not None:
        known.together = together
    texts: tuple[Shelf[str], ...] = tuple(Shelf() for _ in writers)
    made = [
        tuple(map(laid, _finished(renderer, writers, site, page, [its[page.path] for its in bodies], together), texts))
        for page in site.pages
    ]
    if known is not None:
        known.complete = True
    return tuple(zip(*made, strict=True))


def render_one(site: Site, folders: Sequence[Path], tables: str, path: str, known: Rendered) -> Document | None:
    """One page at once, with what all pages together knew when they were rendered last; None when they never were."""
    page = next((page for page in site.pages if page.path == path), None)
    if page is None or known.together is None:
        return None
    renderer = Renderer(folders, tables, language=language_in(site.strings), known=known)
    is_late = page.role in _LATE
    body = renderer.page(page, **_citing(page, known.together.cited)) if is_late else renderer.with_mentions(page)
    return next(_finished(renderer, _MARK_WRITERS[tables], site, page, body, known.together))


def _citing(page: Page, cited: Mapping[str, tuple[Target, ...]]) -> Mapping[str, Any]:
    """What a page of works is given besides: who cites them."""
    if page.role == "references":
        return {"cited_on": {view.key: cited.get(view.key, ()) for view in page.context["works"]}}
    return {"cited_on": cited.get(page.context["work"].key, ())}


def _finished(
    renderer: Renderer,
    writers: Sequence[MarkWriter],
    site: Site,
    page: Page,
    bodies: Sequence[str],
    together: Together,
) -> Iterator[Document]:
    """The page in each way, with what follows it."""
    said: dict[str, Any] = {}
    after: tuple[str, ...] = ()
    for number, (write, body) in enumerate(zip(writers, bodies, strict=True)):
        text, notes = numbered(with_places(body, page.path, together.shown), page, site.appraisals, write)
        cites = tuple(cited_keys(text))
        more = {
            "notes": notes,
            "mentions": together.mentioned.get(page.path, ()) if page.role not in LISTS else (),
            "moved": site.moved.get(page.path, ()),
            "cites": bool(cites),
            "lists": tuple(Target(name, list_of_works(page.path, ending)) for ending, (name, _) in FORMATS.items()),
            "cite_page": site.citing.get(page.path),
        }
        if more != said:  # it seldom differs from one way to the next
            after, said = renderer.after(page, **more), more
        yield _document(page, text, after[number], cites)


def _document(page: Page, body: str, after: str, cites: tuple[str, ...]) -> Document:
    if page.role not in ("chapter", "home"):
        body = _closed_up(body)
    text = f"{body.strip()}\n\n{_closed_up(after).strip()}".rstrip() + "\n"
    return Document(page.path, page.role, page.title, page.description, text, cites, page.edit)


def _closed_up(text: str) -> str:
    """The text with no more than one blank line in a row."""
    return _BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text


def linked(body: str, path: str) -> str:
    """Link the first marked mention of an entity under each heading, unless a link to it stands there."""
    if BEGIN not in body:
        return body
    seen: set[str] = set()

    def decide(match: re.Match[str]) -> str:
        if match.group("heading"):
            seen.clear()
            return match.group()
        if match.group("href"):
            seen.add(absolute(path, match.group("href")))
            return match.group()
        target, words = match.group("target"), match.group("words")
        if target == path or target in seen:
            return words
        seen.add(target)
        return f"[{words}]({relative(path, target, '')})"

    return _MENTION.sub(decide, body)
