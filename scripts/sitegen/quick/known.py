"""In: an engine of Python-Markdown; out: whether its steps are exactly those that a page read at once stands for."""

from __future__ import annotations

from typing import Any

from markdown import Markdown, serializers

#: Of which modules the steps of an engine are, in their order; MkDocs' own may be there or not.
_STEPS = {
    "preprocessors": "quick:_Begin core:NormalizeWhitespace superfences:SuperFencesBlockPreprocessor "
    "md_in_html:HtmlBlockPreprocessor",
    "blockprocessors": "admonition:AdmonitionProcessor md_in_html:MarkdownInHtmlProcessor details:DetailsProcessor "
    "core:EmptyBlockProcessor core:ListIndentProcessor def_list:DefListIndentProcessor "
    "superfences:SuperFencesCodeBlockProcessor tables:TableProcessor core:HashHeaderProcessor "
    "core:SetextHeaderProcessor core:HRProcessor core:OListProcessor core:UListProcessor def_list:DefListProcessor "
    "core:BlockQuoteProcessor footnotes:FootnoteBlockProcessor abbr:AbbrBlockprocessor core:ReferenceProcessor "
    "core:ParagraphProcessor",
    "inlinePatterns": "core:BacktickInlineProcessor core:EscapeInlineProcessor footnotes:FootnoteInlineProcessor "
    "core:ReferenceInlineProcessor core:LinkInlineProcessor core:ImageInlineProcessor "
    "core:ImageReferenceInlineProcessor core:ShortReferenceInlineProcessor core:ShortImageReferenceInlineProcessor "
    "core:AutolinkInlineProcessor core:AutomailInlineProcessor core:SubstituteTagInlineProcessor "
    "core:HtmlInlineProcessor core:HtmlInlineProcessor core:DelimiterProcessor",
    "treeprocessors": "footnotes:FootnoteTreeprocessor core:InlineProcessor footnotes:FootnotePostTreeprocessor "
    "core:PrettifyTreeprocessor attr_list:AttrListTreeprocessor abbr:AbbrTreeprocessor toc:TocTreeprocessor "
    "core:UnescapeTreeprocessor",
    "postprocessors": "md_in_html:MarkdownInHTMLPostprocessor footnotes:FootnotePostprocessor "
    "core:AndSubstitutePostprocessor",
}
_MKDOCS = frozenset(
    "_RawHTMLPreprocessor _ExtractAnchorsTreeprocessor _ExtractTitleTreeprocessor _RelativePathTreeprocessor".split()
)
#: Steps of ours that stand for one of the engine's.
_QUICK = {
    "QuickInline": "core:InlineProcessor",
    "QuickPrettify": "core:PrettifyTreeprocessor",
    "QuickUnescape": "core:UnescapeTreeprocessor",
    "QuickAttrList": "attr_list:AttrListTreeprocessor",
    "QuickToc": "toc:TocTreeprocessor",
    "QuickLink": "core:LinkInlineProcessor",
}
_names: dict[type, str] = {}


def is_known(engine: Markdown) -> bool:
    """Whether the engine has these steps, no other, and no setting that a page read at once does not heed."""
    registries: dict[str, Any] = {
        "preprocessors": engine.preprocessors,
        "blockprocessors": engine.parser.blockprocessors,
        "inlinePatterns": engine.inlinePatterns,
        "treeprocessors": engine.treeprocessors,
        "postprocessors": engine.postprocessors,
    }
    steps = {name: [_name_of(type(step)) for step in registry] for name, registry in registries.items()}
    theirs = [one for names in steps.values() for one in names if one == "mkdocs"]
    if len(theirs) not in (0, len(_MKDOCS)):
        return False
    if any(" ".join(one for one in steps[name] if one != "mkdocs") != wanted for name, wanted in _STEPS.items()):
        return False
    notes, toc = engine.treeprocessors["footnote"].footnotes, engine.treeprocessors["toc"]
    return (
        engine.tab_length == 4
        and engine.stripTopLevelTags
        and not engine.references
        and engine.output_format == "xhtml"
        and (engine.serializer is serializers.to_xhtml_string or engine.serializer.__module__ == "sitegen.quick.steps")
        and notes.getConfig("PLACE_MARKER") == "///Footnotes Go Here///"
        and notes.getConfig("BACKLINK_TEXT") == "&#8617;"
        and notes.getConfig("SEPARATOR") == ":"
        and not notes.getConfig("UNIQUE_IDS")
        and bool(notes.getConfig("USE_DEFINITION_ORDER"))
        and toc.use_permalinks is True
        and not (toc.use_anchors or toc.permalink_leading or toc.base_level)
        and (toc.toc_top, toc.toc_bottom, toc.permalink_class, toc.marker) == (1, 6, "headerlink", "[TOC]")
    )


def _name_of(kind: type) -> str:
    """The module and the name of a step's class, in short; that of an unknown one is never among the known."""
    if kind not in _names:
        package, _, module = kind.__module__.rpartition(".")
        name = kind.__name__
        if package == "mkdocs.structure" and name in _MKDOCS:
            found = "mkdocs"
        elif package == "sitegen.quick":
            found = _QUICK.get(name, f"quick:{name}")
        elif package == "markdown":
            found = f"core:{name}"
        elif package == "markdown.extensions" or package == "pymdownx":
            found = f"{module}:{name}"
        else:
            found = f"{kind.__module__}:{name}"
        _names[kind] = found
    return _names[kind]
