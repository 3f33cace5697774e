"""In: a Site, templates, the table style of a sink, or of both; out: Documents, Markdown with `[@key]` citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from ..cite.work import FORMATS, HowToCite
from ..compose.addresses import list_of_works
from ..compose.finding_views import AppraisalView
from ..compose.page import Page, Site, Target
from ..language.site import language_in
from ..on_demand import Each, Told
from ..shelf import Shelf
from .document import Document, laid
from .gists import CITATION, BodyGist, Gist, body_gist_of, gist_of
from .known import Rendered
from .marks import MarkWriter, mark_as_link, mark_with_name, numbered, with_places
from .mentions import linked
from .renderer import BOTH_TABLES, HTML_TABLES, PIPE_TABLES, Renderer
from .together import LISTS, Together, cited_on, mentioned_on, shown_on
from .ways import apart, side_by_side

#: How each sink writes the mark of an appraisal.
_MARK_WRITERS: Mapping[str, tuple[MarkWriter, ...]] = {
    HTML_TABLES: (mark_with_name,),
    PIPE_TABLES: (mark_as_link,),
    BOTH_TABLES: (mark_with_name, mark_as_link),
}
_BLANK_LINES = re.compile(r"\n\n\n+")
#: Pages that tell who cites what; they are made when all others are.
_LATE = ("references", "work")


@dataclass(frozen=True)
class Body:
    """A page without what all pages together know of it, in all ways; its key is empty where no sum can be made over it."""

    text: Told
    gist: BodyGist
    key: str


class Around(msgspec.Struct, frozen=True):
    """What a page says that its body does not: what others say of it, and what is told under it.

    Where each claim is shown whose card it has, the appraisals that it marks, the pages that mention it, what left it, how
    it is cited.
    """

    shown: Mapping[str, tuple[Target, ...]]
    appraisals: Mapping[str, AppraisalView]
    mentions: tuple[Target, ...]
    moved: tuple[Any, ...]
    cite_page: HowToCite | None


def render(site: Site, folders: Sequence[Path], tables: str, known: Rendered | None = None) -> tuple[Document, ...]:
    """Render every page for one sink."""
    return render_ways(site, folders, tables, known)[0]


def render_ways(
    site: Site, folders: Sequence[Path], tables: str, known: Rendered | None = None
) -> tuple[tuple[Document, ...], ...]:
    """Render every page, then add what only all pages together know: who mentions and who cites it.

    Gives the pages in each way of writing: of both, for who writes `BOTH_TABLES`, HTML within Markdown first. What is
    `known` was rendered by the same templates in the same language; a text that nobody asks for is not read, even.
    """
    known = Rendered(now=Shelf()) if known is None else known
    writer = _Writer(site, folders, tables, known)
    known.complete = False
    bodies = {page.path: writer.body(page) for page in site.pages if page.role not in _LATE}
    gists = {path: body.gist for path, body in bodies.items()}
    pages = {page.path: page for page in site.pages}
    cited = cited_on(gists, pages)
    together = known.together = Together(cited, mentioned_on(gists, pages), shown_on(gists, pages))
    made = [
        writer.whole(page, bodies.pop(page.path, None) or writer.late_body(page, together), together)
        for page in site.pages
    ]
    known.complete = True
    return tuple(zip(*made, strict=True))


def render_one(site: Site, folders: Sequence[Path], tables: str, path: str, known: Rendered) -> Document | None:
    """One page at once, with what all pages together knew when they were rendered last; None when they never were."""
    page = next((page for page in site.pages if page.path == path), None)
    if page is None or known.together is None:
        return None
    writer = _Writer(site, folders, tables, known)
    body = writer.late_body(page, known.together) if page.role in _LATE else writer.body(page)
    return writer.whole(page, body, known.together)[0]


class _Writer:
    """Writes the pages of a site, each in two steps."""

    def __init__(self, site: Site, folders: Sequence[Path], tables: str, known: Rendered):
        self._site, self._known = site, known
        self._renderer = Renderer(folders, tables, language=language_in(site.strings))
        self._writers = _MARK_WRITERS[tables]
        #: Bodies that no sum can be made over, and pages in each way.
        self._bodies: Shelf[str] = Shelf()
        self._pages: tuple[Shelf[str], ...] = tuple(Shelf() for _ in self._writers)

    def body(self, page: Page) -> Body:
        """A page with its mentions linked, which where they stand decides, and the page's path."""

        def make() -> str:
            ways = apart(self._renderer.text(page.templates, page, page.context), self._renderer.ways)
            done = Each(ways, lambda text: linked(text, page.path))  # most pages are the same in all ways
            return side_by_side(*(done[text] for text in ways))

        return self._body(page, ("mentions", *page.templates), {}, make)

    def late_body(self, page: Page, together: Together) -> Body:
        """A page of works, which is given besides who cites them."""
        its = page.context
        keys = [view.key for view in its["works"]] if page.role == "references" else [its["work"].key]
        found = {key: together.cited.get(key, ()) for key in keys}
        more = {"cited_on": found if page.role == "references" else found[keys[0]]}
        return self._body(
            page, page.templates, more, lambda: self._renderer.text(page.templates, page, {**page.context, **more})
        )

    def _body(self, page: Page, names: Sequence[str], more: Mapping[str, Any], make: Callable[[], str]) -> Body:
        known = self._known
        known.between()
        key = known.key(names, page, more)
        gist = known.told(f"{key} gist", BodyGist) if known.takes(key) else None
        text = Told(partial(known.kept, key, make)) if key else laid(make(), page.path, self._bodies)
        if gist is None:
            gist = body_gist_of(page.path, apart(str(text), self._renderer.ways))
            if key:
                known.tell(f"{key} gist", gist)
        return Body(text, gist, key)

    def whole(self, page: Page, body: Body, together: Together) -> tuple[Document, ...]:
        """The page in each way. Where its gists are known its texts are made when somebody asks for them."""
        known, site = self._known, self._site
        known.between()
        around = Around(
            {claim: together.shown.get(claim, ()) for claim in body.gist.cards},
            {id_: site.appraisals[id_] for id_ in body.gist.marked},
            together.mentioned.get(page.path, ()) if page.role not in LISTS else (),
            site.moved.get(page.path, ()),
            site.citing.get(page.path),
        )
        key = known.key_of("whole", body.key, around) if body.key else ""
        texts: Sequence[str | Told]
        gists = known.told(key, tuple[Gist, ...])
        if gists is not None:
            texts = [Told(partial(self._text, page, body, around, way)) for way in range(len(gists))]
        else:
            made = self._texts(page, body, around)
            gist = Each(made, lambda text: gist_of(page.path, text))  # it is often the same in all ways
            gists = tuple(gist[text] for text in made)
            texts = [laid(text, page.path, shelf) for text, shelf in zip(made, self._pages, strict=True)]
            if key:
                known.tell(key, gists)
        head = (page.path, page.role, page.title, page.description)
        return tuple(Document(*head, text, gist, page.edit) for text, gist in zip(texts, gists, strict=True))

    def _text(self, page: Page, body: Body, around: Around, way: int) -> str:
        return self._texts(page, body, around)[way]

    def _texts(self, page: Page, body: Body, around: Around) -> list[str]:
        """The page in each way, with what follows it."""
        said: dict[str, Any] = {}
        after: tuple[str, ...] = ()
        texts: list[str] = []
        ways = apart(str(body.text), self._renderer.ways)
        for number, (write, its) in enumerate(zip(self._writers, ways, strict=True)):
            if number and its == ways[0] and not around.appraisals:
                texts.append(texts[0])
                continue
            text, notes = numbered(with_places(its, page.path, around.shown), page, around.appraisals, write)
            more = {
                "notes": notes,
                "mentions": around.mentions,
                "moved": around.moved,
                "cites": CITATION.search(text) is not None,
                "lists": tuple(Target(name, list_of_works(page.path, ending)) for ending, (name, _) in FORMATS.items()),
                "cite_page": around.cite_page,
            }
            if more != said:  # it seldom differs from one way to the next
                after, said = apart(self._renderer.text(("_after.md.j2",), page, more), self._renderer.ways), more
            texts.append(_closed(page, text, after[number]))
        return texts


def _closed(page: Page, body: str, after: str) -> str:
    if page.role not in ("chapter", "home"):
        body = _closed_up(body)
    return f"{body.strip()}\n\n{_closed_up(after).strip()}".rstrip() + "\n"


def _closed_up(text: str) -> str:
    """The text with no more than one blank line in a row."""
    return _BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text
