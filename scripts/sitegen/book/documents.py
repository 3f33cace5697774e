"""In: an Edition, templates, a Markdown engine; out: its pages as HTML, citations and mentions turned into links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from ..compose.addresses import reference_path
from ..compose.finding_views import AppraisalView
from ..compose.marks import MARKS_BEGIN, MARKS_END
from ..compose.mentions import BEGIN, END, MIDDLE
from ..render.gists import CITATION, cited_keys
from ..render.links import relative
from ..render.marks import SIGNS
from ..render.renderer import Renderer
from .parts import Edition, Leaf, Part

#: Markdown in, HTML out, with the extensions that mkdocs.yml names.
ToHtml = Callable[[str], str]
#: How the book shows figures, whatever it does with tables.
BOOK_FIGURES = "book/_figure.md.j2"
_MARKS = re.compile(f"{MARKS_BEGIN}([^{MARKS_END}]*){MARKS_END}")
_MENTION = re.compile(
    rf"(?P<title>^# )|\]\((?P<href>[^)\s#]+\.md)[^)]*\)"
    rf"|{BEGIN}(?P<target>[^{MIDDLE}]*){MIDDLE}(?P<words>[^{END}]*){END}",
    re.M,
)


@dataclass(frozen=True)
class BookPage:
    """A page of a book as HTML, with where it came from."""

    part: Part
    leaf: Leaf
    html: str = field(repr=False)

    @property
    def path(self) -> str:
        """The page's path on the site."""
        return self.leaf.page.path


class Writer:
    """Writes the pages of one edition as Markdown, each once."""

    def __init__(self, renderer: Renderer, edition: Edition, appraisals: Mapping[str, AppraisalView]):
        self._renderer = renderer
        self._appraisals = appraisals
        self.edition = edition
        self._bodies: dict[str, str] = {}
        self._pages: tuple[BookPage, ...] = ()

    def grown(self, edition: Edition) -> Writer:
        """The writer of the same edition with more parts; the pages that it had are not written again."""
        writer = Writer(self._renderer, edition, self._appraisals)
        writer._bodies |= self._bodies
        return writer

    def pages(self, to_html: ToHtml) -> tuple[BookPage, ...]:
        """Every page as HTML, made once."""
        if not self._pages:
            self._pages = tuple(
                BookPage(part, leaf, to_html(self._resolved(self._body(leaf), leaf.page.path)))
                for part in self.edition.parts
                for leaf in part.leaves
            )
        return self._pages

    def cites(self) -> tuple[str, ...]:
        """The works that the pages cite."""
        return tuple(dict.fromkeys(key for leaf in self.edition.leaves for key in cited_keys(self._body(leaf))))

    def claims(self) -> tuple[str, ...]:
        """The claims that the pages link to, by their anchors."""
        found = (_CLAIM.findall(self._body(leaf)) for leaf in self.edition.leaves)
        return tuple(dict.fromkeys(anchor for anchors in found for anchor in anchors))

    def _body(self, leaf: Leaf) -> str:
        path = leaf.page.path
        if path not in self._bodies:
            edition = self.edition
            more = {"numbers": edition.numbers, "whole": edition.whole, "prints": edition.figures, "signs": SIGNS}
            cited_on: Mapping[str, tuple[()]] = dict.fromkeys(edition.numbers, ())
            (self._bodies[path],) = self._renderer.page(leaf.page, cited_on=cited_on, **more)
        return self._bodies[path]

    def _resolved(self, markdown: str, path: str) -> str:
        marked = "\n".join(self._marked(line, path) for line in _mentions(markdown, path).split("\n"))
        return CITATION.sub(lambda match: self._citation(match.group(1), path), marked)

    def _citation(self, keys: str, path: str) -> str:
        links: list[str] = []
        for key in keys.split(";"):
            work = key.strip()[1:]
            href = relative(path, reference_path(work), "")
            links.append(f'<a href="{href}">{self.edition.numbers[work]}</a>')
        return f'<span class="cites">{", ".join(links)}</span>'

    def _marked(self, line: str, path: str) -> str:
        """The signs of appraisals, each once a line, with the page of the finding."""
        said: set[str] = set()
        in_sources = path.startswith(("sources/", "claims-behind"))

        def signs(match: re.Match[str]) -> str:
            out = ""
            for pair in match.group(1).split():
                mark = self._appraisals[pair.partition("/")[2]].mark
                # A grave one stands wherever the claim is spoken of, the others at the claim itself.
                if mark.id not in said and (in_sources or mark.severity == "high"):
                    said.add(mark.id)
                    href = relative(path, mark.target.path, mark.target.anchor)
                    label = escape(mark.words)
                    out += f' <a class="mark mark-{mark.severity}" title="{label}" href="{href}">{SIGNS[mark.severity]}</a>'
            return out

        return _MARKS.sub(signs, line)


_CLAIM = re.compile(r"#(c-[a-z0-9]{4})\b")


def _mentions(markdown: str, path: str) -> str:
    """Link the first mention of an entity on a page; the others only count for the index."""
    seen: set[str] = set()

    def decide(match: re.Match[str]) -> str:
        if match.group("title") or match.group("href"):
            return match.group()
        target, words = match.group("target"), match.group("words")
        if target == path:
            return words
        kind = "again" if target in seen else "mention"
        seen.add(target)
        return f'<a class="{kind}" href="{escape(relative(path, target, ""))}">{words}</a>'

    return _MENTION.sub(decide, markdown)
