"""In: an engine of Python-Markdown; out: the same with quick steps in the place of slow ones that they equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown import Extension, Markdown, inlinepatterns, serializers, treeprocessors
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.preprocessors import Preprocessor

from .inline import QuickInline, QuickLink
from .known import is_known
from .pages import Links, quick_ids
from .steps import BlockLevel, QuickAttrList, QuickPrettify, QuickToc, QuickUnescape, to_html
from .whole import Whole
from .words import Unknown

_SWAPPED = {
    "inline": (treeprocessors.InlineProcessor, QuickInline),
    "prettify": (treeprocessors.PrettifyTreeprocessor, QuickPrettify),
    "unescape": (treeprocessors.UnescapeTreeprocessor, QuickUnescape),
    "attr_list": (AttrListTreeprocessor, QuickAttrList),
    "toc": (TocTreeprocessor, QuickToc),
}
_LINKS = Links()


class Quick(Extension):
    """Takes the place of steps of exactly the classes it knows; whatever another extension has changed stays as it is."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (its name there)
        """Look at the engine when it begins with a page: then all extensions are there, and MkDocs' own steps, too."""
        md.preprocessors.register(_Begin(md), "quick", 1000)
        if type(md) is Markdown:
            md.convert = lambda source: _converted(md, source)  # type: ignore[method-assign]


def _converted(md: Markdown, source: str) -> str:
    """A page in one reading, where it holds nothing but what is known; else the engine's own way."""
    md.preprocessors["quick"].run([])
    links = md.treeprocessors["relpath"].path_to_url if "relpath" in md.treeprocessors else str
    if is_known(md) and (page := read_at_once(md, source, links)):
        md.toc_tokens = page.tokens  # type: ignore[attr-defined]
        if "mkdocs_raw_html" in md.preprocessors:
            md.preprocessors["mkdocs_raw_html"].run(f"{source}\n\n".split("\n"))
            md.treeprocessors["mkdocs_extract_anchors"].present_anchor_ids.update(page.ids)
            md.treeprocessors["mkdocs_extract_title"].title = page.title
        return page.html
    if "relpath" in md.treeprocessors:
        md.treeprocessors["relpath"].links_to_anchors.clear()  # the engine finds them again, and no other
    return Markdown.convert(md, source)


def read_at_once(md: Markdown, source: str, lead: Callable[[str], str]) -> Whole | None:
    """A page that holds nothing but what is known, read; `lead` gives the address for a link's. The engine must be known."""
    try:
        return Whole(md, lead, source) if source.strip() else None
    except Unknown:
        return None


def links_of(step: Any) -> Callable[[str], str]:
    """The method `path_to_url` of MkDocs' step, which remembers."""
    return _LINKS.quick(step)


def ids_of(step: Any, source: str) -> set[str]:
    """The ids in the raw HTML of a page, as MkDocs' step finds them."""
    quick_ids(step)(f"{source}\n\n".split("\n"))
    found: set[str] = step.present_anchor_ids
    return found


class _Begin(Preprocessor):
    """The first step of a page."""

    def run(self, lines: list[str]) -> list[str]:
        """Swap the steps that come after this one; the text stays as it is."""
        md = self.md
        for name, (slow, quick) in _SWAPPED.items():
            if name in md.treeprocessors and type(step := md.treeprocessors[name]) is slow:
                step.__class__ = quick
        if (
            "link" in md.inlinePatterns
            and type(step := md.inlinePatterns["link"]) is inlinepatterns.LinkInlineProcessor
        ):
            step.__class__ = QuickLink
        if md.serializer is serializers.to_xhtml_string:
            md.serializer = to_html
        if "is_block_level" not in vars(md) and type(md) is Markdown:
            md.is_block_level = BlockLevel(md.block_level_elements).__getitem__
        if "relpath" in md.treeprocessors and "path_to_url" not in vars(step := md.treeprocessors["relpath"]):
            step.path_to_url = _LINKS.quick(step)
        if "mkdocs_raw_html" in md.preprocessors and "run" not in vars(step := md.preprocessors["mkdocs_raw_html"]):
            step.run = quick_ids(step)
        return lines


def makeExtension(**settings: Any) -> Quick:  # noqa: N802 (its name there)
    """What Python-Markdown asks a module for."""
    return Quick(**settings)
